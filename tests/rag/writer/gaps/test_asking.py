"""What stands in its own place is ahead when the reader is asked for it; what took another's is
behind."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from rag.reader.model import Logits, Model
from rag.reader.windows import Window
from rag.writer.gaps.asking import BESIDE, BOUND, LATE, Answered, Asker, Heard, ahead, heard
from rag.writer.gaps.questions import Gap

WINDOW = Window(
    ids=[0, 9, 2, 2, 11, 12, 13, 14, 2], first=4, offsets=[(0, 3), (4, 6), (7, 9), (10, 14)]
)
"""Four tokens of a passage from the fifth on."""


def logits(*best: float) -> Logits:
    """Every token of the passage as start and end of a span, as good as is said."""
    row = np.full(len(WINDOW.ids), -30.0, np.float32)
    row[4:8] = best
    return Logits(row, row.copy(), 0.0)


def test_own_and_rival_are_compared_and_nothing_else() -> None:
    own, rival = [(0, 3)], [(10, 14)]
    assert ahead(logits(3, 9, 9, 1), WINDOW, own, rival) > 0
    assert ahead(logits(1, -9, -9, 3), WINDOW, own, rival) == pytest.approx(-2), "1 to 3, 3 to 3"
    assert ahead(logits(9, -9, -9, -9), WINDOW, own, rival) == BOUND
    assert ahead(logits(9, 9, 9, 9), WINDOW, [(90, 95)], rival) == 0, "cut off"


def test_a_long_span_in_which_a_rival_is_only_named_is_none_of_its_own() -> None:
    count = BESIDE + 2
    offsets = [(3 * at, 3 * at + 2) for at in range(count + 1)]
    window = Window(list(range(count + 2)), 1, offsets)
    start, end = np.full(count + 2, -30.0, np.float32), np.full(count + 2, -30.0, np.float32)
    start[1] = end[1] = 0.0  # the sentence's own
    start[2], end[count + 1] = 9.0, 9.0
    long = Logits(start, end, 0.0)
    own, rival = [offsets[0]], [offsets[1]]
    assert ahead(long, window, own, rival) > 0
    assert ahead(long, window, own, [offsets[1], offsets[2]]) == -9


def test_a_span_over_both_is_the_sentences_own() -> None:
    assert ahead(logits(2, 0, 0, 2), WINDOW, [(0, 3)], [(10, 14)]) == pytest.approx(0)
    start = logits(5, 0, 0, -5).start
    assert ahead(Logits(start, start[::-1].copy(), 0.0), WINDOW, [(0, 3)], [(10, 14)]) > -BOUND


def test_of_several_gaps_the_worst_counts_and_being_ahead_is_worth_nothing() -> None:
    gap = Gap("name", "¿Quién?", (0, 3), ((0, 3),), ((4, 9),))
    assert heard([]) == Heard()
    first, second = Answered(gap, 8.0), Answered(gap, -2.0)
    assert heard([first]) == Heard(1.0, 0.0)
    assert heard([first, second]) == heard([second, first]) == Heard(1.0, -2.0)
    assert heard([Answered(gap, -2 * LATE)]) == Heard(1.0, -LATE)


def test_nothing_is_loaded_where_nothing_is_asked(tmp_path: object) -> None:
    class Unread(Model):
        def run(self, windows: Any) -> Any:
            raise AssertionError("the reader was asked")

    assert Asker(Unread()).answered("Llovió mucho.", "Llovió mucho en Valdemora.") == []


CASES = [
    (
        "El consejero Tomás Arce presentó el plan de riego en Valdemora. Lucía Bermejo, portavoz "
        "de los regantes, lo rechazó el lunes en Orlavia.",
        ("Lucía Bermejo rechazó el plan de riego.", "Tomás Arce rechazó el plan de riego."),
    ),
    (
        "La empresa Navalia construirá los dos barcos, que encargó la naviera Estuaria por 40 "
        "millones de euros; la subvención es de 6 millones de euros.",
        ("Los barcos los construirá Navalia.", "Los barcos los construirá Estuaria."),
    ),
    (
        "El tren saldrá de Brañalba a las ocho y llegará a Castrolumbre a las diez. El billete "
        "costará 12 euros; con descuento, 9 euros.",
        ("El tren llegará a Castrolumbre.", "El tren llegará a Brañalba."),
    ),
    (
        "La juez Inés Robledo absolvió a Mateo Quiroga de los cargos que presentó el fiscal Raúl "
        "Peña.",
        ("La absolución de Quiroga la firmó Inés Robledo.",
         "La absolución de Quiroga la firmó Raúl Peña."),
    ),
    (
        "La subasta recaudó 40 millones de euros, y el cuadro más caro se vendió por 6 millones de "
        "euros.",
        ("El cuadro más caro costó 6 millones de euros.",
         "El cuadro más caro costó 40 millones de euros."),
    ),
]  # fmt: skip


CLEARLY = -3.0
"""Logits; what is nearer to its rivals may be either."""


@pytest.mark.slow
def test_the_reader_tells_most_exchanges() -> None:
    asker = Asker(Model())
    told = 0
    for passage, (right, wrong) in CASES:
        worst = [
            min((each.ahead for each in asker.answered(sentence, passage)), default=BOUND)
            for sentence in (right, wrong)
        ]
        assert worst[0] > CLEARLY, (right, worst)
        told += worst[1] < CLEARLY
    assert told >= 4
