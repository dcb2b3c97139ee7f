"""The face for people who install Hemeroteca: an archive, what it answers, and its errors.

Holds names and nothing else; each is loaded from ``rag`` or ``index`` when it is first used, so
that a machine without one of the heavy libraries can use the parts that do not need it.
Imports ``rag`` and ``index``; nothing of theirs imports it.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from index.errors import (
        ArchiveError,
        BusyError,
        DamageError,
        EncoderChangedError,
        EncoderError,
        HemerotecaError,
        InputError,
        QueryError,
        ServerError,
    )
    from index.search.hybrid import HybridIndex
    from index.types import Document, Filters, Hit
    from rag.answers.types import Answer, Citation, Claim
    from rag.archive import Archive
    from rag.conversation import Conversation
    from rag.documents.types import LoadError
    from rag.errors import ReaderError, TooManyGoneError, WriterError
    from rag.exact.finding import Findings

__all__ = [
    "Answer",
    "Archive",
    "ArchiveError",
    "BusyError",
    "Citation",
    "Claim",
    "Conversation",
    "DamageError",
    "Document",
    "EncoderChangedError",
    "EncoderError",
    "Filters",
    "Findings",
    "HemerotecaError",
    "Hit",
    "HybridIndex",
    "InputError",
    "LoadError",
    "QueryError",
    "ReaderError",
    "ServerError",
    "TooManyGoneError",
    "WriterError",
]

_HOMES: Final = {
    "index.errors": (
        "ArchiveError BusyError DamageError EncoderChangedError EncoderError HemerotecaError "
        "InputError QueryError ServerError"
    ),
    "index.search.hybrid": "HybridIndex",
    "index.types": "Document Filters Hit",
    "rag.answers.types": "Answer Citation Claim",
    "rag.archive": "Archive",
    "rag.conversation": "Conversation",
    "rag.documents.types": "LoadError",
    "rag.errors": "ReaderError TooManyGoneError WriterError",
    "rag.exact.finding": "Findings",
}
_MODULES: Final = {name: home for home, names in _HOMES.items() for name in names.split()}


def __getattr__(name: str) -> Any:
    if name not in _MODULES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(import_module(_MODULES[name]), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted(__all__)
