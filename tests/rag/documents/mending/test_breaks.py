"""A break inside a paragraph parts it, or does not."""

from __future__ import annotations

import pytest

from rag.documents.mending.breaks import joined_by

LONG = "El pleno de Valdemora aprobó anoche las cuentas, y a la sesión asistieron"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("asistieron más de", "1 000 vecinos"),
        ("el alcalde de", "Valdemora"),
        ("subió", "un tres por ciento"),
        (LONG, "1.000 vecinos"),
        (f"{LONG},", "Marta Ezquerra"),
        ("dijo «", "que no»"),
    ],
)
def test_a_sentence_goes_on_over_it(before: str, after: str) -> None:
    assert joined_by(before, after) == " "


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("El pleno aprobó las cuentas.", "El alcalde replicó"),
        ("Ganadores:", "Juan Mir"),
        ("Juan Mir", "Ana Ruiz"),
        ("Teléfono", "555 123"),
        ("Alcalde, Juan Mir", "- Concejala, Ana Ruiz"),
        (LONG, "La portavoz lamentó"),
        ("", "algo"),
    ],
)
def test_lines_of_their_own_stay_apart(before: str, after: str) -> None:
    assert joined_by(before, after) == "\n"
