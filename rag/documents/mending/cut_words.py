"""Decides what a word was that was cut in two, at a line end or by a program that read a page.

«construc-/ción» is one word, «franco-/alemán» another with its hyphen, «-dijo ayer- que» none.
No word list knows the names in the news, so the words of the text itself are asked first; then
rules of Spanish spelling that have next to no exceptions. In doubt nothing is changed.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import Final

from index.text.spanish import SPANISH

LETTERS: Final = r"[^\W\d_]"
HYPHENS: Final = "-\u2010\u00ac"
"""Hyphen-minus, hyphen, and the sign by which programs that read scans write a cut."""

_WORD: Final = re.compile(rf"{LETTERS}+(?:[-\u2010]{LETTERS}+)*")
_AT_A_CUT: Final = re.compile(rf"\b({LETTERS}+)[{HYPHENS}]\s+({LETTERS}+)")
_VOWELS: Final = "aeiouáéíóúü"
_ACCENTED: Final = "áéíóú"
_SYLLABLE: Final = re.compile(rf"[{_VOWELS}]+")
# Ortografía of the Royal Academy (2010), compounds of peoples: both words, with a hyphen.
_PEOPLES: Final = frozenset(
    "afro anglo argentino austro boliviano brasileño catalano checo chileno chino china "
    "colombiano colombo cubano ecuatoriano egipcio euro franco galaico germano greco hispano "
    "indo iraní israelo italo ítalo japonés judeo luso marroquí mexicano nipo norcoreano "
    "paraguayo peruano polaco ruso serbo sino sirio turco ucraniano uruguayo vasco venezolano "
    "árabe estadounidense".split()
)
# What makes one word with such a beginning («hispanoamericano», «francófono», «afrodescendiente»).
_SOLID: Final = re.compile(
    r"(?:latin|american|african|asiátic|parlante|hablante|descendiente|fobi|fíli|filia|caribeñ|canadiense)"
)
_OF_A_PEOPLE: Final = re.compile(
    r"(?:[aeiouáéíóú][a-zñ]*(?:án|anes|ana|anas|és|esa|eses|esas|ano|anos|ino|ina|inos|inas|eño|eña|"
    r"eños|eñas|ense|enses|eco|eca|ecos|ecas|í|íes|ita|itas|aco|aca)|rus[oa]s?|chin[oa]s?|"
    r"belgas?|suiz[oa]s?|turc[oa]s?|árabes?|alem(?:án|ana|anes|anas)|franc[eé]s(?:a|es|as)?|"
    r"británic[oa]s?|griego?s?|suec[oa]s?|checos?|persas?|palestin[oa]s?|germánic[oa]s?)\Z"
)
# The first of two nouns that make one thing, each a word by itself.
_FIRST_NOUNS: Final = frozenset(
    "coche hombre mujer buque decreto ciudad perro camión palabra niño kilómetro".split()
)
_FINAL: Final = "nsrldzjxy"
"""The consonants in which Spanish words end; a fragment in another was cut."""

_SHORTEST: Final = frozenset("fe té ir oí vi di ve va da vé uf ay ex ah oh eh ti".split())

_OPENING: Final = re.compile(rf"(?:(?<=\s)|\A)[-–—](?={LETTERS}|[¿¡«\"])")
_CLOSING: Final = re.compile(r"(?<=[\w»\"?!.])[-–—](?=[\s,.;:]|\Z)")
_JOINTS: Final = frozenset("y e o u ni".split())


class CutWords:
    """Puts the parts of cut words together by what else stands in the same text.

    :param text: all of it, as read; its words at cuts are not counted.
    """

    def __init__(self, text: str) -> None:
        cut: Counter[str] = Counter()
        for match in _AT_A_CUT.finditer(text):
            cut.update((match[1].casefold(), match[2].casefold()))
        self.words = Counter(word.casefold() for word in _WORD.findall(text)) - cut
        self._compounds = {word for word in self.words if "-" in word}
        self._first_parts = {word.partition("-")[0] for word in self._compounds}

    def knows(self, word: str) -> bool:
        """Whether the word stands somewhere in the text, whole."""
        return self.words[word.casefold()] > 0

    def joined(self, left: str, right: str) -> str:
        """Give the word of which a line ends with ``left`` and a hyphen, the next begins with
        ``right``: without the hyphen, unless it is a compound that is written with one.

        >>> CutWords("").joined("construc", "ción"), CutWords("").joined("franco", "alemán")
        ('construcción', 'franco-alemán')
        """
        whole, compound = left + right, f"{left}-{right}"
        if self.knows(whole):
            return whole
        if self._is_compound(left, right):
            return compound
        return whole

    def _is_compound(self, left: str, right: str) -> bool:
        first, second = left.casefold(), right.casefold()
        if f"{first}-{second}" in self._compounds:
            return True
        if right[0].isupper():  # «Castilla-/León»; capitals alone say nothing («AYUNTA-/MIENTO»)
            capitals = left.isupper() and right.isupper() and len(left) > 1
            return not capitals or self.knows(left) or self.knows(right)
        if first in _PEOPLES and not _SOLID.match(second) and _OF_A_PEOPLE.search(second):
            return True
        if first in self._first_parts and self.knows(second):
            return True  # «franco-alemana» elsewhere: the first part is one of compounds
        if second.startswith("mente"):
            return False
        if _is_whole(first) or (_has_accent(first) and _has_accent(second)):
            return True
        return first in _FIRST_NOUNS and self.knows(second)

    def is_cut(self, before: str, left: str, right: str, *, line_end: bool) -> bool:
        """Whether a hyphen behind ``left`` cuts a word, with white space before ``right``.

        :param before: what stands before ``left`` in its paragraph.
        :param line_end: whether a line ends there; else the space was put in on the way.
        """
        if not right[0].isalpha() or (right[0].isupper() and not line_end):
            return False
        if self.knows(left + right):
            return True
        if right.casefold() in _JOINTS or (right[0].isupper() and not left[0].isupper()):
            return False  # «pre- y postventa»
        if len(left) > 1 and left.isupper() and not right.isupper():
            return False  # «la OTAN- que»
        if _is_open(before):  # «-dijo ayer- que»; a fragment may stand in there too
            return left.islower() and (not _can_end(left) or _is_no_word(left))
        return line_end or not _can_end(left) or not (self.knows(left) and self.knows(right))


def _has_accent(word: str) -> bool:
    return any(char in _ACCENTED for char in word)


def _is_whole(word: str) -> bool:
    """Whether an accent tells that a word is whole: two syllables behind it («teórico»)."""
    at = max(map(word.rfind, _ACCENTED))
    return at >= 0 and word[-1] in "oa" and len(_SYLLABLE.findall(word, at + 1)) >= 2


def _is_no_word(fragment: str) -> bool:
    """Whether it has two letters and is none of the few words that have."""
    return len(fragment) == 2 and fragment not in _SHORTEST and fragment not in SPANISH.stop_words


def _can_end(fragment: str) -> bool:
    low = fragment.casefold()
    if low[-1] in _VOWELS:
        return True
    return low[-1] in _FINAL and (len(low) < 2 or low[-2] in _VOWELS + "ñ")


def _is_open(before: str) -> bool:
    """Whether a parenthesis between dashes has begun and not ended."""
    opening = max((match.start() for match in _OPENING.finditer(before)), default=-1)
    closing = max((match.start() for match in _CLOSING.finditer(before)), default=-1)
    return opening > closing
