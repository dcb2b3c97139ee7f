"""Rewrites questions as people type them: without accents, without capitals, with a slip.

A reader that has seen only well-set questions loses its way in others.
"""

from __future__ import annotations

import random
import re

from index.text.folding import strip_accents

_SHORTEST = 5
"""Letters of a word in which a slip leaves enough to recognise it."""


def plain(text: str) -> str:
    """Take accents away; ñ stays, as its key is on every Spanish keyboard."""
    return strip_accents(text, keep="ñÑ")


def slip(text: str, chance: random.Random) -> str:
    """Leave out, double or swap with its neighbour one letter of one longer word."""
    words = [match for match in re.finditer(r"[^\W\d_]+", text) if len(match[0]) >= _SHORTEST]
    if not words:
        return text
    word = chance.choice(words)
    at = chance.randrange(word.start() + 1, word.end() - 1)
    kind = chance.randrange(3)
    if kind == 0:
        return text[:at] + text[at + 1 :]
    if kind == 1:
        return text[:at] + text[at] + text[at:]
    return text[:at] + text[at + 1] + text[at] + text[at + 2 :]


def noisy(question: str, chance: random.Random) -> str:
    """Change the question in one or two of these ways, drawn by chance."""
    kind = chance.randrange(5)
    if kind == 0:
        return plain(question).lower().strip("¿?¡! ")
    if kind == 1:
        return plain(question).lstrip("¿")
    if kind == 2:
        return question.lower().lstrip("¿").rstrip("? ")
    if kind == 3:
        return slip(question, chance)
    return slip(plain(question).lower().strip("¿? "), chance)
