"""Rows of words cut into lines at the gutters between columns.

A gap between two words is a gutter where the same white goes down through several rows and what
stands right of it begins at one edge. The rivers of justified text are neither so long nor so
straight; a wide gap that the rows above and below run across is only a stretched space.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from statistics import median
from typing import Final

from rag.documents.mending.tables import is_figure
from rag.documents.pages.types import Line, Sheet, Word

# In sizes of the letters: words of one row stand on one base up to this.
_SAME_BASE: Final = 0.3
# White narrower than this is a space; columns of a newspaper stand .8 to 1.5 apart.
_NARROWEST: Final = 0.5
# White of this width is a gutter wherever no row runs across it.
_WIDE: Final = 1.7
# Rows that have words on both sides, for a narrow gutter and for a wide one.
_ROWS: Final = 3
_ROWS_OF_WIDE: Final = 2
# A gap of this width parts words by itself, unless it is a stretched space.
_ALONE: Final = 2.5
# White through so many rows is a gutter whatever else; a shorter one may be stretched spaces, if
# its lines begin and end where those of so many sizes above and below do.
_LONG: Final = 5
_NEIGHBOURS: Final = 4.0
_RAGGED: Final = 0.4
# Of the words right of a narrow gutter so many begin at one edge; the others are indented.
_ALIGNED: Final = 0.55
_ALIGNED_OF_FEW: Final = 0.7
_MANY: Final = 12
_NARROW: Final = 0.72
_EDGE: Final = 1.6
# Rows farther apart than this (in sizes) do not continue a gutter, unless it is wide.
_APART: Final = 3.0


@dataclass(slots=True)
class _White:
    """White that goes down between words.

    :param gaps: (row, place after which it lies in the row) where words stand on both sides.
    :param left: rows that end before it.
    :param right: left edges of rows that begin after it.
    """

    x0: float
    x1: float
    base: float
    gaps: list[tuple[int, int]] = field(default_factory=list)
    crossed_above: bool = False
    crossed_below: bool = False
    left: int = 0
    right: list[float] = field(default_factory=list)

    @property
    def rows(self) -> int:
        """Rows with words on both sides; two rows with words on one side each count as one."""
        return len(self.gaps) + min(self.left, len(self.right))


def rows_of(words: Iterable[Word]) -> list[list[Word]]:
    """Put words that stand on one base together, from above to below, each row from the left."""
    rows: list[list[Word]] = []
    for word in sorted(words, key=lambda word: word.base):
        if rows:
            first = rows[-1][0]
            if abs(word.base - first.base) <= _SAME_BASE * min(word.size, first.size):
                rows[-1].append(word)
                continue
        rows.append([word])
    for row in rows:
        row.sort(key=lambda word: word.x0)
    return rows


def lines_of(sheet: Sheet) -> list[Line]:
    """Cut the rows of a sheet at its gutters and at what is drawn between words."""
    rows = [_joined(row) for row in rows_of(sheet.words)]
    cuts = _gutters(rows) | _at_rules(rows, sheet)
    lines: list[Line] = []
    for number, row in enumerate(rows):
        first = 0
        for i in range(1, len(row) + 1):
            if i == len(row) or (number, i) in cuts:
                lines.append(Line(row[first:i], number, sheet.page))
                first = i
    return lines


def _joined(row: list[Word]) -> list[Word]:
    """Join words of a row that were drawn apart and stand together without white between."""
    joined = row[:1]
    for word in row[1:]:
        last = joined[-1]
        gap = word.x0 - last.x1
        size = max(min(word.size, last.size), 0.1)
        alike = word.run != last.run and not last.spaced and word.size < 1.6 * last.size
        if alike and word.order >= 0 and -0.3 * size <= gap <= 0.06 * size:
            joined[-1] = Word(
                last.text + word.text, last.x0, min(last.top, word.top), word.x1,
                max(last.bottom, word.bottom), last.base, max(last.size, word.size),
                last.bold and word.bold, last.order, word.run, last.quality, word.spaced,
            )  # fmt: skip
        elif gap < -0.8 * (word.x1 - word.x0) and word.text == last.text:
            continue  # drawn twice, to make it bolder
        else:
            joined.append(word)
    return joined


def _gutters(rows: Sequence[Sequence[Word]]) -> set[tuple[int, int]]:
    """Find the gaps that are gutters, as (row, number of the word after it)."""
    whites = [white for white in _whites(rows) if _is_gutter(white, rows)]
    long = {gap for white in whites if white.rows >= _LONG for gap in white.gaps}
    short = [white for white in whites if white.rows < _LONG]
    edges = _edges(rows, long)
    cuts = set(long)
    for white in short:
        doubtful = [gap for gap in white.gaps if gap not in long]
        own = {row for row, _ in white.gaps}
        others = [edge for edge in edges if edge[0] not in own]
        stretched = sum(_is_stretched(rows, gap, long, others) for gap in doubtful)
        if 2 * stretched < len(doubtful):
            cuts.update(doubtful)
    for number, row in enumerate(rows):
        for i in range(1, len(row)):
            if row[i].x0 - row[i - 1].x1 >= _ALONE * row[i].size and (number, i) not in cuts:
                others = [edge for edge in edges if edge[0] != number]
                soft = _is_stretched(rows, (number, i), cuts, others)
                if not soft and not _is_crossed(rows, number, i):
                    cuts.add((number, i))
    return cuts


def _is_crossed(rows: Sequence[Sequence[Word]], number: int, i: int) -> bool:
    """Whether words of the rows above and below stand across a gap."""
    row = rows[number]
    middle = (row[i - 1].x1 + row[i].x0) / 2
    beside = [rows[n] for n in (number - 1, number + 1) if 0 <= n < len(rows)]
    return len(beside) == 2 and all(
        abs(other[0].base - row[i].base) <= 1.8 * row[i].size
        and any(word.x0 < middle < word.x1 for word in other)
        for other in beside
    )


def _whites(rows: Sequence[Sequence[Word]]) -> Iterator[_White]:
    """Follow the white between words down the page."""
    active: list[_White] = []
    for number, row in enumerate(rows):
        size, base = median(word.size for word in row), row[0].base
        gaps = [
            (row[i - 1].x1, row[i].x0, i)
            for i in range(1, len(row))
            if row[i].x0 - row[i - 1].x1 >= _NARROWEST * size
        ]
        free = [(-1e9, row[0].x0, 0), *gaps, (row[-1].x1, 1e9, 0)]
        going_on: list[_White] = []
        taken: set[int] = set()
        needed = max(_NARROWEST * size * 0.9, 3.0)
        for white in active:
            best = max(free, key=lambda gap: min(gap[1], white.x1) - max(gap[0], white.x0))
            x0, x1 = max(best[0], white.x0), min(best[1], white.x1)
            near = base - white.base <= _APART * size or white.x1 - white.x0 >= _WIDE * size
            if x1 - x0 < needed or not near:
                white.crossed_below = near
                yield white
                continue
            white.x0, white.x1, white.base = x0, x1, base
            if best[2]:
                white.gaps.append((number, best[2]))
                taken.add(best[2])
            elif best[1] > 1e8:
                white.left += 1
            else:
                white.right.append(row[0].x0)
            going_on.append(white)
        above = rows[number - 1] if number else ()
        near = bool(above) and base - above[0].base <= _APART * size
        for x0, x1, i in gaps:
            if i not in taken:
                middle = (x0 + x1) / 2
                crossed = near and any(word.x0 < middle < word.x1 for word in above)
                going_on.append(_White(x0, x1, base, [(number, i)], crossed))
        active = going_on
    yield from active


def _is_gutter(white: _White, rows: Sequence[Sequence[Word]]) -> bool:
    """Whether white between words is a gutter, as far as it tells by itself."""
    after = [rows[row][i] for row, i in white.gaps]
    before = [rows[row][i - 1] for row, i in white.gaps]
    size = median(word.size for word in after)
    if white.x1 - white.x0 >= _WIDE * size:
        inside = white.crossed_above and white.crossed_below
        return white.rows >= _ROWS_OF_WIDE or not inside
    narrow = _NARROW if white.rows < _MANY else _NARROWEST
    if white.rows < _ROWS or white.x1 - white.x0 < narrow * size:
        return False
    edges = [*(word.x0 for word in after), *white.right]
    edge = max(edges, key=lambda x: sum(abs(x - other) <= _EDGE for other in edges))
    aligned = sum(abs(edge - other) <= _EDGE for other in edges)
    drawn_apart = sum(
        b.order >= 0 and not 0 <= a.order - b.order <= 1 for a, b in zip(after, before, strict=True)
    )
    needed = _ALIGNED if white.rows >= _MANY else _ALIGNED_OF_FEW
    straight = aligned >= needed * len(edges) and white.x1 - edge <= _EDGE
    return straight or drawn_apart > len(after) / 2


def _edges(
    rows: Sequence[Sequence[Word]], cuts: set[tuple[int, int]]
) -> list[tuple[int, float, float, float]]:
    """Give row, base, left and right edge of the pieces that the sure gutters leave."""
    return [
        (number, row[first].base, row[first].x0, row[end - 1].x1)
        for number, row in enumerate(rows)
        for first, end in _pieces(number, len(row), cuts)
    ]


def _pieces(number: int, count: int, cuts: set[tuple[int, int]]) -> list[tuple[int, int]]:
    places = [0, *(i for i in range(1, count) if (number, i) in cuts), count]
    return list(pairwise(places))


def _is_stretched(
    rows: Sequence[Sequence[Word]],
    gap: tuple[int, int],
    cuts: set[tuple[int, int]],
    edges: Sequence[tuple[int, float, float, float]],
) -> bool:
    """Whether a gap is only a stretched space: its line fills a column from edge to edge, as
    other lines near it do."""
    number, i = gap
    row = rows[number]
    if is_figure(row[i].text):
        return False  # a table's cell, as a rule
    first, end = next(p for p in _pieces(number, len(row), cuts) if p[0] < i < p[1])
    x0, x1, base, size = row[first].x0, row[end - 1].x1, row[i].base, row[i].size
    return any(
        abs(right - x1) <= _RAGGED * size and -_EDGE <= x0 - left <= 2 * size
        for _, other, left, right in edges
        if abs(other - base) <= _NEIGHBOURS * size
    )


def _at_rules(rows: Sequence[Sequence[Word]], sheet: Sheet) -> set[tuple[int, int]]:
    """Find the gaps in which an upright rule or the side of a drawn box stands."""
    sides = [((r[0] + r[2]) / 2, r[1], r[3]) for r in sheet.rules if r[3] - r[1] > r[2] - r[0]]
    sides += [(x, f[1], f[3]) for f in sheet.frames for x in (f[0], f[2])]
    cuts = set()
    for number, row in enumerate(rows) if sides else ():
        for i in range(1, len(row)):
            x0, x1 = row[i - 1].x1, row[i].x0
            middle = (row[i].top + row[i].bottom) / 2
            if x1 - x0 >= 0.3 * row[i].size and any(
                x0 - 1 <= x <= x1 + 1 and top <= middle <= bottom for x, top, bottom in sides
            ):
                cuts.add((number, i))
    return cuts
