"""The best run of tags is the best of all runs that are possible."""

from __future__ import annotations

from itertools import pairwise, product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from index.encoders.naming.decoding import TAGS, best_tags, mentions
from index.encoders.naming.words import words_of
from index.types import Mention

NOTHING = np.zeros((TAGS, TAGS), np.float32)


def possible(tags: tuple[int, ...], small: list[bool]) -> bool:
    for at, tag in enumerate(tags):
        before = tags[at - 1] if at else 0
        if tag and tag % 2 == 0 and before not in (tag - 1, tag):
            return False
        going_on = before + before % 2
        if at and small[at - 1] and before and tag != going_on:
            return False
    return not (small[-1] and tags[-1])


@given(st.integers(0, 2**32), st.integers(1, 4), st.lists(st.booleans(), min_size=4, max_size=4))
def test_no_other_possible_run_is_better(seed: int, length: int, small: list[bool]) -> None:
    drawn = np.random.default_rng(seed)
    scores = drawn.normal(size=(length, TAGS)).astype(np.float32)
    follows = drawn.normal(size=(TAGS, TAGS)).astype(np.float32)
    small = small[:length]

    def worth(tags: tuple[int, ...]) -> float:
        own = sum(float(row[tag]) for row, tag in zip(scores, tags, strict=True))
        return own + sum(float(follows[a, b]) for a, b in pairwise(tags))

    found = tuple(best_tags(scores, small, follows))
    assert possible(found, small)
    runs = [tags for tags in product(range(TAGS), repeat=length) if possible(tags, small)]
    assert worth(found) == pytest.approx(max(map(worth, runs)), abs=1e-4)


def certain(*tags: int) -> NDArray[np.float32]:
    scores = np.full((len(tags), TAGS), -9, np.float32)
    scores[np.arange(len(tags)), tags] = 0
    return scores


def test_names_are_spans_of_words() -> None:
    text = "Kim Jong-un visitó Puente de la Sarga, Ana"
    words = words_of(text)
    every = np.arange(len(words))
    tags = certain(1, 2, 2, 2, 0, 5, 6, 6, 6, 0, 1)
    assert list(mentions(text, words, every, tags, NOTHING)) == [
        Mention(0, 11, "person"), Mention(19, 37, "place"), Mention(39, 42, "person"),
    ]  # fmt: skip


def test_two_names_side_by_side_are_two() -> None:
    text = "Ana Eva"
    found = list(mentions(text, words_of(text), np.arange(2), certain(1, 1), NOTHING))
    assert found == [Mention(0, 3, "person"), Mention(4, 7, "person")]


def test_what_is_not_looked_at_parts_names() -> None:
    text = "Ana y otros que Eva"
    at = np.array([0, 4])
    found = list(mentions(text, words_of(text), at, certain(1, 2), NOTHING))
    assert next(text[m.start : m.end] for m in found) == "Ana"
    assert list(mentions(text, words_of(text), at[:0], certain(), NOTHING)) == []
