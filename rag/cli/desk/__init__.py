"""The commands of a desk that works with the whole archive: batches, chronologies, bibliographies.

One module a command, through :class:`rag.Archive` as all others; imports what they import, and
:mod:`rag.chat.views` for the page that a chronology is saved as. ``rag.cli.main`` imports it.
"""
