"""One module a format, each from a file's bytes to its articles, and their registry.

Imports ``rag.documents.types``, ``mending`` and ``metadata``, and nothing else of ``rag``;
what reads the disk, titles and cuts articles lies above, in ``rag.documents``.
"""
