"""Whether a search can be made, and which passages it may find."""

from __future__ import annotations

import datetime

import numpy as np
from numpy.typing import NDArray

from index.errors import InputError
from index.search.catalogue import Catalogue
from index.text.folding import fold_name
from index.types import MODES, Filters


def check_search(k: int, mode: str) -> None:
    """Refuse a search that cannot be made.

    :param k: how many hits are wanted.
    :raises InputError: it is not positive, or there is no such mode.
    """
    if k < 1:
        raise InputError(f"El número de resultados debe ser 1 o más, y es {k}.")
    if mode not in MODES:
        raise InputError(f"El modo «{mode}» no existe: use {', '.join(MODES)}.")


def allowed_positions(
    catalogue: Catalogue, filters: Filters | None, mentioned: NDArray[np.bool_] | None = None
) -> NDArray[np.int64] | None:
    """Return the positions that the filters admit, in order; ``None`` when they admit all.

    :param mentioned: which passages mention everybody that the filters name, bool (passages,).
    :raises InputError: a date is none.
    """
    if not filters:
        return None
    allowed = np.ones(len(catalogue.documents), bool)
    if filters.documents:
        allowed &= np.isin(catalogue.documents, sorted(filters.documents))
    if filters.sources:
        names = {fold_name(source) for source in filters.sources}
        allowed &= np.array([name in names for name in catalogue.names], bool)[catalogue.sources]
    if filters.date_from:
        allowed &= catalogue.dates >= day_of(filters.date_from)
    if filters.date_to:
        allowed &= (catalogue.dates != "") & (catalogue.dates <= day_of(filters.date_to))
    admitted = allowed[catalogue.owners]
    if mentioned is not None:
        admitted &= mentioned
    return np.flatnonzero(admitted)


def day_of(text: str) -> str:
    """Return a filter's date as an ISO day.

    :raises InputError: it is none.
    """
    try:
        return datetime.date.fromisoformat(text).isoformat()
    except ValueError as error:
        raise InputError(
            f"La fecha «{text}» no se entiende: escríbala como 2025-08-14 (año, mes y día)."
        ) from error
