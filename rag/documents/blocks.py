"""Finds out how one file separates its paragraphs, and where each block of it lies.

Files do not say it: some use blank lines, some one line a paragraph, some wrap at a
fixed width, and headings, lists, tables and page furniture stand among the lines of
any. This module decides it file by file, from the shape of the lines alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from rag.documents.clutter import is_clutter
from rag.documents.mending.law_articles import articles_inside, begins_article
from rag.documents.mending.line_breaks import WIDEST_WRAP, ends_finished, line_groups, soft_breaks
from rag.documents.mending.tables import is_headed_row

# Headlines of Spanish papers reach 110 characters and 18 words.
_MAX_HEADING_CHARS = 120
_MAX_HEADING_WORDS = 20
# In a file with blank lines, a line beyond any wrapping width is a paragraph of its own.
_WHOLE_PARAGRAPH = WIDEST_WRAP + 40
# Items longer than this are paragraphs with a dash in front (interviews), not a list.
_MAX_ITEM = 200
# Rows of printed tables; a longer line with bars in it is prose.
_MAX_ROW = 500

_MARKDOWN_HEADING = re.compile(r"\s{0,3}#{1,6}\s+\S")
_UNDERLINE = re.compile(r"\s{0,3}(?:={3,}|-{3,})\s*\Z")
_ITEM = re.compile(r"\s*(?:[-*+•·▪‣–—]|\d{1,3}[.)]|[a-z]\))\s+\S")
_NUMBERED = re.compile(r"\s*\d{1,3}[.)]\s+\S")
_TABLE_ROW = re.compile(r"\s*\|.*\|\s*\Z|.*\S \| \S")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A block of text between separators.

    :param start: first code point, not white space.
    :param end: one past the last code point that is not white space.
    :param heading: belongs to the block that follows.
    """

    start: int
    end: int
    heading: bool


def looks_like_heading(line: str) -> bool:
    """Whether a line by itself is a heading: short, without a sentence's end."""
    stripped = line.strip()
    if len(stripped) > _MAX_HEADING_CHARS or len(stripped.split()) > _MAX_HEADING_WORDS:
        return False
    if not any(c.isalpha() for c in stripped) or stripped[-1] in ",;":
        return False
    bare = stripped.strip("*_ ")
    if (bare.startswith("¿") and bare.endswith("?")) or bare.endswith(":"):
        return True
    return not ends_finished(bare)


def _same_kind(lines: Sequence[str]) -> list[tuple[int, int, str]]:
    """Part a group into runs of lines of one kind: ``mark``, ``list``, ``table``, ``row``
    (one with its heads, which is a paragraph of its own) or ``prose``."""
    runs: list[tuple[int, int, str]] = []
    i = 0
    while i < len(lines):
        start, kind = i, "prose"
        if _MARKDOWN_HEADING.match(lines[i]):
            kind, i = "mark", i + 1
        elif (
            i + 1 < len(lines) and _UNDERLINE.match(lines[i + 1]) and (looks_like_heading(lines[i]))
        ):
            kind, i = "mark", i + 2
        elif is_headed_row(lines[i]):
            kind, i = "row", i + 1
        elif _ITEM.match(lines[i]) and len(lines[i]) <= _MAX_ITEM:
            kind = "list"
            i += 1
            while i < len(lines) and _continues_list(lines[i]):
                i += 1
        elif _is_row(lines, i):
            kind = "table"
            while i < len(lines) and _is_row(lines, i):
                i += 1
        else:
            i += 1
            while i < len(lines) and not _begins_other(lines, i):
                i += 1
        runs.append((start, i, kind))
    return runs


def _is_row(lines: Sequence[str], i: int) -> bool:
    """Whether line ``i`` is a row of a table, which has two rows at least."""
    beside = lines[max(0, i - 1) : i + 2]
    rows = [len(line) <= _MAX_ROW and _TABLE_ROW.match(line) is not None for line in beside]
    return rows[min(i, 1)] and sum(rows) >= 2


