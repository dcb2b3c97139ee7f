"""What a language brings to the analysis of text: its words, as one object.

The parts are data that the analyzer, the numbers and whoever reads dates build their patterns
and tables from. :data:`index.text.spanish.SPANISH` is the one language there is;
:mod:`rag.language` adds what reading needs.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple


class Month(NamedTuple):
    """How a month is written, in lower case and with its accents.

    :param variants: other spellings of the whole name («setiembre»).
    :param abbreviations: without a full stop.
    """

    name: str
    variants: tuple[str, ...] = ()
    abbreviations: tuple[str, ...] = ()

    @property
    def spellings(self) -> tuple[str, ...]:
        """Return every way of writing it, the name first."""
        return (self.name, *self.variants, *self.abbreviations)


class NumberWords(NamedTuple):
    """Words that numbers are made of, in lower case and with their accents.

    :param units: from zero on, as far as each number is a word of its own.
    :param tens: 30, 40 … 90.
    :param hundreds: 100, 200 … 900.
    :param variants: further forms, with their value («un», «ciento», «doscientas»).
    :param thousand: the word that multiplies what stands before it by a thousand.
    :param scales: words that multiply by a million and more.
    :param articles: number words that alone are articles.
    :param joint: the word between tens and units, and before a half.
    :param half: half of the scale before it («un millón y medio»).
    """

    units: tuple[str, ...]
    tens: tuple[str, ...]
    hundreds: tuple[str, ...]
    variants: Mapping[str, int]
    thousand: str
    scales: Mapping[str, int]
    articles: frozenset[str]
    joint: str
    half: str

    def values(self) -> dict[str, int]:
        """Return every word under a thousand with its value."""
        words = {word: value for value, word in enumerate(self.units)}
        words |= {word: 10 * tens for tens, word in enumerate(self.tens, start=3)}
        words |= {word: 100 * hundreds for hundreds, word in enumerate(self.hundreds, start=1)}
        return words | dict(self.variants)


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Language:
    """What the search engine knows of a language.

    :param code: ISO 639-1.
    :param stemmer: the name of its Snowball stemmer.
    :param stop_words: words that say nothing of what a passage is about, in lower case.
    :param accents: letters with an accent of its own spelling → the letter alone; a letter that
        is not here, such as ñ, is one of its own.
    :param borrowed_accents: the same for accents that only borrowed words bring.
    :param months: January first.
    :param weekdays: Monday first, in lower case and with their accents.
    :param numbers: the words that numbers are made of.
    :param spellings: a name's spelling → the one that is searched by; lower case, no accents.
    :param expansions: patterns of abbreviations (of any case) with what they stand for, as far as
        searching must know them.
    """

    code: str
    stemmer: str
    stop_words: frozenset[str]
    accents: Mapping[str, str]
    borrowed_accents: Mapping[str, str]
    months: tuple[Month, ...]
    weekdays: tuple[str, ...]
    numbers: NumberWords
    spellings: Mapping[str, str]
    expansions: tuple[tuple[str, str], ...]
