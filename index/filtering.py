"""Which passages a search may find."""

from __future__ import annotations

import datetime
import unicodedata

import numpy as np
from numpy.typing import NDArray

from index.derived import Snapshot
from index.errors import InputError
from index.types import Filters


def allowed(now: Snapshot, filters: Filters | None) -> NDArray[np.int64] | None:
    """Positions that the filters admit, in order; ``None`` when they admit all.

    :raises InputError: a date is none.
    """
    if not filters:
        return None
    keep = np.ones(len(now.ids), bool)
    if filters.documents:
        keep &= np.isin(now.documents, sorted(filters.documents))
    if filters.sources:
        wanted = {_plain(source) for source in filters.sources}
        known = {source: _plain(source) in wanted for source in np.unique(now.sources).tolist()}
        keep &= np.array([known[source] for source in now.sources.tolist()], bool)
    if filters.date_from:
        keep &= now.dates >= _day(filters.date_from)
    if filters.date_to:
        keep &= (now.dates != "") & (now.dates <= _day(filters.date_to))
    return np.flatnonzero(keep)


def _plain(text: str) -> str:
    decomposed = unicodedata.normalize("NFD", text.casefold().strip())
    return "".join(c for c in decomposed if not unicodedata.combining(c))


def _day(text: str) -> str:
    try:
        return datetime.date.fromisoformat(text).isoformat()
    except ValueError as error:
        raise InputError(
            f"La fecha «{text}» no se entiende: escríbala como 2025-08-14 (año, mes y día)."
        ) from error
