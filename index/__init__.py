"""The search engine: Spanish analysis, encoder, FAISS, BM25, fusion, and the passage store.

Rooms, lowest first: ``text``, ``names``, ``exact``, ``storage``, ``encoders``, ``search``,
``postgres``, ``transfer``. Imports nothing of ``rag``, ``eval`` or ``app``; names are loaded when
they are first used.
"""

from __future__ import annotations

import logging
from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from index import encoders as encoder
    from index.search.hybrid import HybridIndex
    from index.types import Document, Filters, Hit, Passage, Span

__all__ = ["Document", "Filters", "Hit", "HybridIndex", "Passage", "Span", "encoder"]

# What is rebuilt and why is said to whoever asks, and on nobody's terminal unasked.
logging.getLogger(__name__).addHandler(logging.NullHandler())

_HOMES = {"HybridIndex": "index.search.hybrid"}


def __getattr__(name: str) -> Any:
    if name == "encoder":
        return import_module("index.encoders")
    if name in __all__:
        return getattr(import_module(_HOMES.get(name, "index.types")), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
