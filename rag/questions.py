"""What a question asks for, told by its question word, in Spanish or English.

A question of how many is answered by a figure and one of when by a date: the reader
prefers sentences that hold one, and reports break results down by it.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Final, Literal, get_args

from index.analyzer import analyze
from index.errors import InputError

Kind = Literal["how_many", "who", "when", "where", "why", "how", "what"]
KINDS: Final[tuple[Kind, ...]] = get_args(Kind)

LONGEST: Final = 2_000
"""Characters; the longest of 11,000 questions in the sets we have takes 250."""

# The pattern found earliest in the question decides; accents are folded before, as people
# leave them out. Longer phrases stand before the words they contain.
_WORDS: Final[tuple[tuple[Kind, str], ...]] = (
    ("how_many", r"cuant[oa]s?|que (?:cantidad|numero|porcentaje)|how (?:many|much)"),
    ("who", r"quien(?:es)?|who|whom|whose"),
    (
        "when",
        r"cuando|que (?:ano|fecha|dia|mes|siglo|decada)|when"
        r"|(?:what|which) (?:year|date|day|month|century|decade)",
    ),
    (
        "where",
        r"a?donde|que (?:pais|ciudad|lugar|region|provincia|estado)|where"
        r"|(?:what|which) (?:country|city|place|region|state)",
    ),
    ("why", r"por que|why"),
    ("how", r"como|how"),
    ("what", r"que|cual(?:es)?|what|which"),
)
_PATTERNS: Final = tuple((kind, re.compile(rf"\b(?:{words})\b")) for kind, words in _WORDS)
_COUNTED: Final = re.compile(
    r"\b(?:cuant[oa]s?|how (?:many|much)|que (?:cantidad|numero|porcentaje) de)\s+(\w+)"
)


def _fold(text: str) -> str:
    decomposed = unicodedata.normalize("NFD", text.casefold())
    return "".join(c for c in decomposed if not unicodedata.combining(c))


def kind_of(question: str) -> Kind:
    """The kind of a question; ``what`` when unsure."""
    folded = _fold(question)
    found = [
        (match.start(), order, kind)
        for order, (kind, pattern) in enumerate(_PATTERNS)
        if (match := pattern.search(folded))
    ]
    return min(found)[2] if found else "what"


def counted_term(question: str) -> str | None:
    """The analysed noun that a question counts («¿cuántos *soldados*…?»), if it names one."""
    match = _COUNTED.search(_fold(question))
    terms = analyze(match.group(1)) if match else []
    return terms[0] if terms else None


def checked(question: str) -> str:
    """The question without surrounding space.

    :raises InputError: it is empty or longer than :data:`LONGEST`.
    """
    question = question.strip()
    if not question:
        raise InputError("La pregunta está vacía. Escriba qué quiere saber.")
    if len(question) > LONGEST:
        raise InputError(
            f"La pregunta tiene {len(question):,} caracteres y el límite es {LONGEST:,}. "
            "Resúmala; para guardar un texto largo use «hemeroteca add».".replace(",", ".", 2)
        )
    return question
