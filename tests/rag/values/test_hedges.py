"""Hedges: what stands before a figure and is no more of the value than the figure."""

from __future__ import annotations

import pytest

from rag.values import hedges


@pytest.mark.parametrize(
    ("value", "characters"),
    [
        ("un 31 %", 3),
        ("los 300 heridos", 4),
        ("casi 12.000", 5),
        ("cerca de los 300", 13),
        ("nada menos que 300", 15),
        ("por  lo\nmenos 300", 14),
        ("un total de 300", 12),
        ("31 %", 0),
        ("el alcalde", 0),
        ("heridos unos 300", 0),
    ],
)
def test_a_figure_begins_behind_its_hedge_and_its_article(value: str, characters: int) -> None:
    assert hedges.leading(value) == characters
    assert hedges.leading(value[characters:]) == 0
