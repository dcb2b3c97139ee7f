"""Whether a passage tells of another thing of the sort that a question asks about.

The price of a flight is not that of the train, though both are «el billete más barato»: a passage
that speaks, with its headline and its article's beginning, of a plane and of no train says
nothing of the train. Only what people travel in is told apart so. Of 103 own clusters' readings
for questions that name one of those, none of the 99 in passages that answer falls, 44 of 537
others do; of buildings 12 of 188 and 121 of 934 would, of disasters 6 of 102 and 46 of 654, since
an article about one tells of the others, and what an attribute says («el precio del tomate») 17
of 1,354 and 151 of 7,232: those were left.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

from index.text.folding import fold
from rag.language import SPANISH

_SORTS: Final = tuple(
    tuple(re.compile(rf"\b(?:{'|'.join(words)})") for words in things)
    for things in SPANISH.things.sorts
)


def is_of_another_thing(question: str, near: str, lead: Callable[[], str]) -> bool:
    """Return whether a passage is about another thing of one sort than the question.

    :param near: the passage and its headline.
    :param lead: gives the beginning of its article, where the passage does not tell.
    """
    asked_by = fold(question)
    for things in _SORTS:
        asked = [thing for thing in things if thing.search(asked_by)]
        if not asked or len(asked) == len(things):
            continue
        told = fold(near)
        if any(thing.search(told) for thing in asked):
            continue
        wider = f"{told}\n{fold(lead())}"
        others = [thing for thing in things if thing not in asked]
        if any(t.search(wider) for t in others) and not any(t.search(wider) for t in asked):
            return True
    return False
