"""Words that agree with a number."""

from __future__ import annotations

import json

import pytest

from index.text.counts import Count


@pytest.mark.parametrize(("n", "word"), [(0, "artículos"), (1, "artículo"), (2, "artículos")])
def test_words_agree_with_their_number(n: int, word: str) -> None:
    assert f"{Count(n)} {Count(n):artículo|artículos}" == f"{n} {word}"
    assert "{n} {n:artículo|artículos}".format(n=Count(n)) == f"{n} {word}"


def test_it_is_a_number_all_the_same() -> None:
    assert f"{Count(1_234):,}" == "1,234"
    assert json.dumps({"n": Count(3)}) == '{"n": 3}'
    assert Count(2) + 1 == 3
