"""What money and shares are of: what a prize is worth is not what a film cost.

A passage about a film tells what it cost, what it took in and what prize it won, each in dollars;
of an election how many voted, how much was counted and who got how much, each in per cent. Where
the words around a figure name one of these and the question asks for another, it is no answer.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from index.text.folding import fold
from rag.language import SPANISH
from rag.values import amounts
from rag.values.amount_types import Amount

_MONEY: Final[Mapping[str, str]] = {
    "cost": r"cost|cuest|perdid|danos?\b|presupuest|inver[st]|invirt|precio|gast|budget|spen[dt]"
    r"|price",
    "prize": r"premi|galardon|dotad|dotacion|award|prize",
    "fine": r"mult[aoe]|sancion|sanction|fined?\b",
    "wage": r"salari|sueldo|nomina|salary|wages?\b",
    "debt": r"deud|adeud|debt",
    "aid": r"subvenc|donacion|dono|donar|beca|donat",
    "ransom": r"rescate|ransom",
    "income": r"recaud|ingres|facturo|facturac|taquilla|box office",
    "bail": r"fianza|bail\b",
}
_SHARES: Final[Mapping[str, str]] = {
    "votes": r"vot(?:o|os|e|es|aron|acion)\b|sufragi|apoyos?\b|papelet",
    "counted": r"escrut|mesas\b|actas\b|recuento",
    "turnout": r"particip|abstenc|abstenci|turnout",
    "unemployment": r"paro\b|desempleo|desocupa|unemploy",
    "inflation": r"inflacion|ipc\b|precios\b",
}
_FAMILIES: Final = tuple(
    tuple((name, re.compile(rf"\b(?:{words})")) for name, words in families.items())
    for families in (_MONEY, _SHARES)
)
_CHANGE: Final = (
    r"(?:sub|aument|increment|crec|baj|redu[cjz]|disminu|rebaj|recort|encarec|abarat|ampli)"
)
_CHANGES: Final = re.compile(rf"\b{_CHANGE}|\bmas\b|\bmenos\b|\bcambi|\bvari")
_BY: Final = re.compile(rf"\b{_CHANGE}\w*\s+(?:\w+\s+){{0,3}}?en\s+(?:mas de |unos |otros )?$")
_CURRENCIES: Final = frozenset(SPANISH.money.currencies)
_CLAUSE: Final = re.compile(r"[;:.]|,\s|\s(?:y|pero|mientras|aunque|cuando)\s")


def is_of_something_else(question: str, sentence: str, start: int, end: int) -> bool:
    """Return whether the figure ``sentence[start:end]`` is called money or a share of something
    else than the question asks for."""
    told = [a for a in amounts.find_amounts(sentence) if a.start < end and start < a.end]
    if len(told) != 1:
        return False
    if _is_change(question, sentence, told[0]):
        return True
    money = told[0].unit.dimension in _CURRENCIES or bool(told[0].unit.family)
    if not money and told[0].unit.dimension != "percent":
        return False
    families = _FAMILIES[0 if money else 1]
    asked = _named(families, question)
    if len(asked) != 1:
        return False
    own = _named(families, _clause(sentence, told[0].start, told[0].end))
    if not own or asked & own:
        return False
    # A share is of what stands beside it; what money is of may be told at the sentence's end.
    return not money or not asked & _named(families, sentence)


def _is_change(question: str, sentence: str, figure: Amount) -> bool:
    """Whether a figure is by how much something rose or fell, where that is not asked."""
    if _CHANGES.search(fold(question)) or figure.unit.dimension in ("percent", "points"):
        return False
    return _BY.search(fold(sentence[: figure.start])) is not None


def _named(families: tuple[tuple[str, re.Pattern[str]], ...], text: str) -> set[str]:
    folded = fold(text)
    return {name for name, pattern in families if pattern.search(folded)}


def _clause(text: str, start: int, end: int) -> str:
    """The words around a figure up to the marks that part them from the rest."""
    before = [match.end() for match in _CLAUSE.finditer(text, 0, start)]
    after = _CLAUSE.search(text, end)
    return text[before[-1] if before else 0 : after.start() if after else len(text)]
