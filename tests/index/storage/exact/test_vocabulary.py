"""Words one letter away, compared with Levenshtein's distance of every word."""

from __future__ import annotations

from bisect import bisect_left

from hypothesis import given
from hypothesis import strategies as st

from index.storage.exact.vocabulary import within_one_letter
from tests.index.exact.oracle import distance

LETTERS = st.text("abñ0\U0001d4b1", min_size=1, max_size=5)


@given(st.sets(LETTERS), LETTERS)
def test_all_words_one_letter_away_are_found_and_no_other(words: set[str], word: str) -> None:
    vocabulary = sorted(words)

    def next_word(text: str) -> str | None:
        at = bisect_left(vocabulary, text)
        return vocabulary[at] if at < len(vocabulary) else None

    expected = sorted(other for other in words if distance(word, other) <= 1)
    assert within_one_letter(word, next_word) == expected
