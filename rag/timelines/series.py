"""Finds the figures of a chronology that change: the hectares burnt, the dead, the price.

Figures are of one series when they are areas or count the same noun. Other units, money and
percentages measure anything, so theirs must also share a word that stands just before them («la
inflación subió al 8 %»); and where the matter itself is what is counted («soldados norcoreanos»),
a word beside them tells whether they were sent or fell.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from index.text.analyzer import analyze
from rag.claims.course import day_of
from rag.timelines.gathering import Matter
from rag.timelines.types import Entry, Point, Series
from rag.values.amount_types import Amount
from rag.values.amounts import find_amounts
from rag.values.figures import find_figures
from rag.values.units import country_of

LEAST: Final = 3
"""Figures of a series, as in the plot of an answer."""

MOST: Final = 4
"""Series shown, those with most figures first."""

NEAR: Final = 60
"""Characters beside an amount in which it is said of what it is."""

BESIDE: Final = 40
"""Characters between a figure and the day that is its own."""

NEWS: Final = 31
"""Days before an article that its news may have begun."""

_MEASURES: Final = frozenset(["area"])
"""Dimensions that tell by themselves what is measured."""

_LONG_WORD: Final = re.compile(r"\b[a-záéíóúüñ]{4,}\b")
_WORD: Final = re.compile(r"\s*(?:de\s+)?([^\W\d_]+)")


@dataclass(frozen=True, slots=True)
class _Figure:
    """An amount of an entry, and the words of which one has to be shared in a series.

    :param names: the analysed words, each as the entry writes it.
    """

    entry: Entry
    amount: Amount
    names: dict[str, str]

    @property
    def dimension(self) -> str:
        """What it measures, ``count`` for what is counted."""
        return self.amount.unit.dimension


def series_of(entries: Sequence[Entry], matter: Matter) -> tuple[Series, ...]:
    """Return the figures that change, those with most points first.

    :param matter: whose words name no measure: all sentences have them.
    """
    dated: dict[tuple[str, int], list[Entry]] = {}
    for entry in entries:
        dated.setdefault((entry.document, entry.start), []).append(entry)
    figures = [f for own in dated.values() for f in _figures(own, matter)]
    found: list[Series] = []
    used: set[tuple[int, int]] = set()
    for key, _ in _keys(figures).most_common():
        own = [
            f for f in figures if _has(f, key) and (f.entry.citation, f.amount.start) not in used
        ]
        points = tuple(sorted(_points(own), key=lambda point: (point.date, point.citation)))
        days = {point.date for point in points}
        values = {point.value for point in points}
        if len(points) < LEAST or len(days) < 2 or len(values) < 2:
            continue
        used |= {(f.entry.citation, f.amount.start) for f in own}
        word, unit = _name(own, key)
        name = f"{word} ({unit})" if word and unit else word or unit
        found.append(Series(name, points, unit))
    found.sort(key=lambda series: -len(series.points))
    return tuple(found[:MOST])


def _keys(figures: Sequence[_Figure]) -> Counter[tuple[str, str]]:
    return Counter((f.dimension, name) for f in figures for name in (f.names or {"": ""}))


def _has(figure: _Figure, key: tuple[str, str]) -> bool:
    dimension, name = key
    return figure.dimension == dimension and (name in figure.names or not (name or figure.names))


def _points(figures: Sequence[_Figure]) -> Iterator[Point]:
    """The figures in the unit that most of them are given in."""
    factors = Counter(figure.amount.unit.factor for figure in figures)
    factor = factors.most_common(1)[0][0] if factors else 1
    for figure in figures:
        value = figure.amount.base()[2]
        if value is not None:
            entry, amount = figure.entry, figure.amount
            text = entry.quote[amount.start : amount.end]
            yield Point(_day(figure), float(value / factor), text, entry.citation)


def _day(figure: _Figure) -> str:
    """The day that a figure is of: «El incendio que comenzó el sábado ha calcinado 2.400 hectáreas»
    gives that of the article, if the day named is of its news and stands apart from the figure."""
    entry, amount = figure.entry, figure.amount
    apart = max(entry.when[0] - amount.end, amount.start - entry.when[1]) > BESIDE
    article, named = (
        day_of(entry.article_date),
        day_of(entry.date) if len(entry.date) == 10 else None,
    )
    if entry.dated_by == "text" and apart and article and named:
        return article.isoformat() if 0 < (article - named).days <= NEWS else entry.date
    return entry.date


def _name(figures: Sequence[_Figure], key: tuple[str, str]) -> tuple[str, str]:
    """What is measured or counted, as most of the entries write it, and in which unit."""
    written = Counter(f.names[key[1]] for f in figures if key[1] in f.names)
    units = Counter(f.amount.unit.name for f in figures if f.amount.unit.name)
    named = written.most_common(1)[0][0].lower() if written else ""
    return named, units.most_common(1)[0][0] if units else ""


def _figures(entries: Sequence[Entry], matter: Matter) -> Iterator[_Figure]:
    """The amounts of a sentence that say what they are of, each with the nearest of the sentence's
    days; dates are none.

    :param entries: those of one sentence, of which there may be several days.
    """
    quote = entries[0].quote
    dates = [figure.number for figure in find_figures(quote) if figure.date]
    seen: set[str] = set()
    for amount in find_amounts(quote, country_of(entries[0].source)):
        dated = any(start < amount.end and amount.start < end for start, end in dates)
        entry = min(entries, key=lambda e: max(e.when[0] - amount.end, amount.start - e.when[1]))
        inside = entry.when[0] < amount.end and amount.start < entry.when[1]
        if amount.value is None or amount.bare or dated or inside:
            continue
        names = _names(quote, amount, matter)
        dimension = amount.unit.dimension
        if names is None or (dimension in seen and dimension in _MEASURES):
            continue  # of two areas in a sentence the first one is told
        seen.add(dimension)
        yield _Figure(entry, amount, names)


def _names(quote: str, amount: Amount, matter: Matter) -> dict[str, str] | None:
    """The words of which a series shares one; none for a measure, ``None`` where nothing tells."""
    dimension = amount.unit.dimension
    if dimension == "count":
        noun = _WORD.match(quote, amount.end)
        terms = analyze(noun[1]) if noun else []
        if not (noun and terms):
            return None
        if terms[0] not in matter.weights:
            return {terms[0]: noun[1]}
    if dimension in _MEASURES:
        return {}
    beside = quote[max(0, amount.start - NEAR) : amount.start]
    if dimension == "count":
        beside += quote[amount.end : amount.end + NEAR]
    words = _LONG_WORD.findall(beside)
    named = {term: word for word in words for term in analyze(word) if term not in matter.weights}
    return named or None
