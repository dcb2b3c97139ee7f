"""The words of an archive that are one letter away from another.

An archive has a million different words, which are not all looked at: those that begin as the
word does are sought in the sorted vocabulary, letter by letter, and what may follow the letter
that differs can only be the rest of the word.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final

_LAST: Final = "\U0010ffff"

Next = Callable[[str], str | None]
"""Gives the first word of the vocabulary that is not before a text, in the order of code points."""


def within_one_letter(word: str, next_word: Next) -> list[str]:
    """Return the words that are this one, or become it by one letter more, less or other.

    :param next_word: the vocabulary, in which each look costs some microseconds.
    """
    return sorted(
        {candidate for candidate in _candidates(word, next_word) if _is(candidate, next_word)}
    )


def _candidates(word: str, next_word: Next) -> Iterator[str]:
    yield word
    for at in range(len(word) + 1):
        before, after = word[:at], word[at:]
        if after:
            yield before + after[1:]
        for letter in _letters_after(before, next_word):
            yield before + letter + after
            if after:
                yield before + letter + after[1:]


def _letters_after(prefix: str, next_word: Next) -> Iterator[str]:
    """Yield the letters with which words go on that begin so."""
    found = next_word(prefix)
    while found is not None and found.startswith(prefix):
        if len(found) == len(prefix):
            found = next_word(found + "\0")
            continue
        letter = found[len(prefix)]
        yield letter
        found = next_word(prefix + letter + _LAST)


def _is(word: str, next_word: Next) -> bool:
    return bool(word) and next_word(word) == word
