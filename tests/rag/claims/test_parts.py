"""Some of them are told apart from all of them where a word says so."""

from __future__ import annotations

import pytest

from rag.claims.parts import is_part


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
    ],
)
def test_a_part_is_called_one(text: str, number: str, part: bool) -> None:
    start = text.index(number)
    assert is_part(text, start, start + len(number)) is part
