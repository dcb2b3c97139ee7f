"""Question and passage as the tokens that the reader sees, each token with its place in the text.

The form is XLM-RoBERTa's pair, with the article's title before the passage where there is
one: ``<s> question </s></s> title </s> passage </s>``. A passage longer than the window is
read in overlapping windows, so that no answer is cut by a border that another window lacks.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from tokenizers import Tokenizer

from index.encoders.e5.tokenizer import BOS_ID, EOS_ID
from index.text.characters import encodable

LONGEST: Final = 512
"""Tokens of a window: the positions that multilingual-e5-small has."""

LONGEST_QUESTION: Final = 64
"""Tokens; of 12,000 questions in the training sets 3 are longer."""

LONGEST_TITLE: Final = 32
"""Tokens; a headline of 20 words takes about 30."""

OVERLAP: Final = 128
"""Tokens that two windows of a passage share: an answer with its sentence fits."""


@dataclass(frozen=True, slots=True)
class Tokens:
    """A text's tokens without marks, and the offsets of each in the text."""

    ids: list[int]
    offsets: list[tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Window:
    """What the reader sees at once.

    :param ids: token ids, marks included.
    :param first: place in ``ids`` of the first token of the passage.
    :param offsets: in the passage, of each of its tokens here.
    """

    ids: list[int]
    first: int
    offsets: list[tuple[int, int]]


def tokens(tokenizer: Tokenizer, text: str) -> Tokens:
    """The text's tokens; offsets leave out the space before a word."""
    encoding = tokenizer.encode(encodable(text), add_special_tokens=False)
    offsets = []
    for start, end in encoding.offsets:
        while start < end and text[start].isspace():
            start += 1
        offsets.append((start, end))
    return Tokens(encoding.ids, offsets)


def prefix(question: Sequence[int], title: Sequence[int]) -> list[int]:
    """The marks and tokens before the passage."""
    ids = [BOS_ID, *question[:LONGEST_QUESTION], EOS_ID, EOS_ID]
    return [*ids, *title[:LONGEST_TITLE], EOS_ID] if title else ids


def windows(question: Sequence[int], title: Sequence[int], passage: Tokens) -> list[Window]:
    """The passage in as many windows as it takes, at least one."""
    before = prefix(question, title)
    room = LONGEST - len(before) - 1
    parts = []
    start = 0
    while True:
        ids = passage.ids[start : start + room]
        offsets = passage.offsets[start : start + room]
        parts.append(Window([*before, *ids, EOS_ID], len(before), offsets))
        if start + room >= len(passage.ids):
            return parts
        start += room - OVERLAP
