"""Errors of ``rag`` that a caller may want to tell apart, beside those of :mod:`index.errors`.

A file that cannot be read is :class:`rag.documents.types.LoadError`.
"""

from __future__ import annotations

from index.errors import HemerotecaError


class ReaderError(HemerotecaError):
    """The reader's file is missing or damaged."""
