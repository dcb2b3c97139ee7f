"""Whom a question is limited to: a name as people write it, told from the others that there are."""

from __future__ import annotations

import difflib
from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from index.errors import InputError
from index.text.counts import Count
from index.text.folding import fold_words
from index.types import Entity, Kind

if TYPE_CHECKING:
    from index.backend import Storage

IN_SPANISH: Final[dict[Kind, str]] = {
    "person": "persona",
    "organisation": "organización",
    "place": "lugar",
}
_NOBODY: Final[dict[Kind, str]] = {
    "person": "ninguna persona",
    "organisation": "ninguna organización",
    "place": "ningún lugar",
}
_NAMED: Final = 8
"""Names given where one is unknown, or may be several's."""

_COMPARED: Final = 2_000
"""Names that an unknown one is compared with: the most mentioned ones."""

_ALIKE: Final = 0.5
"""Share of letters in common (:mod:`difflib`) from which on a name is offered for another."""


def check(kind: Kind | None, name: str, storage: Storage) -> Entity:
    """Return the one entity that goes by a name.

    :param kind: of any kind when ``None``.

    :raises InputError: nobody is called so, several may be, or the names of some documents were
        never looked for.
    """
    waiting = Count(storage.count_unrecognised())
    if waiting:
        raise InputError(
            f"En {waiting} {waiting:documento|documentos} no se han buscado todavía los nombres. "
            "Ejecute una vez «hemeroteca entities» y repita."
        )
    found = storage.entities_called(kind, name)
    if len(found) == 1:
        return found[0]
    if found:
        kinds = " o su clase" if kind is None else ""
        raise InputError(f"«{name}» puede ser {_listed(found)}. Dé el nombre entero{kinds}.")
    near = _nearest(kind, name, storage)
    there = f"; los más parecidos: {_listed(near)}" if near else ""
    nobody = _NOBODY[kind] if kind else "nadie ni nada"
    raise InputError(f"No se nombra a {nobody} como «{name}»{there}.")


def _listed(entities: Sequence[Entity]) -> str:
    shown = [f"{IN_SPANISH[each.kind]} «{each.name}»" for each in entities[:_NAMED]]
    named = ", ".join(shown)
    more = len(entities) - _NAMED
    return named + (f" y {more} más" if more > 0 else "")


def _nearest(kind: Kind | None, name: str, storage: Storage) -> list[Entity]:
    """Return the entities of that kind that are written most like a name."""
    wanted = fold_words(name)
    of_kind = [each for each in storage.entities() if kind in (None, each.kind)][:_COMPARED]

    def likeness(each: Entity) -> float:
        whole = fold_words(each.name)
        words = [whole, *whole.split()]
        return max(difflib.SequenceMatcher(None, wanted, word).ratio() for word in words)

    ranked = sorted(((likeness(each), each) for each in of_kind), key=lambda pair: -pair[0])
    return [each for likely, each in ranked[:_NAMED] if likely > _ALIKE]
