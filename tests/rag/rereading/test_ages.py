"""An age is that of the one asked about, by what stands beside it."""

from __future__ import annotations

import pytest

from rag.rereading.ages import age_of

MAYOR = "¿Cuántos años tiene la alcaldesa de Nublar?"
MORA = "¿Qué edad tenía Juan Mora?"


@pytest.mark.parametrize(
    ("question", "text", "age"),
    [
        (MAYOR, "Ana Roca, de 29 años, es desde ayer la alcaldesa más joven de Nublar.", "29 años"),
        (MAYOR, "La alcaldesa de Nublar, Ana Roca, de 29 años, dijo que no.", "29 años"),
        (MAYOR, "La alcaldesa de Nublar, de 29 años, dijo que no.", "29 años"),
        (MAYOR, "Ana Roca, de 29 años y alcaldesa de Nublar, habló.", "29 años"),
        (MORA, "Juan Mora (54 años) murió ayer.", "54 años"),
        (MORA, "Ayer murió Juan Mora, de 54 años, en su casa.", "54 años"),
        (MORA, "La policía detuvo a Juan Mora, de 54 años.", "54 años"),
        ("¿Cuántos años tiene el patrón del Gaviota?", "El patrón del Gaviota tiene 61 años.",
         "61 años"),
    ],
)  # fmt: skip
def test_the_age_beside_the_one_asked_about_is_found(question: str, text: str, age: str) -> None:
    found = age_of(question, text)
    assert found is not None
    (start, end), (first, last) = found
    assert text[start:end] == age
    assert first <= start < end <= last


@pytest.mark.parametrize(
    ("question", "text"),
    [
        (MAYOR, "La alcaldesa de Nublar visitó a Juan Mora, de 54 años, en su casa."),
        (MAYOR, "Juan Mora, de 54 años, es hijo de la alcaldesa de Nublar."),
        (MAYOR, "Juan Mora, de 54 años, vecino de la alcaldesa de Nublar, dijo que no."),
        (MAYOR, "La alcaldesa de Peñagrís, de 29 años, dijo que no."),
        (MORA, "La hija de Juan Mora, de 12 años, lloraba."),
        (MORA, "Juan Mora, de 54 años, habló. Antes Juan Mora, de 45 años, calló."),
        ("¿Cuántos años cumplió Juan Mora de condena?", "Juan Mora, de 54 años, salió ayer."),
        ("¿Quién es Juan Mora?", "Juan Mora, de 54 años, salió ayer."),
    ],
)
def test_somebody_elses_age_is_not(question: str, text: str) -> None:
    assert age_of(question, text) is None
