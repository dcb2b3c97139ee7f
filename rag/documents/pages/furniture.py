"""Running heads, feet and page numbers, found by what comes back from page to page.

They are taken out only as whole pieces of a row at the edge of a page, however many rows there
are, and never where a page would be left without text: pages that differ in their figures alone
are pages all the same, and a sentence is none of them however often it comes back.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from itertools import groupby
from typing import Final

from rag.documents.mending.line_breaks import ends_finished
from rag.documents.pages.layout import usual_size
from rag.documents.pages.types import Line

# Pieces that come back on so many pages are furniture, and on so large a share of them.
_PAGES: Final = 3
_SHARE: Final = 0.3
# Heads stand at one height, but for the left and right pages of a book.
_HEIGHT: Final = 6.0
# A foot of two pages counts where white parts it from the text.
_PARTED: Final = 1.6
_DEEPEST: Final = 6
# A running head is no sentence.
_SENTENCE: Final = 7
_SECTION: Final = 6

_NUMBER: Final = re.compile(
    r"[\W_]*(?:(?:p[áa]g(?:ina|s?\.)?|p\.)\s*)?(\d{1,4}|[ivxl]{1,7})"
    r"(?:\s*(?:de|/)\s*\d{1,4})?[^\w.,;:%€$º]*\Z",
    re.IGNORECASE,
)
# A head that stands on one page alone: so many words a piece, so large against the text.
_HEAD_WORDS: Final = 9
_HEAD_SIZE: Final = 1.15
_NAMED_PAGE: Final = re.compile(r"\bp[áa]g(?:ina|\.)\s*\d{1,4}\b(?!\s*[,;])", re.IGNORECASE)
_END_NUMBER: Final = re.compile(r"\A\W*\d{1,3}(?=\s)(?! de )|(?<=\s)\d{1,3}\W*\Z")
DAY: Final = re.compile(
    r"\b(?:lunes|martes|mi[ée]rcoles|jueves|viernes|s[áa]bado|domingo)\b|"
    r"\b\d{1,2} de [a-z]{4,10}(?: del?|,)? \d{4}\b|\b\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}\b",
    re.IGNORECASE,
)
"""A day, in a line."""

_FIGURE: Final = re.compile(r"\d+")
# Before a number that counts what the page is about, not the page.
_COUNTED: Final = re.compile(
    r"(?:acta|sesi[óo]n|expediente|art[íi]culo|cap[íi]tulo|n[úu]mero|n[º°o.]+|l[áa]mina|tabla|"
    r"cuadro|anexo|lote|ficha|parcela|registro|folio|tomo|ley|decreto)\s*\.?\s*\d+\s*\Z",
    re.IGNORECASE,
)


def without_furniture(pages: Sequence[Sequence[Line]]) -> set[int]:
    """Tell which lines of some pages are furniture, by their ``id``."""
    edges = [_edges(lines) for lines in pages]
    seen: dict[str, set[int]] = defaultdict(set)
    offsets: Counter[int] = Counter()
    for number, rows in enumerate(edges):
        lines = [line for row in rows for line in row]
        for line in lines:
            for key in _keys(line):
                seen[key].add(number)
        offsets.update({offset for line in lines for offset in _page_numbers(line, number)})
    # A single page proves nothing: its number may be the sum below a table.
    proven = max(min(_PAGES, len(pages)), 2)
    usual = {offset for offset, count in offsets.items() if count >= proven}
    needed = max(_PAGES, _SHARE * len(pages))
    recurring = {key for key, numbers in seen.items() if len(numbers) >= needed}
    twice = {key for key, numbers in seen.items() if len(numbers) == len(pages) == 2}
    gone: set[int] = set()
    for number, (whole, rows) in enumerate(zip(pages, edges, strict=True)):
        found = _of_page(number, whole, rows, recurring, twice, usual, len(pages) < _PAGES)
        rest = [line for line in whole if id(line) not in found]
        if any(char.isalpha() for line in rest for char in line.text):
            gone |= found
    return gone


def _edges(lines: Sequence[Line]) -> list[list[Line]]:
    """Give the rows from the top down and from the bottom up, as far as heads may reach."""
    rows = _rows(lines)
    return [*rows[:_DEEPEST], *rows[::-1][:_DEEPEST]]


def _rows(lines: Sequence[Line]) -> list[list[Line]]:
    ordered = sorted(lines, key=lambda line: (line.row, line.x0))
    return [list(row) for _, row in groupby(ordered, key=lambda line: line.row)]


def _keys(line: Line) -> list[str]:
    """Name a piece by its words, its figures and its height; twice, since heights are rounded."""
    words = " ".join(line.text.split()).casefold()
    if len(words) > 200 or _is_sentence(line.text) or not any(c.isalpha() for c in words):
        return []
    height = line.base / _HEIGHT
    keys = [f"{words}@{round(height)}", f"{words}@{int(height)}.5"]
    figures = _FIGURE.findall(words)
    if len(figures) == 1 and _stands_at_an_end(words) and not _COUNTED.search(words):
        # «EL FARO 3»: the same but for the page's number.
        bare = _FIGURE.sub("#", words)
        keys += [f"{bare}@{round(height)}", f"{bare}@{int(height)}.5"]
    return keys


def _stands_at_an_end(words: str) -> bool:
    return words[0].isdigit() or words[-1].isdigit()


def _is_sentence(text: str) -> bool:
    return ends_finished(text) and len(text.split()) >= _SENTENCE


def _page_numbers(line: Line, number: int) -> list[int]:
    """Give by how much a bare number at the edge differs from the page's place."""
    match = _NUMBER.match(line.text)
    return [int(match[1]) - number] if match and match[1].isdigit() else []


