"""What finds passages on a server: words in packed posting blocks, meanings by pgvector.

Both give exact scores and propose candidates; the room above joins them. Imports the connections
of ``index.postgres`` and what is said of scores in ``index.search``.
"""
