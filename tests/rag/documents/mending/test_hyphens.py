"""Lines of a printed page become paragraphs with whole words."""

from __future__ import annotations

import textwrap

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.documents.mending.hyphens import mend_cut_words

COLUMN = """En la sesión de ayer el Ayuntamiento acordó la construc-
ción del mercado de abastos, con la condición de que las o-
bras terminen antes de octubre. El concejal señor Mora-
les protestó.
El presidente levantó la sesión a las nueve de la noche y
convocó al pleno para el lunes."""


def test_a_column_becomes_its_paragraphs() -> None:
    assert mend_cut_words(COLUMN).split("\n\n") == [
        "En la sesión de ayer el Ayuntamiento acordó la construcción del mercado de abastos, con "
        "la condición de que las obras terminen antes de octubre. El concejal señor Morales "
        "protestó.",
        "El presidente levantó la sesión a las nueve de la noche y convocó al pleno para el lunes.",
    ]


def test_a_headline_above_a_column_stays_apart() -> None:
    text = mend_cut_words(f"LA SESIÓN DE AYER\n{COLUMN}")
    assert text.startswith("LA SESIÓN DE AYER\n\nEn la sesión")


@pytest.mark.parametrize(
    ("text", "mended"),
    [
        ("coste de 86.000 pe- setas, según el se- ñor", "coste de 86.000 pesetas, según el señor"),
        ("la construc-\n\nción del mercado", "la construcción del mercado"),
        (
            "la guerra de 1936-\n1939 y la construc-\nción",
            "la guerra de 1936-1939 y la construcción",
        ),
        ("de conformi dad con la ley", "de conformidad con la ley"),
        ("los senti mientos de la na ción", "los sentimientos de la nación"),
        ("las pesetas y las pe-setas", "las pesetas y las pesetas"),
        ("cons-\ntruc-\nción", "construcción"),
    ],
)
def test_words_are_made_whole(text: str, mended: str) -> None:
    assert mend_cut_words(text) == mended


@pytest.mark.parametrize(
    "text",
    [
        "etapas pre- y postventa",
        "el alcalde -dijo ayer- no vendrá",
        "la obra -que costó según\nel alcalde 3 millones-\nno se acabó",
        "abre lunes- viernes todo el día",
        "por favor dad paso; nunca miento",
        "- uno\n- dos",
        "Una línea.\nOtra línea.",
        "el tren Madrid- Barcelona",
        "",
    ],
)
def test_what_is_whole_is_left(text: str) -> None:
    assert mend_cut_words(text) == text


@given(st.text("abc ñé-\n1.", max_size=80))
def test_only_hyphens_and_white_space_ever_go(text: str) -> None:
    def rest(of: str) -> str:
        return "".join(of.replace("-", "").split())

    assert rest(mend_cut_words(text)) == rest(text)


@given(st.lists(st.sampled_from("El alcalde visitó ayer mercado de Torralba y luego".split())))
def test_wrapped_text_without_cut_words_is_left(words: list[str]) -> None:
    text = textwrap.fill(" ".join(words), 40)
    assert mend_cut_words(text) == text
