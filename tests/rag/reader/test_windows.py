from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tokenizers import Tokenizer

from index.encoders.e5.tokenizer import BOS_ID, EOS_ID
from rag.reader.windows import LONGEST, OVERLAP, Tokens, prefix, tokens, windows


@pytest.fixture(scope="module")
def tokenizer() -> Tokenizer:
    from index.encoders.loading import load_default

    return load_default().runtime.tokenizer


def numbered(count: int) -> Tokens:
    """Tokens told apart by their ids, one character each."""
    return Tokens([*range(100, 100 + count)], [(i, i + 1) for i in range(count)])


@given(
    question=st.lists(st.integers(10, 99), max_size=100),
    title=st.lists(st.integers(10, 99), max_size=50),
    count=st.integers(0, 2000),
)
def test_every_token_is_in_a_window_and_no_window_is_too_long(
    question: list[int], title: list[int], count: int
) -> None:
    passage = numbered(count)
    parts = windows(question, title, passage)
    seen: set[int] = set()
    for window in parts:
        assert len(window.ids) <= LONGEST
        assert window.ids[0] == BOS_ID
        assert window.ids[-1] == EOS_ID
        inside = window.ids[window.first : -1]
        assert [passage.ids[start] for start, _ in window.offsets] == inside
        seen.update(inside)
    assert seen == set(passage.ids)
    assert len({window.first for window in parts}) == 1


def test_neighbouring_windows_share_enough_for_an_answer() -> None:
    first, second, *_ = windows([10], [], numbered(1200))
    assert len(set(first.ids) & set(second.ids[second.first : -1])) == OVERLAP


def test_a_passage_that_fits_is_read_once() -> None:
    (window,) = windows([10, 11], [12], numbered(300))
    assert window.ids[: window.first] == [0, 10, 11, 2, 2, 12, 2]


def test_no_title_leaves_no_mark() -> None:
    assert prefix([10, 11], []) == [0, 10, 11, 2, 2]


@pytest.mark.slow
@given(text=st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=60))
def test_offsets_lie_in_the_text_in_order(tokenizer: Tokenizer, text: str) -> None:
    parts = tokens(tokenizer, text)
    assert len(parts.ids) == len(parts.offsets)
    for start, end in parts.offsets:
        assert 0 <= start <= end <= len(text)
    assert [start for start, _ in parts.offsets] == sorted(start for start, _ in parts.offsets)


@pytest.mark.slow
def test_the_space_before_a_word_is_not_part_of_it(tokenizer: Tokenizer) -> None:
    text = "unos  15.000 soldados"
    pieces = [text[start:end] for start, end in tokens(tokenizer, text).offsets]
    assert "".join(pieces) == text.replace(" ", "")


@pytest.mark.slow
def test_half_a_surrogate_pair_is_read_as_a_question_mark(tokenizer: Tokenizer) -> None:
    assert tokens(tokenizer, "a \ud800 b").ids == tokens(tokenizer, "a ? b").ids
