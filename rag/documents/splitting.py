"""Cuts a paragraph that is longer than the encoder reads into pieces it does read.

Whatever the encoder would truncate could never be found. Pieces end at sentence ends
where there are any, else at clauses, else between words, and only a word that is itself
too long is cut inside. Tokens are counted by the encoder, which is slow, so the length
that fits is searched for from an estimate and nothing is counted twice over.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence

from rag.documents.sentences import split_sentences

# No tokenizer packs more characters of running text into a token (words of the
# sentencepiece vocabularies have at most 16); longer texts are cut without being counted.
MAX_CHARS_PER_TOKEN = 64
# A paragraph of a million characters is no paragraph; its parts are cut one by one, so that
# memory stays bounded.
MAX_WINDOW = 1_000_000
# Spanish press text has 4.4 characters a token with the default encoder; a first guess only.
_USUAL_CHARS_PER_TOKEN = 4.0
# How far ahead words are looked for; four times what usually fits.
_WINDOW_CHARS_PER_TOKEN = 16
# A piece cut inside a sentence need not be the longest possible one.
_FULL_ENOUGH = 0.9
# A sentence repeated at the head of the next piece keeps pronouns near their nouns; a
# longer one would fill the piece with what the last one said.
_OVERLAP_SHARE = 0.25

_CLAUSE_END = re.compile(r"[,;:—–)»”][»”\"')]*(?=\s)")
_WORD_END = re.compile(r"\S(?=\s)")


class Cutter:
    """Cuts slices of one text so that each has at most ``limit`` tokens."""

    def __init__(self, text: str, count_tokens: Callable[[str], int], limit: int) -> None:
        if limit < 1:
            raise ValueError(f"limit must be at least 1, not {limit}")
        self._text = text
        self._count = count_tokens
        self._limit = limit
        self._chars_per_token = _USUAL_CHARS_PER_TOKEN

    def fits(self, start: int, end: int) -> bool:
        """Whether ``text[start:end]`` is within the limit of tokens."""
        if end - start > self._limit * MAX_CHARS_PER_TOKEN:
            return False
        return self._count(self._text[start:end]) <= self._limit

    def cut(self, start: int, end: int) -> list[tuple[int, int]]:
        """Cut ``text[start:end]`` into pieces, each within the limit, that together cover it.

        The slice begins and ends with characters that are not white space, and so does
        every piece. Consecutive pieces share one sentence when it is short.
        """
        pieces: list[tuple[int, int]] = []
        while end - start > MAX_WINDOW:
            middle = self._window_end(start)
            pieces += self._cut(start, middle)
            start = self._skip_space(middle)
        return pieces + self._cut(start, end)

    def _window_end(self, start: int) -> int:
        """Choose the best place to part a text too long to be looked at whole."""
        stop = start + MAX_WINDOW
        for mark in ("\n", ". ", " "):
            at = self._text.rfind(mark, start + MAX_WINDOW // 2, stop)
            if at >= 0:
                return at + len(mark.rstrip())
        return self._whole_character(start, stop)

    def _cut(self, start: int, end: int) -> list[tuple[int, int]]:
        while self._text[end - 1].isspace():
            end -= 1
        if self.fits(start, end):
            return [(start, end)]
        spans = split_sentences(self._text[start:end])
        sentences = [(start + a, start + b) for a, b in spans]
        ends = [b for _, b in sentences]
        pieces: list[tuple[int, int]] = []
        first, here = 0, start
        while True:
            last = None
            # The rest of a sentence already cut is not counted while it is plainly too long.
            if here == sentences[first][0] or ends[first] - here < 2 * self._expected():
                last = self._longest(here, ends, first)
            if last is None:
                stop = self._inside(here, ends[first])
                pieces.append((here, stop))
                here = self._skip_space(stop)
                if here < ends[first]:
                    continue
                last = first  # its last part ended with it
            else:
                pieces.append((here, ends[last]))
            if last + 1 == len(sentences):
                return pieces
            first = last + 1
            here = sentences[first][0]
            repeated = sentences[last][0]
            if pieces[-1][0] < repeated and self._overlaps(repeated, ends[last], ends[first]):
                here = repeated

    def _expected(self) -> int:
        """Estimate how many characters fill a piece, going by the last ones counted."""
        return int(self._limit * self._chars_per_token)

    def _overlaps(self, start: int, end: int, following_end: int) -> bool:
        """Whether the sentence is short and still leaves room for the one that follows."""
        allowed = int(self._limit * _OVERLAP_SHARE)
        if end - start > allowed * MAX_CHARS_PER_TOKEN:
            return False
        return self._count(self._text[start:end]) <= allowed and self.fits(start, following_end)

    def _skip_space(self, at: int) -> int:
        while at < len(self._text) and self._text[at].isspace():
            at += 1
        return at

    def _longest(
        self, start: int, ends: Sequence[int], first: int, enough: float = 1.0
    ) -> int | None:
        """Find the last index, from ``first``, whose slice from ``start`` fits; ``None`` if none.

        :param enough: stop at a slice that fills this share of the limit.
        """
        low = first - 1
        high = bisect_right(ends, start + self._limit * MAX_CHARS_PER_TOKEN, first)
        while high - low > 1:
            # Aim by the last count, but cut the interval in half when that stops helping.
            aim = start + int(self._expected() * (1 + enough) / 2)
            middle = bisect_left(ends, aim, low + 1, high)
            middle = min(max(middle, low + 1), high - 1)
            if middle in (low + 1, high - 1) and high - low > 8:
                middle = (low + high) // 2
            tokens = self._count(self._text[start : ends[middle]])
            if tokens:
                self._chars_per_token = (ends[middle] - start) / tokens
            if tokens <= self._limit:
                low = middle
                if tokens >= enough * self._limit and enough < 1.0:
                    break
            else:
                high = middle
        return low if low >= first else None

    def _inside(self, start: int, end: int) -> int:
        """Choose where to end a piece that begins at ``start`` in a sentence too long for one."""
        stop = min(end, start + self._limit * _WINDOW_CHARS_PER_TOKEN)
        words = [match.end() for match in _WORD_END.finditer(self._text, start, stop)]
        last = self._longest(start, words, 0, _FULL_ENOUGH)
        if last is not None:
            half = start + (words[last] - start) // 2
            clauses = _CLAUSE_END.finditer(self._text, half, min(words[last] + 1, end))
            candidates = [match.end() for match in clauses if match.end() <= words[last]]
            for clause in reversed(candidates[-1:]):
                if self.fits(start, clause):
                    return clause
            return words[last]
        stop = min([*words[:1], stop])
        last = self._longest(start, range(start + 1, stop + 1), 0, _FULL_ENOUGH)
        if last is None:  # one character over the limit: nothing shorter exists
            return start + 1
        return self._whole_character(start, start + 1 + last)

    def _whole_character(self, start: int, at: int) -> int:
        """Move ``at`` back so that no letter is parted from its combining marks."""
        if at == len(self._text):
            return at
        back = at
        while back > start + 1 and _joins(self._text, back):
            back -= 1
        return at if _joins(self._text, back) else back


def _joins(text: str, at: int) -> bool:
    """Whether the character at ``at`` belongs to the one before it."""
    here = text[at]
    return (
        unicodedata.combining(here) != 0
        or unicodedata.category(here) in ("Mn", "Me", "Mc")
        or here in "\u200d\ufe0e\ufe0f"
        or text[at - 1] == "\u200d"
        or "\U0001f3fb" <= here <= "\U0001f3ff"
        or "\udc00" <= here <= "\udfff"
    )
