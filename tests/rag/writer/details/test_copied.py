"""What was exchanged in a sentence that was copied is found; what says the same is not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.writer.details.copied import missing

PASSAGE = (
    "El consejero Tomás Arce presentó en Valdemora un plan para reparar 340 viviendas, dijo Lucía "
    "Bermejo. Según el Ministerio de Defensa de Corea del Sur, son 12 los barcos que salieron de "
    "Rusia hacia Kursk, 340 los contenedores y ninguno los hombres."
)


def kinds(sentence: str, passage: str = PASSAGE) -> list[str]:
    return [fault.kind for fault in missing(sentence, passage)]


@pytest.mark.parametrize(
    ("own", "other", "kind"),
    [
        ("Tomás Arce", "Lucía Bermejo", "name"),
        ("Valdemora", "Kursk", "name"),
        ("Corea del Sur", "Corea del Norte", "name"),
        ("Rusia", "Valdemora", "name"),
        ("12", "340", "figure"),
    ],
)
def test_an_exchanged_name_or_figure_is_told(own: str, other: str, kind: str) -> None:
    sentence = next(
        part for part in (PASSAGE[:114] + ".", PASSAGE[PASSAGE.index("Según") :]) if own in part
    )
    assert kinds(sentence.replace(own, other)) == [kind]


@pytest.mark.parametrize(
    ("own", "other"),
    [
        ("Tomás Arce", "Arce"),
        ("Rusia", "Moscú"),
        ("de Rusia", "de los puertos rusos"),
        ("Corea del Sur", "Seúl"),
        ("presentó", "anunció"),
        ("en Valdemora", "ayer"),
    ],
)
def test_what_may_be_the_same_is_not(own: str, other: str) -> None:
    assert kinds(PASSAGE.replace(own, other)) == []


def test_a_sentence_of_its_own_is_left_to_the_rest_of_the_check() -> None:
    assert kinds("Lucía Bermejo presentó el plan.") == []


@given(st.sampled_from(PASSAGE.split(". ")), st.text(max_size=40))
def test_a_copy_has_no_fault_and_no_text_breaks_it(sentence: str, other: str) -> None:
    assert kinds(f"{sentence}.") == []
    list(missing(other, PASSAGE))
    list(missing(sentence, other))
