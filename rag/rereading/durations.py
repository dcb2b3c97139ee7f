"""How long something lasted: no figure that says by when, since when, or after how long; and until
when: no day that is not the end of anything.

«Espera alcanzar el ritmo habitual en dos semanas» does not say how long the strike lasted, nor
does «hace 27 años»; «en 41 días de huelga» does, since it names what is asked for.
"""

from __future__ import annotations

import re
from typing import Final

from index.text.analyzer import analyze
from index.text.folding import fold
from rag.values import amounts
from rag.values.amount_types import Amount
from rag.values.clock import asks_for_time

_ASKS: Final = re.compile(
    r"\b(?:dur(?:o|a|aba|aron|ara|an|aria)\b|ha durado|se prolong|did .* last\b|lasted\b)"
)
_LASTING: Final = re.compile(r"\b(?:cuant[oa]s?|how long)\b")
_BEFORE: Final = re.compile(
    r"\b(?:en|dentro de|hace|desde hace|cada|hasta)\s+(?:(?:unos|unas|apenas|solo|casi)\s+)*$"
)
_AFTER: Final = re.compile(r"\s+(?:despues|antes|mas tarde|atras|de edad|de prision|de carcel)\b")
_OF: Final = re.compile(r"\s+(?:de|del|sin)\s+(?:(?:la|el|los|las)\s+)?(?P<thing>\w+)")


_UNTIL: Final = re.compile(r"\bhasta\s+cuando\b")
_TO: Final = re.compile(r"\bhasta\b")
_ENDS: Final = re.compile(
    r"\b(?:venc|expir|caduc|termin|finaliz|conclu|plazo|limite|antes de|acab|dur|extend|prorrog"
    r"|prolong|cierr|clausur|fin\b)"
)
_DAYS: Final = re.compile(r"\b(?:dias?|semanas?|mes(?:es)?|anos?|decadas?|siglos?)\b")
_REACH: Final = 40
"""Characters before a day in which its «hasta» stands."""


def is_no_end(question: str, sentence: str, start: int, end: int) -> bool:
    """Return whether the value ``sentence[start:end]`` is not until when something goes on, where
    the question asks until when it does.

    Of 24 such readings of own clusters 17 fall, none of the four that answer.
    """
    folded = fold(sentence)
    if _UNTIL.search(fold(question)) is None or len(folded) != len(sentence):
        return False
    near = _TO.search(folded, max(0, start - _REACH), end)
    return near is None and _ENDS.search(folded) is None


_MOMENT: Final = re.compile(
    r"\b(?:cumpl(?:e|en|io|ieron|ia|ian)|llev(?:a|an|aba|aban)|ya van)\s+(?:(?:ya|ayer|hoy)\s+)?$"
)


def is_no_clock(question: str, sentence: str, start: int, end: int) -> bool:
    """Return whether the value ``sentence[start:end]`` is a time of days or more, where the
    question asks at what time of day it was."""
    if not asks_for_time(question):
        return False
    told = (fold(sentence[a.start : a.end]) for a in _times(sentence, start, end))
    return any(_DAYS.search(each) for each in told)


def asks_how_long(question: str) -> bool:
    """Return whether a question asks how long something lasted."""
    asked = fold(question)
    return _LASTING.search(asked) is not None and _ASKS.search(asked) is not None


def is_moment(sentence: str, start: int, end: int) -> bool:
    """Return whether the time ``sentence[start:end]`` is how long something had lasted when the
    article was written: «cumplió ayer diecisiete días»."""
    folded = fold(sentence)
    told = _times(sentence, start, end)
    return len(folded) == len(sentence) and any(_MOMENT.search(folded, 0, a.start) for a in told)


def is_time(sentence: str, start: int, end: int) -> bool:
    """Return whether ``sentence[start:end]`` is a time that something may last."""
    return bool(_times(sentence, start, end))


def _times(sentence: str, start: int, end: int) -> list[Amount]:
    return [
        a
        for a in amounts.find_amounts(sentence)
        if a.start < end and start < a.end and a.unit.dimension == "time"
    ]


def is_no_duration(question: str, sentence: str, start: int, end: int) -> bool:
    """Return whether the time ``sentence[start:end]`` is none that something lasted, where the
    question asks how long it did."""
    if not asks_how_long(question):
        return False
    folded, told = fold(sentence), _times(sentence, start, end)
    if len(folded) != len(sentence) or not told:
        return False
    thing = _OF.match(sentence, told[0].end)
    if thing and set(analyze(thing["thing"])) & set(analyze(question)):
        return False
    # The hedge is the amount's: «en unas dos semanas».
    before = _BEFORE.search(folded, 0, told[0].start)
    return before is not None or _AFTER.match(folded, told[0].end) is not None
