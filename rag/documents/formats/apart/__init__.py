"""The process that parses files: ``child`` starts, watches and ends it, ``reader`` runs in it.

:mod:`rag.documents.formats.isolation` is the door to it. ``child`` knows nothing of documents;
``reader`` imports the formats' ``registry`` and ``rag.documents.types``.
"""
