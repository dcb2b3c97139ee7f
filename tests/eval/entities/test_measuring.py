"""Names are counted right, found and there, by exact spans."""

from __future__ import annotations

import pytest

from eval.entities.measuring import Counts, count, recognised
from index.types import Mention
from rag.entities.labels import LabelledPassage
from tests.index.fakes import FakeNamer


def passage(text: str, *mentions: Mention, title: str = "") -> LabelledPassage:
    return LabelledPassage("1", title, text, mentions, "dev", "a")


def test_half_a_name_is_one_missed_and_one_made_up() -> None:
    gold = passage("Juan Vega y Kursk", Mention(0, 9, "person"), Mention(12, 17, "place"))
    counts = count([gold], [[Mention(5, 9, "person"), Mention(12, 17, "place")]])
    assert counts["person"] == Counts(0, 1, 1)
    assert counts["place"] == Counts(1, 1, 1)
    assert counts["organisation"] == Counts(0, 0, 0)
    assert (counts["person"].f1, counts["place"].f1, counts["organisation"].f1) == (0, 1, 0)


def test_figures_by_hand() -> None:
    counts = Counts(3, 4, 6)
    assert counts.precision == 0.75
    assert counts.recall == 0.5
    assert counts.f1 == pytest.approx(0.6)


def test_passages_are_read_with_their_title_and_measured_without_it() -> None:
    text = "Kim llegó a Kursk"
    found = recognised(FakeNamer(), [passage(text, title="Putin y Kim")])
    assert found == [[Mention(0, 3, "person"), Mention(12, 17, "place")]]
