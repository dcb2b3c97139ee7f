"""Paper that was scanned: pictures of pages, PDF pages that are pictures, what libraries make.

Imports ``rag.documents.types``, ``scans``, ``pages``, ``mending`` and ``metadata``; the registry
and ``formats.pdf`` import it.
"""
