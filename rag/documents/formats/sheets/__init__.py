"""Sheets of rows: tables in text files and workbooks, an article a row or a table as passages.

``rows`` tells which of the two a sheet is and reads it; the formats only bring its cells. Imports
``rag.documents.types``, ``mending`` and ``metadata``, and ``formats.package``.
"""
