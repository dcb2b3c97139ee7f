"""Who holds an office: the one whom the passage gives it to, not whom it gives another.

«El presidente de la CNC espera que la ministra del Interior, Irene Salces, cumpla lo prometido»
does not say who presides over the CNC. Where the words beside a name give it another office, and
none in the passage gives it the one that is asked for, the name is no answer.
"""

from __future__ import annotations

import re
from typing import Final

from index.text.folding import fold, fold_words

Place = tuple[int, int]

_ASKS: Final = re.compile(
    r"\bquien(?:es)? (?:es|era|fue|sera|ha sido|son|eran) (?:el|la|su|los|las) "
    r"(?:(?:nuev[oa]|actual|entonces|primer|primera) )?(?P<office>\w+)"
)
_OFFICES: Final = tuple(
    (
        "president alcald ministr viceministr subsecretari secretari director portavoz gobernador "
        "rector entrenador consejer intendent concejal diputad senador fiscal juez jueza jefe "
        "jefa coordinador comisari embajador consul capitan gerent delegad general coronel obispo "
        "parroco medic doctor prefect regidor congresist vocero vocera expresident exministr "
        "exalcald candidat tecnic"
    ).split()
)
"""Beginnings of names of offices, without accents."""
_BEFORE: Final = re.compile(
    r"\b(?:el|la|los|las|su|un|una|al|del)\s+(?P<office>[^\W\d_]+)[^,;:.()«»]{0,60},?\s*$",
    re.IGNORECASE,
)
_DETERMINER: Final = re.compile(r"\b(?:el|la|los|las|su|un|una|al|del)\s", re.IGNORECASE)
_AFTER: Final = re.compile(
    r"^,\s+(?:(?:el|la|su|un|una|nuev[oa]|actual|entonces)\s+)*(?P<office>[^\W\d_]+)", re.IGNORECASE
)
_NEAR: Final = 80
"""Characters to each side of a name in which an office stands."""


def is_of_another_office(question: str, passage: str, start: int, end: int) -> bool:
    """Return whether the passage gives the one named at ``passage[start:end]`` another office than
    the question asks for, and nowhere that one."""
    asked = _ASKS.search(fold(question))
    if asked is None or not _is_office(asked["office"]):
        return False
    office = asked["office"]
    told = [
        _office_before(passage[max(0, start - _NEAR) : start]),
        _AFTER.search(passage[end : end + _NEAR]),
    ]
    beside = {fold(match["office"]) for match in told if match is not None}
    inside = fold_words(passage[start:end]).split()
    if any(_is_same(word, office) for word in (*beside, *inside)):
        return False
    if not any(map(_is_office, (*beside, *inside))):
        return False
    return not _given_elsewhere(office, passage, passage[start:end])


def _office_before(text: str) -> re.Match[str] | None:
    """The nearest office at the end of a text: «la ministra del Interior, »."""
    for begin in reversed([match.start() for match in _DETERMINER.finditer(text)]):
        match = _BEFORE.match(text, begin)
        if match is not None and _is_office(match["office"]):
            return match
    return None


def _given_elsewhere(office: str, passage: str, value: str) -> bool:
    """Whether the passage names the office and the one named without another name between."""
    words = [word for word in re.findall(r"\w+", value) if word[0].isupper()]
    if not words:
        return False
    last = re.escape(fold(words[-1]))
    folded = fold(passage)
    if len(folded) != len(passage):
        return True
    for match in re.finditer(rf"\b{re.escape(office[:-1])}\w*", folded):
        for name in re.finditer(rf"\b{last}\b", folded):
            first, second = sorted((match.span(), name.span()))
            between = passage[first[1] : second[0]]
            others = [w for w in re.findall(r"\b[A-ZÁÉÍÓÚÑ]\w+", between) if w not in words]
            near = len(between) <= _NEAR and re.search(r"[.;]", between) is None
            if near and not _holds_office(between) and (not others or match.start() < name.start()):
                return not _HOPES.search(fold(between))
    return False


_HOPES: Final = re.compile(r"\b(?:que|con|a|contra|sobre|tanto)\b")
"""Words between an office and a name by which the two are two."""


def _holds_office(between: str) -> bool:
    return any(_is_office(fold(word)) for word in re.findall(r"\w+", between))


def _is_office(word: str) -> bool:
    return fold(word).startswith(_OFFICES)


def _is_same(word: str, office: str) -> bool:
    """Whether two names of offices are one but for the gender."""
    return word[: max(5, len(office) - 1)] == office[: max(5, len(office) - 1)]
