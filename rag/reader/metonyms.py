"""A country by the seat of its government, as the press has it: «Pyongyang envió soldados».

The reader knows that a capital lies in a country, not that it acts for it: asked what Corea del
Norte sent, it gave «Pyongyang envió unos 15.000 soldados» a chance of .17, and .73 when asked
what Pyongyang sent. So a passage that does not name the country asked for, but in which the
seat of its government does something, is asked in its own words.

A capital stands for itself in «en París viven dos millones»: not after a preposition, nor before
a verb of being. Capitals that are names of people or things too (Santiago, Sofía,
Asunción) are left out, as are those called like their country.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Final

from index.text.folding import fold
from rag.language import SPANISH

_PLACED: Final = r"(?<!\ben )(?<!\bcerca de )"
_IS: Final = (
    r"(?!\s+(?:no |ya |se |solo |tambien )?(?:es|son|era|fue|sera|est[au]\w*|t[iu]?[eu][nv]\w*"
    r"|cuenta|contaba|m[ie]d\w+|ocup\w+|viv\w+|crec\w+|amanec\w+|sufr\w+|registr\w+|alberg\w+|acog\w+"
    r"|recib\w+)\b)"
)
_BESIDE: Final = re.compile(
    r"\b(?:a|al|ante|bajo|con|contra|de|del|desde|e|en|entre|hacia|hasta|ni|o|para|por|que|segun"
    r"|sin|sobre|tras|u|y)\s+$"
)


@lru_cache(maxsize=1)
def _countries() -> tuple[tuple[tuple[str, ...], str], ...]:
    """For each country, its names and, as a pattern, the seats of its government; folded."""
    return tuple(
        (tuple(map(fold, names)), "|".join(re.escape(fold(seat)) for seat in seats))
        for names, seats in SPANISH.seats
    )


def with_metonyms(question: str, passage: str) -> str:
    """The question with each country called as the passage calls it, by the seat of its
    government; the question itself where the passage does not."""
    question = unicodedata.normalize("NFC", question)
    folded = fold(question)
    countries = [each for each in _countries() if any(name in folded for name in each[0])]
    text = fold(passage) if countries else ""  # most questions name none
    for names, seats in countries:
        any_name = "|".join(map(re.escape, names))
        country = re.compile(rf"(?<!\w)(?:(?:el|la|los) )?(?:{any_name})(?!\w)")
        name = country.search(folded)
        if name is None or not _acts(folded, *name.span()) or country.search(text):
            continue
        acting = re.compile(rf"(?<!\w){_PLACED}(?:(?:el|la) )?(?P<seat>{seats})\b{_IS}")
        # «La Paz» is a seat and «la paz» is none.
        matches = (m for m in acting.finditer(text) if passage[m.start("seat")].isupper())
        if seat := next(matches, None):
            metonym = passage[slice(*seat.span())]
            question = question[: name.start()] + metonym + question[name.end() :]
            folded = fold(question)
    return question


def _acts(question: str, start: int, end: int) -> bool:
    """Whether the country there is who does it: no preposition before it, and no «y» beside."""
    return not (_BESIDE.search(question[:start]) or re.match(r"\s+[yeou]\s", question[end:]))
