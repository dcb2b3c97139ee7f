"""Some of them are told apart from all of them where a word says so."""

from __future__ import annotations

import pytest

from index.text.analyzer import analyze
from rag.claims.parts import asks_for_total, is_limited, is_part


@pytest.mark.parametrize(
    ("text", "number", "part"),
    [
        ("Murieron 38 personas, doce de ellas niños.", "doce", True),
        ("Murieron 38 personas, entre ellas doce niños.", "doce", True),
        ("Murieron 38 personas, de las cuales doce eran niños.", "doce", True),
        ("Hubo 31 heridos, incluidos ocho policías.", "ocho", True),
        ("Ocho de los 31 heridos siguen ingresados.", "Ocho", True),
        ("Ocho de los 31 heridos siguen ingresados.", "31", False),
        ("Murieron 38 personas, doce de ellas niños.", "38", False),
        ("Hubo 38 muertos en el choque de trenes.", "38", False),
        ("Hubo doce muertos de las afueras.", "doce", False),
        ("Entregó 120 cañones autopropulsados, y otros 120 lanzacohetes.", "120", True),
        ("Otras cuatro personas fueron atendidas.", "cuatro", True),
        ("Entregó 120 cañones y los cobró.", "120", False),
    ],
)
def test_a_part_is_called_one(text: str, number: str, part: bool) -> None:
    start = text.index(number)
    assert is_part(text, start, start + len(number)) is part


@pytest.mark.parametrize(
    ("question", "text", "number", "limited"),
    [
        ("¿Cuántos goles hizo en toda su etapa?", "Hizo 19 goles la temporada pasada.", "19", True),
        ("¿Cuántos goles hizo en toda su etapa?", "Se va con 47 tantos.", "47", False),
        ("¿Cuánto gastará en total?", "Gastará 45 millones en carreteras.", "45 millones", True),
        ("¿Cuánto gastará en total en carreteras?", "Gastará 45 millones en carreteras.",
         "45 millones", False),
    ],
)  # fmt: skip
def test_what_is_of_some_time_or_purpose_is_not_all_of_it(
    question: str, text: str, number: str, limited: bool
) -> None:
    assert asks_for_total(question)
    end = text.index(number) + len(number)
    assert is_limited(text, end, frozenset(analyze(question))) is limited
