"""Tells whether a made question can be understood by somebody who has not read the article.

«¿Quién es la directora del certamen?» leans on its article: which one? A question stands alone when
it names something, and each «el …» in it is a name or is told by one: «el frente de Kursk», «el
presidente ruso», «el Teatro Lírico».
"""

from __future__ import annotations

import re
from typing import Final

_ARTICLE: Final = re.compile(r"\b(?:el|la|los|las|al|del|lo)\b")
_ENDS: Final = re.compile(
    r"\b(?:a|al|en|para|por|desde|hasta|durante|sobre|contra|que|ante|tras|según|como)\b"
)
"""Where what stands behind an article ends: «de», «con» and «entre» go on with it."""

_NAME: Final = re.compile(r"\b[A-ZÁÉÍÓÚÑÜ][\wáéíóúñü]|\d")
PEOPLE: Final = (
    r"(?:(?:norcorean|surcorean|ucranian|mexican|colombian|peruan|chilen|argentin|urugua?y|"
    r"cuban|venezolan|bolivian|italian|aleman|rus|chin|turc|europe|american|brasileñ|"
    r"sudafrican|paraguay|ecuatorian|guatemaltec|hondureñ|dominican|egipci|sueco?)[oa]s?|"
    r"(?:español|francé?s|inglé?s|portugué?s|japoné?s|israelí|iraní|estadounidense|británic[oa]|"
    r"canadiense|nicaragüense|salvadoreñ[oa]|costarricense)(?:es|as?|s)?)"
)
"""Whose somebody is, where the country is told by a word of its own."""

_PEOPLE: Final = re.compile(rf"\b{PEOPLE}\b")

_SHIFTS: Final = re.compile(
    r"\b(?:pasad|próxim|últim|mism|ambos?|ambas?|dich|nuestr|vuestr)[oa]?s?\b"
    r"|\b(?:anterior|siguiente|actual|posterior)(?:es)?\b|\bhace\b",
    re.IGNORECASE,
)
"""Words by which a phrase depends on the day or the place where it was written."""

_PARTICIPLE: Final = re.compile(r"(?:ad|id)[oa]s?$")


def stands_alone(question: str) -> bool:
    """Tell whether whoever has not read the article knows what a question is about."""
    words = question.lstrip("¿")
    _, _, rest = words.partition(" ")
    if _SHIFTS.search(rest) or not (_NAME.search(rest) or _PEOPLE.search(rest)):
        return False
    return all(_is_told(rest[article.end() :]) for article in _ARTICLE.finditer(rest))


def shortened(stem: str, rest: str) -> str | None:
    """Return a question of a stem and as much of what follows as lets it stand alone.

    :param stem: up to the verb, without the question marks.
    :param rest: what follows it in the sentence.
    :returns: ``None`` where no part of it does.
    """
    if _SHIFTS.search(rest):
        return None
    while True:
        question = f"¿{stem} {rest}".rstrip() + "?"
        if stands_alone(question):
            return question
        places = [match.start() for match in _ENDS.finditer(rest)]
        if not places:
            return None
        rest = rest[: places[-1]].rstrip()
        if places[1:] and _PARTICIPLE.search(rest):  # «en distintas funciones vinculadas»: to what?
            rest = rest[: places[-2]].rstrip()


def _is_told(after: str) -> bool:
    end = _ENDS.search(after)
    phrase = after[: end.start()] if end else after
    return _NAME.search(phrase) is not None or _PEOPLE.search(phrase) is not None
