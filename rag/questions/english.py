"""Tells whether a question is asked in English, over sources that are Spanish all the same."""

from __future__ import annotations

import re
from typing import Final

WORDS: Final = frozenset(
    "the of did does do is was were are what who when where why how which many much it they "
    "them he she "
    "his her their this that there and but so about in to said said from by for with".split()
)
"""English words that a question in English hardly does without."""

_SPANISH: Final = frozenset(
    "el la los las de del y en que qué quién cuándo dónde por un una se es".split()
)
WORD: Final = re.compile(r"«[^»]*»|\"[^\"]*\"|“[^”]*”|[^\s,;:]+")
"""A word, or a title in quotation marks, which may be in another language."""


def is_english(question: str) -> bool:
    """Return whether English words are in the majority over Spanish ones."""
    words = [word.strip("¿?¡!.,'").lower() for word in WORD.findall(question)]
    if "¿" in question.split("(")[0]:
        return False
    english = sum(word in WORDS for word in words)
    return english > sum(word in _SPANISH for word in words)
