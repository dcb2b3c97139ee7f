"""From files to cited answers: documents, reader, claims, answers, and the archive itself.

The one door is :class:`rag.archive.Archive`; the command line and the chat go through it.
Imports ``index``; names are loaded when they are first used.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from rag.archive import Archive

__all__ = ["Archive"]


def __getattr__(name: str) -> Any:
    if name == "Archive":
        return import_module("rag.archive").Archive
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
