"""Finds where Spanish sentences begin and end, as offsets into the text.

Citations quote whole sentences and long paragraphs are split at sentence ends, so a
wrong cut shows. The usual splitters are trained on English or stop at «EE. UU.»; this
one knows Spanish abbreviations, initials, figures, inverted marks and angle quotes, and
when in doubt does not cut: a quote that is too long still reads well.
"""

from __future__ import annotations

import re
from typing import Final

from rag.documents.mending.line_breaks import soft_newlines
from rag.language import ENGLISH, SPANISH

_CLOSERS: Final = "»”’\"')\\]}›"
# A run of final punctuation with everything that closes with it, or a line break.
# Possessive, and always successful once begun: every character is looked at once.
_EVENT: Final = re.compile(rf"\n|(?:[.!?…]++[{_CLOSERS}]*+(?:\[\d{{1,3}}\])*+)++")
_NEXT: Final = re.compile(r"\s*+([¡¿«“‘\"'(\[{‹—–\-*_]*+)(\w?)")
_WORD_BEFORE: Final = re.compile(r"[^\W_][\w.ªº]*\Z")
# What is numbered and has its name behind the number, at the head of a line or after a sentence.
_ARTICLE: Final = re.compile(
    r"(?:\A|[\n.:;»”])[ \t*_«]*"
    r"(?:art[íi]culo|art\.|cl[áa]usula|cap[íi]tulo|t[íi]tulo|secci[óo]n|anexo)\s\Z",
    re.IGNORECASE,
)
_NEXT_WORD: Final = re.compile(r"[^\W\d_]+")
# «ord. Nº 916»: whatever stands before the sign for a number, a sentence does not begin with it.
_NUMBER: Final = re.compile(r"(?:n\.?\s?[º°o]\.?|n[úu]m\.?|nros?\.?|nos?\.)\s*\d", re.IGNORECASE)
# The longest abbreviation looked for ("admón", "S.A.B.deC.V") is well below this.
_LOOKBACK: Final = 16

_WORDS: Final = SPANISH.sentences
_MONTHS: Final = frozenset(each for month in SPANISH.months for each in month.abbreviations)
_STARTERS: Final = _WORDS.starters | ENGLISH.starters


def _word_before(text: str, end: int) -> tuple[str, int]:
    """Take the word that ends at ``end``, dots inside it included, and say where it begins."""
    floor = max(0, end - _LOOKBACK)
    match = _WORD_BEFORE.search(text[floor:end])
    return (match.group(), floor + match.start()) if match else ("", end)


def _abbreviates(text: str, dot: int, following: str, initial: bool) -> bool:
    """Whether the full stop at ``dot`` belongs to an abbreviation that goes on.

    :param following: the next word, which begins with a capital or a digit.
    :param initial: whether that is one letter with a full stop: «S. E. el Presidente».
    """
    word, start = _word_before(text, dot)
    if not word:
        return False
    low = word.lower()
    starter = (following.capitalize() if following.isupper() else following) in _STARTERS
    starter = starter and not initial
    head = text[max(0, start - 2 * _LOOKBACK) : start]
    before = head.split()[-1:] or [""]
    if word.isdigit():  # «1. Antecedentes» at the head of a line
        line = head.rpartition("\n")[2]
        at_head = "\n" in head or start == len(head)
        if len(word) <= 4 and _ARTICLE.search(head):  # «Artículo 13. Multas.»
            return True
        return len(word) <= 3 and at_head and not line.strip(" \t#*_-")
    if low in _MONTHS:
        return following.isdigit() and (before[0].isdigit() or before[0].lower() == "de")
    if low in _WORDS.number_labels and following.isdigit():
        return True
    if low in _WORDS.either or word in _WORDS.either:
        return not starter
    if low in _WORDS.leading:
        return True
    if len(word) == 1 and word.isalpha():
        if not starter:  # an initial: «J. K. Rowling», «a. C.»
            return True
        return word.isupper() and before[0][:1].isupper() and following in _WORDS.particles
    pieces = word.split(".")
    if len(pieces) > 1 and all(len(piece) <= 3 for piece in pieces):  # EE.UU, S.A, p.m, a.C
        return not starter
    return False


def _ends_sentence(text: str, start: int, end: int, soft: frozenset[int]) -> bool:
    """Whether the run of final punctuation ``text[start:end]`` ends a sentence."""
    if end == len(text):
        return True
    if not text[end].isspace():
        return False
    ahead = _NEXT.match(text, end)
    if ahead is None:
        return True
    gap_end = ahead.start(1)
    newline = text.find("\n", end, gap_end)
    if newline >= 0 and newline not in soft:
        return True
    if gap_end < len(text) and text[gap_end] in "»”’)]}›":
        return False
    first = ahead.group(2)
    if first.islower():
        return False
    mark = text[start]
    if mark in "!?" or not first:
        return True
    if mark == "…" or text.startswith("..", start):
        return start == 0 or text[start - 1] not in "(["
    if any(sign in text[start + 1 : end] for sign in ".!?…"):  # «… EE. UU.». Then»
        return True
    at = ahead.start(2)
    if _NUMBER.match(text, at, at + _LOOKBACK) and text[at - 1] not in "¿¡":
        return False
    word = None if first.isdigit() else _NEXT_WORD.match(text, at, at + _LOOKBACK)
    following = word.group() if word else first
    return not _abbreviates(text, start, following, text[at + 1 : at + 2] == ".")


def _boundaries(text: str) -> list[int]:
    soft = soft_newlines(text)
    cuts: list[int] = []
    for event in _EVENT.finditer(text):
        start, end = event.span()
        if text[start] == "\n":
            if start not in soft:
                cuts.append(start)
        elif _ends_sentence(text, start, end, soft):
            cuts.append(end)
    cuts.append(len(text))
    return cuts


def split_sentences(text: str) -> list[tuple[int, int]]:
    """Find the offsets of the sentences of ``text``, in order and without overlap.

    Each slice begins and ends with a character that is not white space, and together
    they hold every such character. Time is linear in the length of the text.
    """
    spans: list[tuple[int, int]] = []
    start = 0
    for cut in _boundaries(text):
        piece = text[start:cut]
        stripped = piece.strip()
        if stripped:
            begin = start + len(piece) - len(piece.lstrip())
            spans.append((begin, begin + len(stripped)))
        start = cut
    return spans
