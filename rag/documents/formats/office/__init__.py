"""Documents of office programs and books: texts, slides, chapters, each by its library.

All are looked at by ``formats.package`` before they are unpacked. Imports
``rag.documents.types``, ``mending`` and ``metadata``, ``formats.package`` and ``formats.markup``.
"""
