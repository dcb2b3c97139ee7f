"""What the shape of a noun tells: its gender, and whether it is a person or a measure.

No dictionary is needed for what follow-up questions ask of a noun; the few that end like another
kind are listed with the language.
"""

from __future__ import annotations

import re
from typing import Final

from index.text.folding import fold
from rag.language import SPANISH

_NOUNS: Final = SPANISH.nouns
_FEMININE: Final = re.compile(rf"(?:{'|'.join(_NOUNS.feminine_endings)})$")
_PERSON_NOUNS: Final = re.compile(rf"(?:{'|'.join(_NOUNS.person_endings)})s?(?:es)?$")


def is_feminine(noun: str) -> bool:
    """Guesses the gender of a common noun by its ending."""
    folded = fold(noun)
    return folded not in _NOUNS.masculine and _FEMININE.search(folded) is not None


def is_person(noun: str) -> bool:
    """Whether a common noun ends as those for people do."""
    folded = fold(noun)
    return folded not in _NOUNS.things and _PERSON_NOUNS.search(folded) is not None


def is_measure(noun: str) -> bool:
    """Whether a noun is a unit or a property that a question asks for."""
    return fold(noun) in _NOUNS.measures
