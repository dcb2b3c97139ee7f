"""The part of a long passage that a question is about, for passages that are read in passing.

The time of the reader grows with the tokens it reads. The first passages of a search are
read whole; the later ones rarely answer, and then in sentences that share words with the
question, so those and what stands around them are read.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from index.text.analyzer import analyze
from rag.documents.sentences import split_sentences
from rag.reader.windows import Tokens


def excerpt(text: str, passage: Tokens, terms: frozenset[str], room: int) -> Tokens:
    """The whole sentences around the one with most of the terms, as far as there is room.

    Of two sentences beside it the one with more terms is taken; where not even the first
    one fits, its beginning.

    :param passage: the text's tokens.
    :param room: tokens at most; a passage that has no more is left whole.
    """
    if len(passage.ids) <= room:
        return passage
    whole = [(0, len(text))]
    # A sentence of nothing but marks has no token to begin with.
    sentences = [s for s in split_sentences(text) if any(_inside(passage, *s))] or whole
    shared = [len(terms & set(analyze(text[start:end]))) for start, end in sentences]
    first = last = max(range(len(sentences)), key=lambda i: (shared[i], -i))
    low, high = _tokens_of(passage, sentences[first : last + 1])
    while beside := sorted(
        (i for i in (first - 1, last + 1) if 0 <= i < len(sentences)),
        key=lambda i: (-shared[i], -i),
    ):
        for i in beside:
            wider = sentences[min(i, first) : max(i, last) + 1]
            start, end = _tokens_of(passage, wider)
            if end - start <= room:
                first, last, low, high = min(i, first), max(i, last), start, end
                break
        else:
            break
    high = min(high, low + room)
    return Tokens(passage.ids[low:high], passage.offsets[low:high])


def _tokens_of(passage: Tokens, sentences: Sequence[tuple[int, int]]) -> tuple[int, int]:
    """The first token of the sentences and one past their last."""
    start, end = sentences[0][0], sentences[-1][1]
    inside = [i for i, touched in enumerate(_inside(passage, start, end)) if touched]
    return (inside[0], inside[-1] + 1) if inside else (0, 0)


def _inside(passage: Tokens, start: int, end: int) -> Iterator[bool]:
    """Of each token, whether it stands in the text from ``start`` to ``end``."""
    return (a < end and b > start for a, b in passage.offsets)
