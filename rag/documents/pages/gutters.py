"""Rows of words cut into lines at the gutters between columns.

A gap between two words is a gutter where the same white goes down through several rows and what
stands right of it begins at one edge. The rivers of justified text are neither so long nor so
straight; a wide gap that the rows above and below run across is only a stretched space.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import Final

from rag.documents.mending.tables import is_figure
from rag.documents.pages.types import Line, Sheet, Word
from rag.documents.pages.whites import MARK, is_gutter, own, whites

# In sizes of the letters: words of one row stand on one base up to this.
_SAME_BASE: Final = 0.3
# A gap of this width parts words by itself, unless it is a stretched space.
_ALONE: Final = 2.5
# White through so many rows is a gutter whatever else; a shorter one may be stretched spaces, if
# its lines begin and end where those of so many sizes above and below do.
_LONG: Final = 5
_NEIGHBOURS: Final = 4.0
_RAGGED: Final = 0.4
_EDGE: Final = 1.6
# Words whose letters differ so much in size, with so much white between, are not of one line.
_OTHER_SIZE: Final = 1.22
_PARTED: Final = 0.6
# Words drawn so many words later are not of the line.
_LATER: Final = 8


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
        elif (
            gap < -0.8 * (word.x1 - word.x0)
            and word.text == last.text
            and 1 / _OTHER_SIZE < word.size / max(last.size, 0.1) < _OTHER_SIZE
        ):
            continue  # drawn twice, to make it bolder
        else:
            joined.append(word)
    return joined


def _gutters(rows: Sequence[Sequence[Word]]) -> set[tuple[int, int]]:
    """Find the gaps that are gutters, as (row, number of the word after it)."""
    found = [own(white, rows) for white in whites(rows)]
    gutters = [white for white in found if white.gaps and is_gutter(white, rows)]
    long = {gap for white in gutters if white.rows >= _LONG for gap in white.gaps}
    wide = _wide_gaps(rows)
    long |= {gap for gap in wide if _is_occupied(rows, *gap)}
    long |= _other_sizes(rows) | _drawn_apart(rows)
    short = [white for white in gutters if white.rows < _LONG]
    cuts = set(long)
    edges = _Edges(rows, cuts)
    for white in sorted(short, key=lambda white: -white.rows):  # the surest first
        doubtful = [gap for gap in white.gaps if gap not in cuts]
        inside = {row for row, _ in white.gaps}
        stretched = sum(_is_stretched(rows, gap, cuts, edges, inside) for gap in doubtful)
        if doubtful and 2 * stretched < len(doubtful):
            cuts.update(doubtful)
            edges = _Edges(rows, cuts)
    for gap in sorted(wide - cuts):
        stretched = _is_stretched(rows, gap, cuts, edges, {gap[0]})
        if not stretched and not _is_crossed(rows, *gap):
            cuts.add(gap)
    return cuts


def _is_of_figures(rows: Sequence[Sequence[Word]], number: int, i: int) -> bool:
    """Whether a figure beside a gap stands above or below another one, as in a table."""
    for figure in (rows[number][i], rows[number][i - 1]):
        if not is_figure(figure.text):
            continue
        for n in range(max(number - 3, 0), min(number + 4, len(rows))):
            if n != number and abs(rows[n][0].base - figure.base) <= _NEIGHBOURS * figure.size:
                for word in rows[n]:
                    shared = min(word.x1, figure.x1) - max(word.x0, figure.x0)
                    if shared > 0 and is_figure(word.text):
                        return True
    return False


def _wide_gaps(rows: Sequence[Sequence[Word]]) -> set[tuple[int, int]]:
    """Find the gaps that are wide enough to part words by themselves."""
    return {
        (number, i)
        for number, row in enumerate(rows)
        for i in range(1, len(row))
        if row[i].x0 - row[i - 1].x1 >= _ALONE * row[i].size and not MARK.match(row[i - 1].text)
    }


def _other_sizes(rows: Sequence[Sequence[Word]]) -> set[tuple[int, int]]:
    """Find the gaps between words of very different sizes: a headline beside the text of another
    column."""
    return {
        (number, i)
        for number, row in enumerate(rows)
        for i in range(1, len(row))
        if row[i].x0 - row[i - 1].x1 >= _PARTED * max(row[i].size, row[i - 1].size)
        and max(row[i].size, row[i - 1].size) >= _OTHER_SIZE * min(row[i].size, row[i - 1].size)
        and len(row[i - 1].text) > 1
    }


def _drawn_apart(rows: Sequence[Sequence[Word]]) -> set[tuple[int, int]]:
    """Find the gaps between words of which one was drawn long after the other: they are of two
    columns, unless one of them is set in bold and was only added later."""
    return {
        (number, i)
        for number, row in enumerate(rows)
        for i in range(1, len(row))
        if row[i].x0 - row[i - 1].x1 >= _PARTED * max(row[i].size, row[i - 1].size)
        and row[i].bold == row[i - 1].bold
        and min(row[i].order, row[i - 1].order) >= 0
        and abs(row[i].order - row[i - 1].order) > _LATER
        and not MARK.match(row[i - 1].text)
    }


def _is_occupied(rows: Sequence[Sequence[Word]], number: int, i: int) -> bool:
    """Whether words stand within a gap, a little higher or lower: those of another column."""
    before, after = rows[number][i - 1], rows[number][i]
    beside = [rows[n] for n in (number - 1, number + 1) if 0 <= n < len(rows)]
    for row in beside:
        if abs(row[0].base - after.base) >= 0.8 * after.size:
            continue
        inside = [n for n, word in enumerate(row) if before.x1 < word.x0 and word.x1 < after.x0]
        if not inside:
            continue
        first, last, room = inside[0], inside[-1], _PARTED * after.size
        if (first == 0 or row[first].x0 - row[first - 1].x1 >= room) and (
            last + 1 == len(row) or row[last + 1].x0 - row[last].x1 >= room
        ):
            return True
    return False


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


class _Edges:
    """Where the pieces that some cuts leave begin and end, to be looked up by their height."""

    def __init__(self, rows: Sequence[Sequence[Word]], cuts: set[tuple[int, int]]) -> None:
        self._edges = sorted(
            (row[first].base, row[first].x0, row[end - 1].x1, number)
            for number, row in enumerate(rows)
            for first, end in _pieces(number, len(row), cuts)
        )
        self._bases = [edge[0] for edge in self._edges]

    def are_of_others(self, x0: float, x1: float, word: Word, rows: set[int]) -> bool:
        """Whether other lines near a word begin and end where one does; ``rows`` do not count."""
        size = word.size
        first = bisect_left(self._bases, word.base - _NEIGHBOURS * size)
        last = bisect_right(self._bases, word.base + _NEIGHBOURS * size)
        return any(
            abs(right - x1) <= _RAGGED * size
            and abs(x0 - left) <= 2 * size  # either may be the indented first line
            and number not in rows
            for _, left, right, number in self._edges[first:last]
        )


def _pieces(number: int, count: int, cuts: set[tuple[int, int]]) -> list[tuple[int, int]]:
    places = [0, *(i for i in range(1, count) if (number, i) in cuts), count]
    return list(pairwise(places))


def _is_stretched(
    rows: Sequence[Sequence[Word]],
    gap: tuple[int, int],
    cuts: set[tuple[int, int]],
    edges: _Edges,
    doubtful: set[int],
) -> bool:
    """Whether a gap is only a stretched space: its line fills a column from edge to edge, as
    other lines near it do.

    :param doubtful: rows whose edges say nothing, since the same is asked of them.
    """
    number, i = gap
    row = rows[number]
    if _is_of_figures(rows, number, i):
        return False
    first, end = next(p for p in _pieces(number, len(row), cuts) if p[0] < i < p[1])
    return edges.are_of_others(row[first].x0, row[end - 1].x1, row[i], doubtful)


def _at_rules(rows: Sequence[Sequence[Word]], sheet: Sheet) -> set[tuple[int, int]]:
    """Find the gaps in which an upright rule or the side of a drawn box stands."""
    sides = [((r[0] + r[2]) / 2, r[1], r[3]) for r in sheet.rules if r[3] - r[1] > r[2] - r[0]]
    sides += [(x, f[1], f[3]) for f in sheet.frames for x in (f[0], f[2])]
    sides.sort()
    places = [side[0] for side in sides]
    cuts = set()
    for number, row in enumerate(rows) if sides else ():
        for i in range(1, len(row)):
            x0, x1 = row[i - 1].x1, row[i].x0
            if x1 - x0 < 0.3 * row[i].size:
                continue
            middle = (row[i].top + row[i].bottom) / 2
            inside = sides[bisect_left(places, x0 - 1) : bisect_right(places, x1 + 1)]
            if any(top <= middle <= bottom for _, top, bottom in inside):
                cuts.add((number, i))
    return cuts
