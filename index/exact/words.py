"""A text's words as exact search compares them, each with its place.

A form is a word as it is written but for capitals and accents: «Envió» and «envio» are one form,
«envía» another. The tilde of ñ is no accent: «año» is not «ano». Punctuation separates words and
is nothing by itself. What inflection hides is the business of :mod:`index.text.analyzer`.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Final, NamedTuple

from index.text import analyzer

LONGEST_FORM: Final = 200
"""Code points of a word that are compared; the longest of Spanish dictionaries has 23."""

VERSION: Final = f"1.{analyzer.VERSION}.{unicodedata.unidata_version}"
"""Names how a text is taken apart. What was taken apart otherwise is to be made anew."""

# A combining mark belongs to the letter before it, whether the text is composed or not.
_WORD: Final = re.compile(r"[^\W_](?:[^\W_]|[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff])*")
_TILDE_OF_N: Final = "n\u0303"
_KEPT: Final = "\0"
"""Stands for ñ while marks are taken away; no text of an archive has it."""


class Word(NamedTuple):
    """A word in a text.

    :param start: its first code point.
    :param end: one past its last one.
    :param form: what it is compared by.
    """

    start: int
    end: int
    form: str


def words_of(text: str) -> list[Word]:
    """Return the words of a text in order, with their places.

    >>> [word.form for word in words_of("¡Año 2025, Kim Jong-un ENVIÓ 11.000!")]
    ['año', '2025', 'kim', 'jong', 'un', 'envio', '11', '000']
    """
    return [Word(m.start(), m.end(), form_of(m.group())) for m in _WORD.finditer(text)]


def forms_of(text: str) -> tuple[str, ...]:
    """Return the forms of a text's words, in order, with repeats."""
    return tuple(form_of(match) for match in _WORD.findall(text))


@lru_cache(maxsize=200_000)  # as many as the analyzer keeps
def form_of(word: str) -> str:
    """Return a single word without capitals and accents, ñ kept.

    >>> form_of("ÑANDÚ"), form_of("cigüeña"), form_of("Gruß")
    ('ñandu', 'cigueña', 'gruss')
    """
    if word.isascii():
        return word.lower()[:LONGEST_FORM]
    apart = unicodedata.normalize("NFD", word.casefold()).replace(_TILDE_OF_N, _KEPT)
    bare = "".join(c for c in apart if not unicodedata.combining(c))
    return unicodedata.normalize("NFC", bare.replace(_KEPT, "ñ")).casefold()[:LONGEST_FORM]
