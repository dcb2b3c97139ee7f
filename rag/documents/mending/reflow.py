"""Makes paragraphs again of the lines of printed pages.

A PDF holds lines, not paragraphs. A line that could have taken the next word ends a
paragraph; words cut at a line end are put together; running heads and page numbers,
which would fall in the middle of sentences, are dropped.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from rag.documents.mending.line_breaks import ends_finished

# Characters are of unequal width, so a full line may be this much shorter than the longest.
_FULL_LINE = 0.85
# A line that also ends a sentence, before a capital, needs less room to end a paragraph.
_FULL_LAST_LINE = 0.95
# The width that counts is that of nearly all lines: one that runs over is no measure.
_WIDTH_QUANTILE = 0.9
# Title of the paper above that of the section, number below the date: two lines at most.
_HEAD_LINES = 2
# Lines that stand at the top or bottom of so many pages are running heads.
_MIN_REPEATS = 3
_REPEAT_SHARE = 0.4

_HYPHENATED = re.compile(r"([^\W\d_]+)[-\u2010\u00ad]\Z")
_LONGEST_WORD = 40
_PAGE_NUMBER = re.compile(
    r"[\W_]*(?:p[áa]g(?:ina|\.)?\s*)?\d{1,4}(?:\s*(?:de|/)\s*\d{1,4})?[\W_]*\Z", re.IGNORECASE
)
_ITEM = re.compile(r"(?:[-•·▪*–—]|\d{1,3}[.)])\s")


def _hyphenated(line: str) -> re.Match[str] | None:
    return _HYPHENATED.search(line[-_LONGEST_WORD:])


def _running_heads(pages: Sequence[Sequence[str]]) -> frozenset[str]:
    """Find the lines at the edges, without their figures, that recur from page to page."""
    seen: Counter[str] = Counter()
    for page in pages:
        seen.update(
            {_without_figures(line) for line in (*page[:_HEAD_LINES], *page[-_HEAD_LINES:])}
        )
    needed = max(_MIN_REPEATS, _REPEAT_SHARE * len(pages))
    return frozenset(line for line, count in seen.items() if line and count >= needed)


def _without_figures(line: str) -> str:
    return re.sub(r"\d+", "#", " ".join(line.split()))


def _body(page: Sequence[str], heads: frozenset[str]) -> Sequence[str]:
    """Take blank edges, running heads and page numbers off the lines of a page."""

    def edge(lines: Iterable[str]) -> int:
        """Count the lines from the edge that are none of the text."""
        count = dropped = 0
        for line in lines:
            if line:
                furniture = _without_figures(line) in heads or _PAGE_NUMBER.match(line)
                if not furniture or dropped == _HEAD_LINES:
                    break
                dropped += 1
            count += 1
        return count

    rest = page[edge(page) :]
    return rest[: len(rest) - edge(reversed(rest))]


def _usual_width(lines: Sequence[str]) -> int:
    lengths = sorted(len(line) for line in lines if line)
    return lengths[int(_WIDTH_QUANTILE * (len(lengths) - 1))] if lengths else 0


def _ends_paragraph(line: str, following: str, width: int) -> bool:
    if _hyphenated(line) and following[0].islower():
        return False
    if _ITEM.match(following):
        return True
    finished = ends_finished(line)
    if following[0].islower() and not finished:
        return False
    full = _FULL_LAST_LINE if finished else _FULL_LINE
    return len(line) + 1 + len(following.split(maxsplit=1)[0]) <= full * width


def _joined(line: str, following: str, compounds: frozenset[str]) -> str:
    """Join two lines; a hyphen at the line end goes unless the word has it elsewhere."""
    cut = _hyphenated(line)
    if cut is None or not following[0].islower():
        return f"{line} {following}"
    rest = re.match(r"\w+", following)
    compound = f"{cut[1]}-{rest[0] if rest else ''}".casefold()
    return (line if compound in compounds else line[:-1]) + following


def reflow(pages: Sequence[str]) -> str:
    """Make the pages of a printed text paragraphs, with blank lines between them."""
    split = [[" ".join(line.split()) for line in page.split("\n")] for page in pages]
    heads = _running_heads([[line for line in page if line] for page in split])
    compounds = frozenset(
        word.casefold() for page in pages for word in re.findall(r"\b[^\W\d_]+-[^\W\d_]+\b", page)
    )
    paragraphs: list[str] = []
    current: list[str] = []
    last = ""

    def finish() -> None:
        nonlocal last
        if current:
            paragraphs.append("".join(current))
            current.clear()
        last = ""

    for page in split:
        lines = _body(page, heads)
        width = _usual_width(lines)
        if last and lines and (ends_finished(last) or not lines[0][0].islower()):
            finish()  # only a sentence plainly left open goes on over the page
        for line in lines:
            if not line:
                if not last or ends_finished(last) or len(last) < _FULL_LINE * width:
                    finish()
                continue
            if last and _ends_paragraph(last, line, width):
                finish()
            if last:
                current[-1] = _joined(current[-1], line, compounds)[: -len(line)]
                current.append(line)
            else:
                current.append(line)
            last = line
    finish()
    return "\n\n".join(paragraphs)
