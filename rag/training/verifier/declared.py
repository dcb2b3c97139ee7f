"""A question with its answer, as the sentence that says so.

Three thousand statements were written by hand; questions with their answers are many more, and
they too were written about the passage in other words than its own. What cannot be turned round
by these few rules is left out rather than said badly.
"""

from __future__ import annotations

import re
from typing import Final

from index.text.folding import fold
from rag.questions.verbs import is_verb

_ASKED: Final = re.compile(r"^¿([^¿?]+)\?$")
_PREPOSITION: Final = (
    r"(?P<before>(?:a|ante|con|contra|de|desde|en|entre|hacia|hasta|para|por|según|sobre|tras) )?"
)
_WHO: Final = re.compile(rf"^{_PREPOSITION}quién(?:es)? (?P<rest>.+)$", re.IGNORECASE)
_WHICH: Final = re.compile(
    r"^(?:cuál|cuáles) (?P<verb>es|son|era|eran|fue|fueron|será|serán) (?P<rest>.+)$", re.IGNORECASE
)
_WHAT: Final = re.compile(rf"^{_PREPOSITION}qué (?P<noun>\w+) (?P<rest>.+)$", re.IGNORECASE)
_MANY: Final = re.compile(rf"^{_PREPOSITION}cuánt[oa]s? (?P<noun>\w+) (?P<rest>.+)$", re.IGNORECASE)
_WHEN: Final = re.compile(r"^(?P<from>desde |hasta )?cuándo (?P<rest>.+)$", re.IGNORECASE)
_WHERE: Final = re.compile(r"^(?P<from>de |desde |a )?dónde (?P<rest>.+)$", re.IGNORECASE)
_WHY: Final = re.compile(r"^por qué (?P<rest>.+)$", re.IGNORECASE)
_LED: Final = re.compile(
    r"^(?:a|al|con|cuando|de|del|desde|durante|en|entre|hace|hacia|hasta|para|por|tras|ayer|hoy)\b",
    re.IGNORECASE,
)
_BEFORE_VERB: Final = frozenset("se le les lo la los las me te nos no".split())

_COUNT: Final = re.compile(
    r"(?:\d|\b(?:dos|tres|cuatro|cinco|seis|siete|ocho|nueve|diez|once|doce|trece|catorce|quince|"
    r"dieci\w+|veint\w*|\w+enta|cien|cientos?|\w+cient[oa]s|quinient[oa]s|mil|pocos|varios|muchos))$"
)
"""Ends of an answer that is a count, folded."""

_CROWD: Final = re.compile(
    r"(?:\b(?:mill[oó]n|millones|billones|miles|cientos|centenar(?:es)?|millar(?:es)?|docenas?|decenas?|"
    r"veintena|treintena|quincena|mitad|tercio|cuarto|parte)|%|por ciento)$",
    re.IGNORECASE,
)
"""Ends of one that takes «de» before what it counts."""

_LONGEST: Final = 12
"""Words of an answer; what is longer is a clause that fits no place in another sentence."""


def declared(question: str, answer: str) -> str | None:
    """The sentence, ``None`` where the rules have none.

    >>> declared("¿Quién dirige el museo?", "Ana Pérez")
    'Ana Pérez dirige el museo.'
    """
    asked = _ASKED.match(" ".join(question.split()))
    answer = " ".join(answer.split()).strip(" .,;:")
    if asked is None or not answer or len(answer.split()) > _LONGEST:
        return None
    said = _said(asked[1].strip(), answer)
    return None if said is None else f"{said[0].upper()}{said[1:]}."


def _said(asked: str, answer: str) -> str | None:
    if match := _WHO.match(asked):
        return f"{match['before'] or ''}{answer} {match['rest']}"
    if match := _WHICH.match(asked):
        return f"{match['rest']} {match['verb']} {answer}"
    if match := _WHY.match(asked):
        because = "" if _LED.match(answer) or answer.startswith("porque") else "porque "
        return f"{match['rest']} {because}{answer}"
    if match := _WHEN.match(asked):
        return f"{match['rest']} {match['from'] or _when(answer)}{answer}"
    if match := _WHERE.match(asked):
        led = "" if _LED.match(answer) else match["from"] or "en "
        return f"{match['rest']} {led}{answer}"
    if match := _MANY.match(asked):
        if is_verb(match["noun"]):
            return f"{match['noun']} {match['rest']} {answer}"
        return f"{match['before'] or ''}{answer}{_counted(match['noun'], match['rest'], answer)}"
    if match := _WHAT.match(asked):
        if is_verb(match["noun"]):
            return f"{answer} es lo que {match['noun']} {match['rest']}"
        return f"{match['before'] or ''}{answer} {match['rest']}"
    return None


def _counted(noun: str, rest: str, answer: str) -> str:
    """What follows a count: « soldados envió …» after «más de 11.000», « de euros costó …» after
    «12 millones»; of an answer that names what it counts in words of its own, « 12 casas», the
    question's words for it are left out up to its verb."""
    if fold(noun)[:4] in fold(answer):
        return f" {rest}"
    if _CROWD.search(answer):
        return f" de {noun} {rest}"
    if _COUNT.search(fold(answer)):
        return f" {noun} {rest}"
    words = rest.split()
    verb = next((at for at, word in enumerate(words) if is_verb(word)), 0)
    clitic = verb > 0 and words[verb - 1].lower() in _BEFORE_VERB
    return " " + " ".join(words[verb - clitic :])


def _when(answer: str) -> str:
    if _LED.match(answer) or answer.lower().startswith(("el ", "la ", "los ", "este", "esta")):
        return ""
    return "en " if re.match(r"\d{4}\b|[a-z]+ de \d{4}", answer) else "el "
