"""A file's characters made text: decoded, lines joined, what printing cut put together again.

Imports ``index.text`` and ``rag.documents.types``, and nothing else of ``rag``; every format
mends its text here, so that a fault mended once is mended in all.
"""
