"""Whom or what a number counts decides whether it can be how many are asked for."""

from __future__ import annotations

import pytest

from rag.documents.sentences import split_sentences
from rag.rereading.counted import counts_others

SENT = "¿Cuántos soldados envió Norvania?"
LOSSES = (
    "Más de 3.000 muertos y heridos, según Kalmar. Unos 1.100, según Dorva. A dos meses de su "
    "llegada, los soldados siguen allí."
)


def counts(question: str, text: str, value: str) -> bool:
    start = text.index(value)
    sentence = next(s for s in split_sentences(text) if s[0] <= start < s[1])
    return counts_others(question, text, sentence, (start, start + len(value)))


@pytest.mark.parametrize(
    ("question", "text", "value"),
    [
        # Without a verb and a noun it counts what the sentence before does.
        (SENT, LOSSES, "Unos 1.100"),
        (SENT, LOSSES, "3.000"),
        (SENT, "Kalmar habla de 3.000 bajas y Dorva de 1.100.", "1.100"),
        ("¿Cuántos obreros contrató la mina Alba?", "Tras el derrumbe, doce heridos. Tres, graves.",
         "doce"),
        ("¿Cuántos pasajeros llevaba el ferry?", "Hay 14 desaparecidos, según la Armada.", "14"),
        ("¿Cuántos evacuados hubo?", "Ardieron once casas.", "once"),
        ("¿Cuántas personas trabajan allí?", "El parque tiene 40 autobuses.", "40"),
        # By their verb.
        (SENT, "Unos 2.000 soldados de Norvania han perdido la vida.", "2.000"),
        (SENT, "Murieron ya 600 hombres en el frente.", "600"),
        (SENT, "Otros 90 soldados resultaron heridos.", "90"),
        # The dead are there no more, though no deed is asked for.
        ("¿Cuántos soldados norvanos hay allí?", "Unos 2.000 han perdido la vida.", "2.000"),
        # By what they are counted as before.
        ("¿Cuántos muertos dejó la riada?",
         "Ansorena actualizó la cifra de desalojados: son 1 800 en seis municipios.", "1 800"),
    ],
)  # fmt: skip
def test_others_are_told_apart(question: str, text: str, value: str) -> None:
    assert counts(question, text, value)


@pytest.mark.parametrize(
    ("question", "text", "value"),
    [
        ("¿Cuántos soldados norvanos murieron?", LOSSES, "Unos 1.100"),
        ("¿Cuántas bajas sufrió Norvania?", LOSSES, "Unos 1.100"),
        (SENT, "Norvania envió 11.000 soldados; hubo 3.000 heridos.", "11.000"),
        (SENT, "De los que envió, 3.000 heridos volvieron.", "3.000"),
        (SENT, "Son 11.000, según Dorva.", "11.000"),
        (SENT, "De los 11.000 soldados murieron 600.", "11.000"),
        (SENT, "Son 11.000 soldados, y han perdido la vida 600.", "11.000"),
        ("¿Cuántos alumnos se lastimaron?", "Seis alumnos resultaron heridos.", "Seis"),
        ("¿Cuántos hombres hay allí?", "Unos 300 fueron evacuados.", "300"),
        ("¿Cuántos desalojados dejó la riada?", "La cifra de desalojados: son 1 800.", "1 800"),
        ("¿Cuántas casas ardieron?", "Ardieron once casas.", "once"),
        ("¿Cuántas personas viven allí?", "Viven 40 vecinos.", "40"),
        ("¿Cuándo fue?", "Hubo 14 heridos.", "14"),
        ("¿Cuántos fueron rescatados?", "Doce heridos llegaron al hospital.", "Doce"),
    ],
)
def test_those_who_are_asked_for_are_kept(question: str, text: str, value: str) -> None:
    assert not counts(question, text, value)
