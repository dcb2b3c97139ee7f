"""A sentence copied from a passage in which a name or a figure was exchanged for another.

A model told to keep to its passages copies, and slips in what it copies: «calculó el Ministerio de
Defensa de Corea del Norte», where the passage has «de Corea del Sur». Both names stand in the
passage, so that looking words up finds nothing; word by word beside the sentence that it was
copied from it is plain.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from functools import lru_cache
from typing import Final

from index.text.folding import fold_words
from rag.documents.sentences import split_sentences
from rag.language import SPANISH
from rag.writer.details import places
from rag.writer.details.dates import DATE_WORDS
from rag.writer.details.types import Fault

COPIED: Final = 0.7
"""Share of the sentence's words that stand in one of the passage's sentences in the same order;
those by hand that are carried share less, but for what was copied."""

_LONGEST: Final = 6
"""Words of what was exchanged: more is another way of saying it."""

_WORD: Final = re.compile(r"\d+(?:[.,:]\d+)*|[^\W\d_]+(?:[-'’][^\W\d_]+)*")


def missing(sentence: str, passage: str) -> Iterator[Fault]:
    """Yield what stands in the place of another name or figure of the passage's own sentence."""
    said = _words(sentence)
    if len(said) < 5:
        return
    own = [word for word, _ in said]
    for there in _sentences(passage):
        words = [word for word, _ in there]
        if len(set(own) & set(words)) < COPIED * len(set(own)):
            continue
        matcher = SequenceMatcher(None, own, words, autojunk=False)
        codes = matcher.get_opcodes()
        same = sum(b - a for tag, a, b, _, _ in codes if tag == "equal")
        if same < COPIED * len(own) or same == len(own):
            continue
        for at, (tag, a, b, c, d) in enumerate(codes):
            if tag != "replace" or max(b - a, d - c) > _LONGEST:
                continue
            # What lies on either side must be the same for more than a word in all.
            beside = sum(codes[i][2] - codes[i][1] for i in (at - 1, at + 1) if 0 <= i < len(codes))
            if beside < 2 or not (at > 0 or a == 0):
                continue
            one, other = said[a:b], there[c:d]
            kind = _exchanged(one, other, sentence, passage)
            if kind:
                yield Fault(kind, " ".join(sentence[slice(*place)] for _, place in one))


_Words = Sequence[tuple[str, tuple[int, int]]]
"""Words in one spelling, each with its place in the text."""


def _words(text: str, start: int = 0, end: int | None = None) -> _Words:
    stop = len(text) if end is None else end
    return [(_spelled(m[0]), m.span()) for m in _WORD.finditer(text, start, stop)]


def _spelled(word: str) -> str:
    folded = fold_words(word)
    return SPANISH.spellings.get(folded, folded)


@lru_cache(maxsize=64)
def _sentences(passage: str) -> Sequence[_Words]:
    return [_words(passage, start, end) for start, end in split_sentences(passage)]


def _exchanged(one: _Words, other: _Words, sentence: str, passage: str) -> str:
    """What was exchanged for what it is not: ``name``, ``figure``, or ``""``."""
    for kind, telling in (("name", _is_name), ("figure", _is_figure)):
        own = [(word, place) for word, place in one if telling(sentence, *place)]
        theirs = [(word, place) for word, place in other if telling(passage, *place)]
        if not own or not theirs or (len(own) != len(one) and kind == "figure"):
            continue
        words, others = {word for word, _ in own}, {word for word, _ in theirs}
        if words & others and (words <= others or others <= words):
            continue  # «Kim», «Kim Jong-un»
        said = sentence[own[0][1][0] : own[-1][1][1]]
        there = passage[theirs[0][1][0] : theirs[-1][1][1]]
        if kind == "name" and any(True for _ in places.held(said, there)):
            continue
        if kind == "figure" and len(theirs) != len(other):
            continue
        return kind
    return ""


def _is_figure(text: str, start: int, end: int) -> bool:
    return text[start].isdigit()


def _is_name(text: str, start: int, end: int) -> bool:
    word = text[start:end]
    opens = not text[:start].rstrip() or text[:start].rstrip()[-1] in '.:;!?…«“"(¿¡—–\n'
    return word[0].isupper() and len(word) > 1 and not opens and fold_words(word) not in DATE_WORDS
