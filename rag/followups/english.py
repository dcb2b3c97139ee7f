"""Follow-ups in English, after a question in either language."""

from __future__ import annotations

import re
from typing import Final

from rag.followups.clauses import tokens
from rag.language import ENGLISH

_POINTING: Final = frozenset(
    "it they them he she his her their this that there these those".split()
)
ENOUGH: Final = 4
"""Telling words that make a question stand alone, as in Spanish."""
_BARE: Final = {
    "when": "cuándo",
    "where": "dónde",
    "why": "por qué",
    "how": "cómo",
    "who": "quién",
    "how many": "cuántos",
    "how much": "cuánto",
    "what for": "para qué",
    "at what time": "a qué hora",
    "what time": "a qué hora",
    "since when": "desde cuándo",
}
_EMPTY: Final = re.compile(
    r"\s+(?:was (?:it|that|this)|did (?:it|that|this) happen"
    r"|did (?:they|he|she|it) do (?:it|that|so)|exactly)$"
)
_SAID: Final = re.compile(
    r"^who (?:said|says|claimed|announced|reported|confirmed)(?: (?:it|that|so|this))?$"
)
_FRAGMENT: Final = re.compile(
    r"^(?:(?:what|how) about |and )?(in|to|from|by|according to)?\s*([A-Z][\w-]+(?: [A-Z][\w-]+)*)$"
)
_PREPOSITIONS: Final = {
    "in": "en ",
    "to": "a ",
    "from": "de ",
    "by": "por ",
    "according to": "según ",
    None: "",
}
_AND: Final = re.compile(r"^(?:(?:and|but|so|ok|then)\b[\s,]*)+", re.IGNORECASE)
_ABOUT: Final = re.compile(r" \(([^()]*)\)$")
_ASKING: Final = re.compile(
    r"^(?:in |to |from |at )?(?:how (?:many|much|old|long|far)|what|which|who|whom"
    r"|when|where|why|how)\b\s*",
    re.IGNORECASE,
)
_HELPING: Final = re.compile(
    r"\b(?:is|are|was|were|do|does|did|has|have|had|will|would|can|could)\b\s*"
)

_NOBODY: Final = re.compile(
    r"\b(?:does|did|will|would) it (?=(?:cost|take)\b.* to\b)", re.IGNORECASE
)
"""«how much does it cost to …»: it is what follows."""


def in_spanish(question: str) -> str | None:
    """The short follow-ups that have a Spanish twin; ``None`` for others.

    >>> in_spanish("and when was it?")
    'y cuándo'
    """
    core = _AND.sub("", question.strip().strip("?!. ")).strip()
    lower = _EMPTY.sub("", core.lower())
    if lower in _BARE:
        return f"y {_BARE[lower]}"
    if _SAID.match(lower):
        return "quién lo dijo"
    if match := _FRAGMENT.match(core):
        return f"y {_PREPOSITIONS[match.group(1)]}{match.group(2)}"
    return None


def stands_alone(question: str) -> bool:
    """A name or several telling words, and no pronoun that points back."""
    asked = _NOBODY.sub("", _AND.sub("", question.strip()))
    words = [word.strip("?!.,'\"“”") for word in tokens(asked)]
    if any(word[:1].isupper() for word in words[1:]):
        return _AND.match(question.strip()) is None
    telling = [word for word in words if word.lower() not in ENGLISH.words]
    return len(telling) >= ENOUGH and not any(word.lower() in _POINTING for word in words)


def with_topic(question: str, topic: str) -> str:
    """An English question with what it is about, which was asked in Spanish."""
    core = _AND.sub("", question.strip().strip("?!. "))
    return f"{core[:1].upper()}{core[1:]}? ({topic})" if topic else question


_NAME: Final = re.compile(
    r"[A-ZÁÉÍÓÚÑ][\w'-]+(?: (?:(?:of|de|del|la|las|los|el|y) )*[A-ZÁÉÍÓÚÑ][\w'-]+)*"
)


_MONTHS: Final = frozenset(
    "January February March April May June July August September October November December".split()
)


def names_in(question: str) -> list[str]:
    """The names of an English question, which are the same in Spanish: «Peña Colorada»."""
    found = [match.group() for match in _NAME.finditer(question) if match.start() > 1]
    return [name for name in found if name not in _MONTHS]


def about(question: str, earlier: str) -> str:
    """A question after one in English, with what that was about: «shells North Korea sent»."""
    before = _ABOUT.search(earlier)
    question_before = earlier.strip(' ?¿!."')
    topic = (
        before.group(1) if before else _HELPING.sub("", _ASKING.sub("", question_before), count=1)
    )
    core = _AND.sub("", question.strip())
    return f"{core[:1].upper()}{core[1:]} ({topic or question_before})"
