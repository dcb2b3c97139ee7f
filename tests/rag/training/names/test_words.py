"""Labelled passages become tags of words, and no article is in two parts."""

from __future__ import annotations

import numpy as np
import pytest

from index.types import Mention
from rag.entities.labels import LabelledPassage
from rag.training.names.words import following, tags_of, tuning_articles


def passage(article: str, *mentions: Mention, part: str = "train") -> LabelledPassage:
    return LabelledPassage("1", "", "Kim Jong-un y ONU", mentions, part, article)


def test_tags_begin_and_go_on() -> None:
    one = passage("a", Mention(0, 11, "person"), Mention(14, 17, "organisation"))
    places = [(0, 3), (4, 8), (8, 9), (9, 11), (12, 13), (14, 17)]
    assert tags_of(one, places).tolist() == [1, 2, 2, 2, 0, 3]


def test_a_sixth_of_the_articles_is_kept_for_tuning_and_always_the_same() -> None:
    passages = [passage(str(n)) for n in range(30)] + [passage("x", part="dev")]
    kept = tuning_articles(passages)
    assert len(kept) == 5
    assert "x" not in kept
    assert kept == tuning_articles(passages[::-1])


def test_what_follows_oftener_than_by_chance_is_above_zero() -> None:
    table = following(np.array([[9.0, 1.0], [1.0, 9.0]]), 1.0, 3.0)
    assert table[0, 0] == pytest.approx(np.log(0.9 / 0.5))
    assert table[0, 1] < 0
    assert np.all(np.abs(following(np.eye(2) + 1e-9, 2.0, 1.0)) <= 2.0)
