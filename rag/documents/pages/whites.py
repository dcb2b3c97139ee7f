"""White that goes down between words, followed from row to row: is it a gutter?

It is where the same white goes down through several rows and what stands right of it begins at one
edge. The rivers of justified text are neither so long nor so straight.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from statistics import median
from typing import Final

from rag.documents.mending.tables import is_figure
from rag.documents.pages.types import Word

# In sizes of the letters. White narrower than this is a space; columns stand .8 to 1.5 apart.
_NARROWEST: Final = 0.5
# White of this width is a gutter wherever no row runs across it.
_WIDE: Final = 1.7
# Rows that have words on both sides, for a narrow gutter and for a wide one.
_ROWS: Final = 3
_ROWS_OF_WIDE: Final = 2
# Of the words right of a narrow gutter so many begin at one edge; the others are indented. Through
# few rows it must be straighter and wider.
_ALIGNED: Final = 0.55
_ALIGNED_OF_FEW: Final = 0.7
_MANY: Final = 12
_STRAIGHT_ROWS: Final = 5
_STRAIGHT_ROWS_OF_LAST: Final = 9
_NARROW: Final = 0.72
_EDGE: Final = 1.6
_INDENT: Final = 2.0
_FIGURES: Final = 0.8
# Of a text that ends above a gutter so many rows may have met it, no farther apart than lines are.
_ENDS: Final = 3
_SOLID: Final = 1.8
_LEADING: Final = 1.15
_SAME_SIZE: Final = 1.08
_EVEN: Final = 0.12
# Rows farther apart than this do not continue a gutter, unless it is wide.
_APART: Final = 3.0

MARK: Final = re.compile(
    r"(?:[•·▪‣◦*–—✓-]|\(?\d{1,3}[.)]|\d{1,2}(?:\.\d{1,2}){1,3}\.?|[a-zA-Z]\)|[A-Z]\.)\Z"
)
"""What stands before an item of a list, or a numbered heading."""


@dataclass(slots=True)
class White:
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


def whites(rows: Sequence[Sequence[Word]]) -> Iterator[White]:
    """Follow the white between words down the page."""
    active: list[White] = []
    for number, row in enumerate(rows):
        size, base = median(word.size for word in row), row[0].base
        gaps = [
            (row[i - 1].x1, row[i].x0, i)
            for i in range(1, len(row))
            if row[i].x0 - row[i - 1].x1 >= _NARROWEST * size
        ]
        free = [(-1e9, row[0].x0, 0), *gaps, (row[-1].x1, 1e9, 0)]
        going_on: list[White] = []
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
                going_on.append(White(x0, x1, base, [(number, i)], crossed))
        active = going_on
    yield from active


def own(white: White, rows: Sequence[Sequence[Word]]) -> White:
    """Take for rows that only end before the white those whose next words stand far behind it, at
    another gutter."""
    size = median(rows[row][i].size for row, i in white.gaps)
    near = [gap for gap in white.gaps if rows[gap[0]][gap[1]].x0 - white.x1 <= _INDENT * size]
    white.left += len(white.gaps) - len(near)
    white.gaps = near
    return _without_stretched_ends(_without_ends(white, rows), rows)


def _without_ends(white: White, rows: Sequence[Sequence[Word]]) -> White:
    """Leave out the first or last row where its words begin before the edge at which those of the
    others do: white that only met the gutter of what is below or above."""
    for end in (0, -1):
        if len(white.gaps) < 2:
            break
        edges = [rows[row][i].x0 for row, i in white.gaps]
        others = [*(edges[1:] if end == 0 else edges[:-1]), *white.right]
        edge = min(others)
        straight = sum(other - edge <= _EDGE for other in others)
        if edges[end] < edge - _EDGE and straight > max(_ROWS, len(others) / 2):
            del white.gaps[end]
            white.x1 = edge
    return white


def _without_stretched_ends(white: White, rows: Sequence[Sequence[Word]]) -> White:
    """Leave out the last rows of a text above, or the first of one below, whose stretched spaces
    only met the white: their text runs on across it, and the rest of the white is something
    else's, such as a table's or that of columns further down."""
    for end in (1, -1):
        gaps = white.gaps[::end]
        for count in range(1, min(_ENDS + 1, len(gaps))):
            if not _are_of_one_text(rows, gaps[count - 1], gaps[count]):
                step = _crossed(rows, gaps[0], (white.x0 + white.x1) / 2, -end)
                steps = [_base(rows, b) - _base(rows, a) for a, b in pairwise(gaps[:count])]
                if (
                    step
                    and all(abs(one) <= _LEADING * step for one in steps)
                    and all(_is_even(rows, *gap) for gap in gaps[:count])
                ):
                    white.gaps = gaps[count:][::end]
                    white.crossed_above |= end == 1
                    white.crossed_below |= end == -1
                break
    return white


def _base(rows: Sequence[Sequence[Word]], gap: tuple[int, int]) -> float:
    return rows[gap[0]][gap[1]].base


def _are_of_one_text(
    rows: Sequence[Sequence[Word]], gap: tuple[int, int], other: tuple[int, int]
) -> bool:
    """Whether the words around two gaps may be lines of the same columns: as near as lines are,
    and in letters of one size."""
    one, two = rows[gap[0]][gap[1]], rows[other[0]][other[1]]
    near = abs(one.base - two.base) <= _SOLID * max(one.size, two.size)
    return near and _is_as_large(one, two)


def _is_even(rows: Sequence[Sequence[Word]], number: int, i: int) -> bool:
    """Whether a gap is as wide as one beside it, as those of a justified line are."""
    row = rows[number]
    gaps = [b.x0 - a.x1 for a, b in pairwise(row[max(i - 2, 0) : i + 2])]
    own = row[i].x0 - row[i - 1].x1
    return sum(abs(gap - own) <= _EVEN * row[i].size for gap in gaps) > 1


def _crossed(
    rows: Sequence[Sequence[Word]], gap: tuple[int, int], middle: float, way: int
) -> float:
    """Tell how far the text is that goes on from a row across a gap in it, up (``way`` -1) or down
    (1), its nearest lines maybe short or with a space there; 0 where none does, or where the row's
    own words were not drawn one after the other."""
    number, i = gap
    before, after = rows[number][i - 1], rows[number][i]
    if before.order >= 0 and not 0 <= after.order - before.order <= 1:
        return 0.0
    base, nearest, lines = after.base, 0.0, 0
    for row in rows[number + way :: way] if number + way >= 0 else ():
        farthest = _LEADING * nearest if nearest else _SOLID * after.size
        near = [word for word in row if abs(word.base - base) <= farthest]
        if not near:
            break
        near = [word for word in near if _is_as_large(word, after)]
        crossing = [word for word in near if word.x0 < middle < word.x1]
        over = [word for word in near if min(word.x1, before.x1) > max(word.x0, before.x0)]
        if crossing:
            return nearest or abs(crossing[0].base - base)
        if over:
            nearest, base, lines = nearest or abs(over[0].base - base), over[0].base, lines + 1
        if lines == _ENDS:
            break
    return 0.0


def _is_as_large(word: Word, other: Word) -> bool:
    return 1 / _SAME_SIZE <= word.size / max(other.size, 0.1) <= _SAME_SIZE


def is_gutter(white: White, rows: Sequence[Sequence[Word]]) -> bool:
    """Whether white between words is a gutter, as far as it tells by itself."""
    after = [rows[row][i] for row, i in white.gaps]
    before = [rows[row][i - 1] for row, i in white.gaps]
    size = median(word.size for word in after)
    marks = sum(MARK.match(word.text) is not None for word in before)
    if marks > 0.5 * len(before):
        return False  # of a list: they belong to what stands beside them
    width = white.x1 - white.x0
    if width >= _WIDE * size:
        inside = white.crossed_above and white.crossed_below
        return white.rows >= _ROWS_OF_WIDE or not inside
    figures = sum(is_figure(word.text) for word in after)
    if len(after) >= _ROWS and figures >= _FIGURES * len(after) and width >= _NARROW * size:
        return True  # a table's: they stand at one right edge
    narrow = _NARROW if white.rows < _MANY else _NARROWEST
    if white.rows < _ROWS or width < narrow * size:
        return False
    edges = [*(word.x0 for word in after), *white.right]
    edge = max(edges, key=lambda x: sum(abs(x - other) <= _EDGE for other in edges))
    aligned = sum(abs(edge - other) <= _EDGE for other in edges)
    drawn_apart = sum(
        b.order >= 0 and not 0 <= a.order - b.order <= 1 for a, b in zip(after, before, strict=True)
    )
    needed = _ALIGNED if white.rows >= _MANY else _ALIGNED_OF_FEW
    straight = aligned >= needed * len(edges) and abs(white.x1 - edge) <= _EDGE
    # Few rows are soon straight by chance; then what counts is that they were drawn apart.
    # The last words of justified lines, such as «de» and «la», stand at one edge by themselves.
    last = sum(i + 1 == len(rows[row]) or _is_last(rows[row], i, width) for row, i in white.gaps)
    enough = _STRAIGHT_ROWS if last < len(white.gaps) / 2 else _STRAIGHT_ROWS_OF_LAST
    return drawn_apart > len(after) / 2 or (straight and white.rows >= enough)


def _is_last(row: Sequence[Word], i: int, white: float) -> bool:
    """Whether a word is the last one before a gap about as wide as some white."""
    return row[i + 1].x0 - row[i].x1 >= 0.9 * white
