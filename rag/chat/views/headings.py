"""Says what stands over a text whose first words are its own title.

An article without a headline is named by its first sentence (``rag.documents.loading``). Over that
sentence the name would be read twice, one below the other; it is shown once.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from rag.chat.views import markup

_CUT: Final = "…"
"""Ends a title that is only the beginning of a sentence."""
_ENDED: Final = re.compile(r"[.!?…:]['\"”’»)]*\Z")
_AFTER: Final = re.compile(r"[.:]?\s*\n\s*")
_SPACE: Final = re.compile(r"\s*")


@dataclass(frozen=True, slots=True)
class Heading:
    """What stands over a text.

    :param title: in the heading.
    :param source: among the details; ``""`` where the heading has it.
    :param start: where in the text begins what is shown below.
    """

    title: str
    source: str
    start: int = 0


def heading(title: str, source: str, text: str, first: int) -> Heading:
    """Find what stands over a text so that its title is read once.

    A title that the text repeats as a line or a sentence of its own is left out of the text, unless
    something in it is marked. A title that is the text's shortened first sentence, or in which
    something is marked, gives way to the source.

    :param first: where in the text the first mark begins; the text's length without any.
    """
    begin = _begin_of_text(title, text)
    if begin is None:
        return Heading(title, source)
    if not title.endswith(_CUT) and begin <= first and begin < len(text):
        return Heading(title, source, begin)
    outlet = markup.outlet(source)
    return Heading(outlet, "") if outlet else Heading(title, source)


def _begin_of_text(title: str, text: str) -> int | None:
    """Tell where the text goes on after its title; ``None`` when it does not begin with it."""
    words = title.removesuffix(_CUT).split()
    repeated = re.match(r"\s*" + r"\s+".join(map(re.escape, words)), text)
    if repeated is None or not words:
        return None
    end = repeated.end()
    if title.endswith(_CUT):
        return end if not text[end : end + 1].isalnum() else None
    if end == len(text):
        return end
    after = (_SPACE if _ENDED.search(title) else _AFTER).match(text, end)
    return after.end() if after is not None and after.end() > end else None
