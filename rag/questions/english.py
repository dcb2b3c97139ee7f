"""Tells whether a question is asked in English, over sources that are Spanish all the same."""

from __future__ import annotations

import re
from typing import Final

from rag.language import ENGLISH, SPANISH

WORD: Final = re.compile(r"«[^»]*»|\"[^\"]*\"|“[^”]*”|[^\s,;:]+")
"""A word, or a title in quotation marks, which may be in another language."""


def is_english(question: str) -> bool:
    """Return whether English words are in the majority over Spanish ones."""
    words = [word.strip("¿?¡!.,'").lower() for word in WORD.findall(question)]
    if "¿" in question.split("(")[0]:
        return False
    english = sum(word in ENGLISH.words for word in words)
    return english > sum(word in SPANISH.function_words for word in words)
