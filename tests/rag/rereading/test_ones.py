"""«Un pescador» is the answer to how many, where the sentence says all that is asked."""

from __future__ import annotations

import pytest

from rag.rereading.ones import surely_one

DIED = "¿Cuántos pescadores murieron en el naufragio de Cabo Zarco?"


@pytest.mark.parametrize(
    ("question", "sentence", "value"),
    [
        (DIED, "Un pescador de 54 años murió en el naufragio de Cabo Zarco, y cuatro se salvaron.",
         "Un pescador"),
        (DIED, "En el naufragio de Cabo Zarco murió un pescador.", "un pescador"),
        (DIED, "Un pescador vio cómo murieron otros en el naufragio de Cabo Zarco.", None),
        (DIED, "Ni un pescador murió en el naufragio de Cabo Zarco.", None),
        (DIED, "Un pescador murió en el naufragio.", None),
        (DIED, "Tres pescadores murieron en el naufragio de Cabo Zarco.", None),
        ("¿Cuántas obreras murieron en Lara?", "En Lara murió una obrera.", "una obrera"),
        ("¿Cuántos años tiene?", "Tiene un año.", None),
    ],
)  # fmt: skip
def test_one_is_told_by_its_article(question: str, sentence: str, value: str | None) -> None:
    place = surely_one(question, sentence)
    assert (sentence[slice(*place)] if place else None) == value