def _of_page(
    number: int,
    lines: Sequence[Line],
    rows: Sequence[Sequence[Line]],
    recurring: set[str],
    twice: set[str],
    usual: set[int],
    alone: bool,
) -> set[int]:
    """Find the furniture of one page: rows from an edge inwards, as long as they are furniture.

    :param alone: whether too few pages stand beside it to tell what comes back.
    """
    found: set[int] = set()
    every = _rows(lines)
    size = usual_size(lines)
    for edge in (every, every[::-1]):
        parted_rows = _parted(edge)
        for place, row in enumerate(edge[:_DEEPEST]):
            parted = place < parted_rows
            furniture = [
                line
                for line in row
                if recurring.intersection(_keys(line))
                or (parted and twice.intersection(_keys(line)))
                or _is_page_number(line, number, usual, parted and len(row) == 1)
            ]
            if (
                parted
                and len(furniture) < len(row)
                and alone
                and _is_head(row, size, top=edge is every)
            ):
                furniture = list(row)
            if furniture and len(furniture) < len(row):
                # The section's name beside the paper's: it changes, and is one of them.
                furniture += [
                    line
                    for line in row
                    if line not in furniture
                    and len(line.text.split()) <= _SECTION
                    and not ends_finished(line.text)
                    and parted
                ]
            found.update(map(id, furniture))
            if len(furniture) < len(row):
                break
    return found


def _is_head(row: Sequence[Line], size: float, *, top: bool) -> bool:
    """Whether a row says by itself that it is a running head: a page named as such, or a number at
    an end of it beside a day or, at the top, beside words in capitals, all in letters no larger
    than the text's. «Total 310» at the foot of a table is none.

    :param size: of the text's letters.
    """
    if any(_is_sentence(line.text) or ends_finished(line.text) for line in row):
        return False
    if any(len(line.text.split()) > _HEAD_WORDS or line.size > _HEAD_SIZE * size for line in row):
        return False
    if any(_NAMED_PAGE.search(line.text) for line in row):
        return True
    words = " ".join(line.text for line in row)
    numbered = _END_NUMBER.search(words)
    if numbered is None:
        return False
    rest = words[: numbered.start()] + words[numbered.end() :]
    if _COUNTED.search(words) or not any(c.isalpha() for c in rest):
        return False
    return bool(DAY.search(rest)) or (top and rest.isupper())


def _is_page_number(line: Line, number: int, usual: set[int], parted: bool) -> bool:
    match = _NUMBER.match(line.text)
    if match is None:
        return False
    if not match[1].isdigit():
        return parted
    return int(match[1]) - number in usual or parted


def _parted(rows: Sequence[Sequence[Line]]) -> int:
    """Count the rows at an edge that white parts from those towards the middle of the page."""
    for place in range(min(_DEEPEST, len(rows) - 1)):
        row, following = rows[place][0], rows[place + 1][0]
        if abs(following.base - row.base) >= _PARTED * max(row.size, following.size):
            return place + 1
    return 0
