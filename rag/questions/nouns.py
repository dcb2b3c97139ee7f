"""What the shape of a noun tells: its gender, its family, and whether it is a person or a measure.

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

LEAST: Final = 4
LOOSE: Final = 2
"""Letters that a word's beginning has at least, and those at its end that others of its family
change. Of 245 gold paragraphs with figures in 30 press clusters 237 are kept by what a question
asks about (:mod:`rag.claims.things`), of 976 others 817; with three letters 237 and 834, with five
236 and 809 (``python -m eval.thresholds eval/datasets/press_clusters.jsonl``)."""


def beginning(word: str, least: int = LEAST) -> str:
    """Return what a word shares with the others of its family, without accents.

    >>> beginning("hectáreas"), beginning("tren")
    ('hectare', 'tren')
    """
    folded = fold(word)
    return folded[: max(least, len(folded) - LOOSE)]


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
