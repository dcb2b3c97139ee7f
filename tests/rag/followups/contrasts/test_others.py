"""«¿Y la próxima?» asks the same of another one."""

from __future__ import annotations

import pytest

from rag.followups.context import Context
from rag.followups.standalone import understand

SEASON = "¿Cuándo empezó la segunda temporada de anchoveta de 2023?"
BUDGET = "¿Qué cuantía tenía el presupuesto de Lara que hubo que prorrogar?"


@pytest.mark.parametrize(
    ("question", "earlier", "expected"),
    [
        ("¿y la próxima?", SEASON, "¿Cuándo empezó la próxima temporada de anchoveta?"),
        ("¿y el anterior?", "¿Quién dirigió el festival de Lara de 2019?",
         "¿Quién dirigió el anterior festival de Lara?"),
        ("¿y el que se aprobó en mayo?", BUDGET,
         "¿Qué cuantía tenía el presupuesto de Lara que se aprobó en mayo?"),
        ("¿y el del vuelo 312?", "¿Qué edad tenía el piloto Jaime Rey?",
         "¿Qué edad tenía el piloto del vuelo 312?"),
        ("¿y los del volcán?", "¿Cuántos sellos con la errata llegaron al público?",
         "¿Cuántos sellos del volcán llegaron al público?"),
        ("¿y la de Lara?", "¿Qué longitud tiene la línea de Los Robles?",
         "¿Qué longitud tiene la línea de Lara?"),
    ],
)  # fmt: skip
def test_another_of_the_same_is_asked_about(question: str, earlier: str, expected: str) -> None:
    assert understand(question, Context(earlier)).question == expected
