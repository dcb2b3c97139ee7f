"""Tells by its question word, Spanish or English, what a question asks for.

A question of how many is answered by a figure and one of when by a date: the reader
prefers sentences that hold one, and reports break results down by it.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Final, Literal, get_args

from index.text.analyzer import analyze
from index.text.folding import fold

Kind = Literal["how_many", "who", "when", "where", "why", "how", "what"]
KINDS: Final[tuple[Kind, ...]] = get_args(Kind)

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
# Plural only: what follows «cuánto» is mostly the verb («cuánto costó»).
_COUNTED: Final = re.compile(
    r"\b(?:cuant[oa]s|que (?:cantidad|numero|porcentaje) de)\s+"
    # «cuántos miles de soldados», «cuántos de los soldados»
    r"(?:(?:miles|millones|cientos|decenas|docenas)\s+)?(?:de\s+)?(?:l[oa]s\s+)?(\w+)"
)


def kind_of(question: str) -> Kind:
    """Return the kind of a question; ``what`` when unsure."""
    # What stands before the question proper («Si se retira, ¿cuánto tarda?») asks nothing.
    plain = fold(unicodedata.normalize("NFC", question))
    plain = plain[plain.find("¿") + 1 :]
    matches = [
        (match.start(), order, kind)
        for order, (kind, pattern) in enumerate(_PATTERNS)
        if (match := pattern.search(plain))
    ]
    return min(matches)[2] if matches else "what"


def counted_term(question: str) -> str | None:
    """Return the analysed noun that a question counts («¿cuántos *soldados*…?»), if any."""
    question = unicodedata.normalize("NFC", question)
    match = _COUNTED.search(fold(question))
    # As it is written: stemming needs its accents, and «años» are no «anos».
    terms = analyze(question[slice(*match.span(1))]) if match else []
    return terms[0] if terms else None
