"""Texts to vectors: the bundled encoder (``e5``), and any other sentence-transformers model.

Imports ``index.text`` and the signed folders of ``index.storage``; knows no archive.
Reached as ``from index import encoder`` too.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from index.encoders.loading import load, load_default, load_reference
    from index.encoders.protocol import Encoder

__all__ = ["Encoder", "load", "load_default", "load_reference"]

_HOMES = {"Encoder": "index.encoders.protocol"}


def __getattr__(name: str) -> Any:
    if name in __all__:
        return getattr(import_module(_HOMES.get(name, "index.encoders.loading")), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
