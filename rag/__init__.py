"""From files to cited answers: loading, paragraphs, reading, claims, and the archive itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rag.archive import Archive

__all__ = ["Archive"]


def __getattr__(name: str) -> object:
    """The archive, and with it all that it needs, when it is asked for: what trains a network
    on another machine (:mod:`rag.training.lent`) finds none of that there."""
    if name == "Archive":
        from rag.archive import Archive

        return Archive
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
