"""Checks the names of systems that a person gave, against those there are.

Apart from the systems themselves: what those import would count as memory in the bench.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

from index.errors import InputError


def check_names(names: Sequence[str], known: Collection[str]) -> list[str]:
    """Return the names without repetition.

    :raises InputError: when one is unknown or there is none.
    """
    unknown = [name for name in names if name not in known]
    if unknown or not names:
        raise InputError(
            f"No existe el sistema «{', '.join(unknown)}». Los que hay: {', '.join(known)}."
        )
    return list(dict.fromkeys(names))
