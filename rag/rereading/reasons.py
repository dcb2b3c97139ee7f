"""A reason is a clause: «porque la incubación puede durar 45 días» is not told by «la incubación».

What follows «porque», «ya que» or «puesto que» is taken to the end of its clause, an infinitive
that the reason hangs on is taken with it, and what came of it («por lo que…») is left off.
"""

from __future__ import annotations

import re
from typing import Final

from rag.questions.question_words import kind_of

Place = tuple[int, int]

LONGEST: Final = 220
"""Characters of a reason; a longer clause stays as the reader marked it."""

_BECAUSE: Final = re.compile(
    r"\b(?:porque|puesto que|ya que|dado que|debido a que|a causa de que|en vista de que)\s+",
    re.IGNORECASE,
)
_CLAUSE_END: Final = re.compile(
    r"[;.:»”)—–]|,?\s(?:por lo que|de modo que|as[ií] que|de manera que|aunque|pero|mientras)\s"
    r"|,\s(?!(?:y|e|o|ni|sino)\s)"
)
_FOLLOWED: Final = re.compile(r",?\s+(?:por lo que|de modo que|as[ií] que|de manera que)\s")
_INFINITIVE: Final = re.compile(
    r"\b(?P<link>al|por|tras|de|a|para)\s+(?P<said>(?:no\s+)?\w+(?:ar|er|ir)(?:se|l[aeo]s?|me|nos)?\s+)$",
    re.IGNORECASE,
)


def reason(question: str, sentence: str, start: int, end: int) -> Place | None:
    """The clause that the value ``sentence[start:end]`` is a fragment of; ``None`` where it stays.

    >>> text = "Cerró porque la caldera no pasó la revisión, dijo."
    >>> at = text.index("la caldera")
    >>> text[slice(*reason("¿Por qué cerró?", text, at, at + 10))]
    'la caldera no pasó la revisión'
    """
    if kind_of(question) != "why":
        return None
    new = _whole(sentence, start, end)
    cut = _FOLLOWED.search(sentence, new[0], new[1])
    if cut and cut.start() > new[0]:
        new = new[0], cut.start()
    return new if new != (start, end) and 0 < new[1] - new[0] <= LONGEST else None


def _whole(sentence: str, start: int, end: int) -> Place:
    for because in _BECAUSE.finditer(sentence):
        stop = _CLAUSE_END.search(sentence, because.end())
        last = stop.start() if stop else len(sentence)
        # A comma within what was marked does not end it.
        while stop and start < last < end:
            stop = _CLAUSE_END.search(sentence, stop.end())
            last = stop.start() if stop else len(sentence)
        if because.start() <= start < last:
            return because.end(), max(last, end)
    hangs = _INFINITIVE.search(sentence, 0, start)
    return (hangs.start("said"), end) if hangs else (start, end)
