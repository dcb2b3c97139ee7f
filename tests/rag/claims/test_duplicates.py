"""The same text in several outlets is told from another text, and from another figure."""

from __future__ import annotations

import pytest

from rag.claims.duplicates import alike, is_same_text, outlet_of

NEWS = (
    "Al menos 23 personas resultaron heridas en el choque de los dos trenes de la línea costera, "
    "según informó la compañía, que ha abierto una investigación."
)


@pytest.mark.parametrize(
    "again",
    [
        NEWS,
        NEWS.rstrip("."),
        NEWS.replace("personas resultaron", "viajeros resultaron"),
        NEWS.replace("23", "veintitrés"),
    ],
)
def test_small_changes_leave_is_same_text(again: str) -> None:
    assert is_same_text(NEWS, again)


@pytest.mark.parametrize(
    "other",
    [
        NEWS.replace("23", "32"),
        "Al menos 23 personas viajaban en el autobús que volcó ayer junto al puente.",
        "",
    ],
)
def test_another_figure_or_other_news_is_another_text(other: str) -> None:
    assert not is_same_text(NEWS, other)


def test_a_short_sentence_in_other_words_is_no_copy() -> None:
    short = "La biblioteca de Nublar abrirá el 13 de marzo."
    assert is_same_text(short, short.replace("La biblioteca", "La Biblioteca"))
    assert not is_same_text(short, short.replace("marzo.", "marzo, como se anunció."))


def test_sentences_alike_in_all_but_the_figure_are_not_the_same() -> None:
    assert alike("Ganó Onaindia las elecciones.", "Ganó Onaindia las elecciones")
    assert not alike("Hubo 12 heridos en el choque.", "Hubo 21 heridos en el choque.")


def test_an_outlet_is_one_in_any_case_and_who_names_none_is_its_own() -> None:
    assert outlet_of("El Faro", "d1") == outlet_of("EL FARO", "d2")
    assert outlet_of("", "d1") != outlet_of("", "d2")
