"""Puts a query to an archive and gives everything back that it is true of.

Needs no encoder: an archive can be searched so even where its encoder is gone.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final, get_args

from index.backend import Storage
from index.errors import InputError, QueryError
from index.exact import faults
from index.exact.expressions import (
    All,
    Dated,
    Either,
    Expression,
    Mention,
    Order,
    Source,
    leaves,
)
from index.exact.parsing import parse
from index.exact.words import forms_of
from index.text.folding import fold_name
from index.types import Filters, Passage
from rag.answers import limits
from rag.answers.limits import NOTHING, LeftOut

ORDERS: Final[tuple[Order, ...]] = get_args(Order)

_QUOTED: Final = re.compile(r'"[^"]*"|«[^»]*»|“[^”]*”')
_SMALL_OR: Final = re.compile(r"\S\s+(?:o|u|or)\s+\S")
_OPERATOR: Final = re.compile(r"\s(?:O|OR)\s")


@dataclass(frozen=True, slots=True)
class Findings:
    """What an exact search found.

    :param query: as it was written.
    :param expression: what it was read as.
    :param total: of how many passages it is true.
    :param hits: they themselves, in the order asked for; fewer where no more were asked for.
    :param left_out: documents that a limit of dates could not judge.
    """

    query: str
    expression: Expression
    total: int
    hits: Sequence[Passage]
    left_out: LeftOut = NOTHING

    @property
    def note(self) -> str:
        """What the query may have been meant to say and does not, in Spanish; ``""`` as a rule."""
        without_quotes = _QUOTED.sub(" ", self.query)
        if _SMALL_OR.search(without_quotes) and not _OPERATOR.search(without_quotes):
            return "«o» en minúsculas no cuenta: para buscar una cosa o la otra, escriba O."
        return ""

    def to_dict(self) -> dict[str, Any]:
        """What ``--json`` prints."""
        return {
            "query": self.query,
            "total": self.total,
            "hits": [
                {
                    "document": hit.document,
                    "title": hit.title,
                    "source": hit.source,
                    "date": hit.date,
                    "page": hit.page,
                    "paragraph": hit.paragraph,
                    "passage": hit.text,
                }
                for hit in self.hits
            ],
        }


def find(
    storage: Storage,
    query: str,
    order: Order = "date",
    most: int | None = None,
    filters: Filters | None = None,
) -> Findings:
    """Find every passage of which a query is true.

    :param most: how many are given at most, all of them counted; all when ``None``.
    :param filters: what a passage must be of besides.
    :raises QueryError: the query cannot be read, or names an outlet that is not there.
    :raises InputError: the order is unknown, ``most`` negative, or a filter is wrong.
    """
    if order not in ORDERS:
        raise InputError(f"El orden «{order}» no existe: use {', '.join(ORDERS)}.")
    if most is not None and most < 0:
        raise InputError(f"El número de resultados debe ser 0 o más, y es {most}.")
    if filters is not None and filters.documents:
        raise InputError(
            "Una búsqueda exacta se limita a fuentes, fechas y nombres, no a documentos."
        )
    expression = parse(query)
    asked = leaves(expression, negated=True)
    _check_sources(storage, query, [leaf for leaf in asked if isinstance(leaf, Source)])
    filters = limits.checked(filters, storage)
    found = storage.find(_limited(expression, filters), order, most)
    left_out = limits.left_out(filters, storage)
    if any(isinstance(leaf, Dated) for leaf in asked):
        left_out = LeftOut(sum(undated for _, undated in storage.sources().values()))
    return Findings(query, expression, found.total, found.passages, left_out)


def _limited(expression: Expression, filters: Filters | None) -> Expression:
    """Return what is true of the passages that filters admit, where the expression is."""
    if not filters:
        return expression
    parts: list[Expression] = [expression]
    names = tuple(Source(name) for name in sorted(filters.sources))
    if names:
        parts.append(Either(names) if len(names) > 1 else names[0])
    if filters.date_from or filters.date_to:
        parts.append(Dated(filters.date_from, filters.date_to))
    parts += [Mention(kind, name, tuple(forms_of(name))) for kind, name in sorted(filters.names)]
    return All(tuple(parts)) if len(parts) > 1 else expression


def _check_sources(storage: Storage, query: str, asked: Sequence[Source]) -> None:
    """:raises QueryError: no outlet has the name, or begins so."""
    if not asked:
        return
    sources = storage.sources()
    names = {fold_name(name) for name in sources}
    for leaf in asked:
        wanted = fold_name(leaf.name)
        if wanted in names or (leaf.is_prefix and any(n.startswith(wanted) for n in names)):
            continue
        there = limits.closest(leaf.name, sources)
        advice = f"no hay ninguna fuente que se llame así; hay: {there}"
        raise _unknown(query, leaf, advice)


def _unknown(query: str, leaf: Source, advice: str) -> QueryError:
    return faults.fault(query, leaf.at, leaf.name, advice)
