"""«¿Y en Barcelona?» asks the same of another place."""

from __future__ import annotations

import pytest

from rag.followups.context import Context
from rag.followups.standalone import understand


@pytest.mark.parametrize(
    ("question", "earlier", "expected"),
    [
        # A place within a noun phrase, whose day is another there.
        ("¿y en Barcelona?", "¿Cuántos tractores hubo en la protesta de Madrid del 21 de enero?",
         "¿Cuántos tractores hubo en la protesta de Barcelona?"),
        ("¿y en Villa Azul?", "¿Cuántos visitantes tuvo la feria de Peña Mora del Sur en 2022?",
         "¿Cuántos visitantes tuvo la feria de Villa Azul?"),
        ("¿y en el Sajasiri?", "¿Cuánto hielo extrajeron los científicos del Cono Blanco?",
         "¿Cuánto hielo extrajeron los científicos del Sajasiri?"),
        ("¿y en la Elvira?", "¿Cuántos cadáveres del Nova Luz se rescataron del mar?",
         "¿Cuántos cadáveres de la Elvira se rescataron del mar?"),
        # A people's name instead of its country's.
        ("¿y en Venezuela?", "¿A qué hora se cayó el sistema eléctrico cubano?",
         "¿A qué hora se cayó el sistema eléctrico en Venezuela?"),
        # Without capitals.
        ("y en peru", "cuanto gana un maestro en chile", "¿Cuánto gana un maestro en peru?"),
        # A place of its own makes room by itself; a thing with its place takes the place of one.
        ("¿y en Lara?", "¿Qué tarifa se paga en Mora?", "¿Qué tarifa se paga en Lara?"),
        ("¿y en la atunera de Lara?", "¿Qué gas se midió en la entrada de Frigomar?",
         "¿Qué gas se midió en la atunera de Lara?"),
        # A time is no place.
        ("¿y en 2019?", "¿Cuántos visitantes tuvo la feria de Peña Mora en 2022?",
         "¿Cuántos visitantes tuvo la feria de Peña Mora en 2019?"),
    ],
)  # fmt: skip
def test_another_place_takes_the_place_of_the_first(
    question: str, earlier: str, expected: str
) -> None:
    assert understand(question, Context(earlier)).question == expected
