"""Whether a number is of some of those that another one counts whole.

«Doce de ellos eran niños» does not contradict «hubo 38 muertos», nor does «38 muertos, entre
ellos doce niños». Only where a word says that it is a part: nothing is guessed from the size.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import Final

from index.text.analyzer import analyze
from index.text.folding import optional_accents
from rag.language import SPANISH

_WORDS: Final = SPANISH.quantities
_BEFORE: Final = re.compile(
    rf"(?:{optional_accents('|'.join(_WORDS.part_before))})\s+(?:\w+\s+){{0,3}}$".replace(
        " ", r"\s+"
    ),
    re.IGNORECASE,
)
_AFTER: Final = re.compile(
    rf"\s+(?:(?!l[oa]s?\b|el\b)\w+\s+){{0,2}}?"
    rf"(?:{optional_accents('|'.join(_WORDS.part_after))})".replace(" ", r"\s+"),
    re.IGNORECASE,
)
_OTHERS: Final = re.compile(
    r"[^.;:()]{0,60}?,?\s+y\s+otr[oa]s\s+(?:\d|dos\b|tres\b|cuatro\b|cinco\b|seis\b|siete\b|ocho\b"
    r"|nueve\b|diez\b|once\b|doce\b|tant[oa]s\b)",
    re.IGNORECASE,
)
_TIME: Final = re.compile(
    r"\b(?:(?:la|el|est[ea]|es[ea]|cada|primer|últim[oa])\s+(?:temporada|año|mes|semana|semestre"
    r"|trimestre|curso|ejercicio|jornada|torneo|partido)|ayer|hoy|al\s+mes|al\s+año)\b",
    re.IGNORECASE,
)
_TOTAL: Final = re.compile(
    r"\ben\s+total\b|\ben\s+tod[oa]s?\s|\ba\s+lo\s+largo\s+de\b|\ben\s+su\s+carrera\b|\bsumando\b"
    r"|\bin\s+(?:total|all)\b|\bdesde\s+que\b",
    re.IGNORECASE,
)
_PURPOSE: Final = re.compile(
    r"\s+(?:en|para)\s+(?:(?:el|la|los|las|su|sus)\s+)?(?P<thing>[a-záéíóúñü]{4,})", re.IGNORECASE
)
_MORE: Final = re.compile(r"\botr[oa]s\s+$", re.IGNORECASE)
_WHOLE: Final = re.compile(r"\bde\s+l[oa]s\s+$", re.IGNORECASE)
_NEAR: Final = 60
"""Characters before a number in which the words that make it a part stand."""


def is_part(text: str, start: int, end: int) -> bool:
    """Return whether the number ``text[start:end]`` is called some of a greater one."""
    before = _BEFORE.search(text, max(0, start - _NEAR), start)
    before = before or _MORE.search(text, max(0, start - _NEAR), start)
    after = _AFTER.match(text, end) or _OTHERS.match(text, end)
    return before is not None or after is not None


def asks_for_total(question: str) -> bool:
    """Return whether a question asks for all of it by a word: «en total», «en toda su etapa»."""
    return _TOTAL.search(question) is not None


def is_limited(text: str, end: int, known: Collection[str]) -> bool:
    """Return whether a number that ends at ``end`` is that of some time or purpose alone.

    «19 goles la temporada pasada» are not all of them, nor «45 millones en carreteras».

    :param known: terms of the question, whose own time and purpose limit nothing.
    """
    after = text[end : end + _NEAR]
    times = [match.group() for match in _TIME.finditer(after)]
    if any(not set(analyze(time)) <= set(known) for time in times):
        return True
    purpose = _PURPOSE.search(after)
    return purpose is not None and not set(analyze(purpose["thing"])) <= set(known)


def is_whole(text: str, start: int) -> bool:
    """Return whether the number at ``start`` is what another is some of: «de los 31 heridos»."""
    return _WHOLE.search(text, max(0, start - _NEAR), start) is not None
