"""Tells whether a line break that somebody put inside a paragraph parts what stands around it.

Pages have ``<br>`` in the middle of sentences, where a column was meant to end, and between the
paragraphs of pages made by hand; Markdown has the same as two spaces at a line end.
"""

from __future__ import annotations

import re
from typing import Final

from index.text.spanish import SPANISH
from rag.documents.mending.line_breaks import ends_finished

# A longer line is prose that goes on, not an item of a list or a verse.
_PROSE: Final = 60
_LAST_WORD: Final = re.compile(r"([^\W\d_]+),?\s*\Z")
_ITEM: Final = re.compile(r"(?:[-•·▪*–—]\s*|\d{1,3}[.)-]\s+|\d{1,2}[ºª]\.?\s+)\S")


def joined_by(before: str, after: str) -> str:
    """Give what a break between two parts of a paragraph stands for: a space, or a newline.

    A sentence goes on over it when a small letter follows, or a figure after a line of prose, or
    anything after a word with which no line ends («más de», «el alcalde de»).
    """
    before, after = before.rstrip(), after.lstrip()
    if not before or not after or ends_finished(before) or _ITEM.match(after):
        return "\n"
    first = after.lstrip("«\"“'([")[:1]
    if first.islower() or after[0] in ",;.:)":
        return " "
    last = _LAST_WORD.search(before)
    if before.endswith(",") and len(before) > _PROSE:
        return " "
    if last and last[1].islower() and last[1] in SPANISH.stop_words:
        return " "
    return " " if first.isdigit() and len(before) > _PROSE else "\n"
