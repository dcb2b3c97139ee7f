"""Tells which line breaks are only typesetting, so that wrapped text can be read as prose.

Files from e-mail, ``fmt`` or old editors break lines at a fixed width; others put one
paragraph on a line. Both the sentence splitter and the paragraph finder must tell the
two apart, and they must agree, so the rule lives here once: a break is soft when the
next word would not have fitted on the line.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

# Editors, mailers and typewriters wrap between 40 and 120 columns; a longer line was
# never wrapped, a shorter one is a heading, a verse or an address.
NARROWEST_WRAP = 40
WIDEST_WRAP = 120
# fmt, textwrap and pandoc fill every line; hand-wrapped text misses one in four.
_FILLED_SHARE = 0.75
# About one wrapped line in ten happens to end with a sentence; lines that mostly do
# are a list of sentences.
_FINISHED_SHARE = 0.4
_WIDTH_QUANTILE = 0.9

# An address alone on its line is as long as it is, and no paragraph goes on with it.
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+\Z", re.IGNORECASE)
_CLOSERS = "»”’\"')]}›*_"
_FINAL = ".!?…:;"


def ends_finished(line: str) -> bool:
    """Whether the line ends with final punctuation, inside or outside closing quotes."""
    return line.rstrip().rstrip(_CLOSERS).endswith(tuple(_FINAL))


def usual_width(lines: Sequence[str]) -> int:
    """Give the width of nearly all lines, in characters: one that runs over is no measure."""
    lengths = sorted(len(line) for line in lines if line)
    return lengths[int(_WIDTH_QUANTILE * (len(lengths) - 1))] if lengths else 0


def line_groups(text: str) -> Iterator[list[tuple[int, int]]]:
    """Yield runs of lines that are not blank, each line as offsets without its newline."""
    group: list[tuple[int, int]] = []
    start = 0
    while start <= len(text):
        end = text.find("\n", start)
        if end < 0:
            end = len(text)
        line = text[start:end]
        if not line or line.isspace():
            if group:
                yield group
                group = []
        else:
            group.append((start, end))
        start = end + 1
    if group:
        yield group


def soft_breaks(lines: Sequence[str]) -> list[bool]:
    """Say for each line but the last whether the break after it is only typesetting."""
    if len(lines) < 2:
        return []
    stripped = [line.strip() for line in lines]
    addresses = [_ADDRESS.match(line) is not None for line in stripped]
    width = max((len(line) for line in stripped if not _ADDRESS.match(line)), default=0)
    filled = [
        len(line) + 1 + len(following.split(maxsplit=1)[0]) > width
        for line, following in pairwise(stripped)
    ]
    finished = [ends_finished(line) for line in stripped[:-1]]
    wrapped = (
        len(lines) >= 3
        and NARROWEST_WRAP <= width <= WIDEST_WRAP
        and sum(filled) >= _FILLED_SHARE * len(filled)
        and sum(finished) <= _FINISHED_SHARE * len(finished)
    )
    return [
        (wrapped and filled[i])
        or (
            NARROWEST_WRAP <= len(stripped[i]) <= WIDEST_WRAP
            and not finished[i]
            and stripped[i + 1][0].islower()
            and not addresses[i + 1]
        )
        for i in range(len(filled))
    ]


def soft_newlines(text: str) -> frozenset[int]:
    """Find the newlines of ``text`` that are only typesetting; gives their offsets."""
    if "\n" not in text:
        return frozenset()
    return frozenset(
        group[i][1]
        for group in line_groups(text)
        for i, soft in enumerate(soft_breaks([text[a:b] for a, b in group]))
        if soft
    )
