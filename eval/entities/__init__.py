"""Are the names in passages found, whole and of the right kind?

Imports ``rag.entities`` (whose labels it reads) and ``index``; a yardstick runs in an
environment of its own and gives its names in a file.
"""
