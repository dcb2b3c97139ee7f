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
from rag.language import ENGLISH, SPANISH

Kind = Literal["how_many", "who", "when", "where", "why", "how", "what"]
KINDS: Final[tuple[Kind, ...]] = get_args(Kind)

# The pattern that matches earliest in the question decides; accents are folded before, as people
# leave them out.
_WORDS: Final = SPANISH.questions
_PATTERNS: Final = tuple(
    (kind, re.compile(rf"\b(?:{'|'.join((*_WORDS.kinds[kind], *ENGLISH.questions[kind]))})\b"))
    for kind in KINDS
)
_COUNTED: Final = re.compile(
    rf"\b(?:{'|'.join(_WORDS.counting)})\s+"
    # «cuántos miles de soldados», «cuántos de los soldados»
    rf"(?:(?:{'|'.join(_WORDS.counted_by)})\s+)?(?:de\s+)?(?:l[oa]s\s+)?(\w+)"
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