def _continues_list(line: str) -> bool:
    if len(line) > _MAX_ITEM:
        return False
    return _ITEM.match(line) is not None or line.startswith(("  ", "\t"))


def _begins_other(lines: Sequence[str], i: int) -> bool:
    """Whether a markdown heading, a list or a table begins at line ``i``."""
    line = lines[i]
    if _MARKDOWN_HEADING.match(line) or _is_row(lines, i) or is_headed_row(line):
        return True
    if _ITEM.match(line) and len(line) <= _MAX_ITEM:
        return True
    return (
        i + 1 < len(lines) and bool(_UNDERLINE.match(lines[i + 1])) and (looks_like_heading(line))
    )


def _prose_breaks(lines: Sequence[str], together: bool) -> list[bool]:
    """Say for each line of a prose run but the last whether a paragraph ends with it."""
    soft = soft_breaks(lines)
    wrapped = sum(soft) * 2 > len(soft)
    if not together or wrapped or max(map(len, lines)) > _WHOLE_PARAGRAPH:
        # Each line is a paragraph, but for wrapped ones; a line that could have gone on ends it.
        breaks = [not is_soft for is_soft in soft]
    else:
        breaks = [False] * len(soft)
        for i, is_soft in enumerate(soft):  # headings stand on top of the block
            goes_on = lines[i + 1].lstrip()[0].islower()
            if is_soft or goes_on or not looks_like_heading(lines[i]):
                break
            breaks[i] = True
    for i in range(len(breaks)):
        indented = lines[i + 1][0].isspace() and not lines[i][0].isspace()
        teaser = lines[i].rstrip().endswith(("…", "...")) and not soft[i]
        breaks[i] = breaks[i] or indented or teaser or begins_article(lines[i + 1])
    for i, line in enumerate(lines):  # furniture among the lines stands alone
        alone = (i == 0 or not soft[i - 1]) and (i == len(soft) or not soft[i])
        if alone and is_clutter(line):
            if i:
                breaks[i - 1] = True
            if i < len(breaks):
                breaks[i] = True
    return breaks


def _blocks(lines: Sequence[str], together: bool) -> Iterator[tuple[int, int, bool]]:
    """Yield the blocks of one group as line numbers, with whether each looks like a heading."""
    for start, end, kind in _same_kind(lines):
        if kind != "prose":
            numbered = kind == "list" and end - start == 1 and _NUMBERED.match(lines[start])
            heading = kind == "mark" or bool(numbered and looks_like_heading(lines[start]))
            yield start, end, heading
            continue
        first = start
        for i, stop in enumerate([*_prose_breaks(lines[start:end], together), True]):
            if stop:
                after = start + i + 1
                yield first, after, after - first == 1 and looks_like_heading(lines[first])
                first = after


def find_paragraphs(text: str) -> list[Paragraph]:
    """Find the paragraphs and headings of ``text``, in order.

    Blank lines separate them where the file uses blank lines, otherwise line breaks do,
    unless the lines are wrapped at a fixed width.
    """
    groups = list(line_groups(text))
    paragraphs: list[Paragraph] = []
    for group in groups:
        lines = [text[a:b] for a, b in group]
        for first, after, heading in _blocks(lines, together=len(groups) > 1):
            indent = len(lines[first]) - len(lines[first].lstrip())
            end = group[after - 1][0] + len(lines[after - 1].rstrip())
            paragraphs += _without_articles(text, Paragraph(group[first][0] + indent, end, heading))
    return paragraphs


def _without_articles(text: str, block: Paragraph) -> Iterator[Paragraph]:
    """Part a paragraph where articles of a law begin in it, two at least."""
    cuts = [block.start + at for at in articles_inside(text[block.start : block.end])]
    if len(cuts) + begins_article(text[block.start : block.end]) < 2:
        yield block
        return
    for start, after in pairwise([block.start, *cuts, block.end]):
        yield Paragraph(start, start + len(text[start:after].rstrip()), False)
