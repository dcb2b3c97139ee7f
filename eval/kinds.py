"""Tells what a question asks for by its question word.

SQuAD and BEIR files carry no kind, yet the report breaks recall down by it: a system
that is good at names may be poor at figures. Only the question word is looked at; the
point is a stable breakdown, not a perfect one.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Final

# The first pattern found earliest in the question decides; accents are folded before, as
# people leave them out. Longer phrases stand before the words they contain.
_PATTERNS: Final[tuple[tuple[str, re.Pattern[str]], ...]] = tuple(
    (kind, re.compile(rf"\b(?:{words})\b"))
    for kind, words in (
        ("how_many", r"cuant[oa]s?|que (?:cantidad|numero|porcentaje)|how (?:many|much)"),
        ("who", r"quien(?:es)?|who|whom|whose"),
        (
            "when",
            r"cuando|que (?:ano|fecha|dia|mes|siglo|decada)|when"
            + r"|(?:what|which) (?:year|date|day|month|century|decade)",
        ),
        (
            "where",
            r"a?donde|que (?:pais|ciudad|lugar|region|provincia|estado)|where"
            + r"|(?:what|which) (?:country|city|place|region|state)",
        ),
        ("why", r"por que|why"),
        ("how", r"como|how"),
        ("what", r"que|cual(?:es)?|what|which"),
    )
)


def kind_of(question: str) -> str:
    """The kind of a question, a key of :data:`eval.types.KINDS`; ``what`` when unsure."""
    folded = "".join(
        character
        for character in unicodedata.normalize("NFD", question.casefold())
        if not unicodedata.combining(character)
    )
    found = [
        (match.start(), order, kind)
        for order, (kind, pattern) in enumerate(_PATTERNS)
        if (match := pattern.search(folded))
    ]
    return min(found)[2] if found else "what"
