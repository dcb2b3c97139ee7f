"""Who says so: verbatim words of the sentence, or none."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.claims.attribution import LONGEST, attribution_in, is_source, other_figures, who


@pytest.mark.parametrize(
    ("sentence", "who"),
    [
        (
            "Envió 11.000, según informes de inteligencia surcoreanos.",
            "según informes de inteligencia surcoreanos",
        ),
        ("Según el alcalde, hubo 20 heridos.", "Según el alcalde"),
        ("Hay 600 bajas según Seúl y otras fuentes.", "según Seúl"),
        ("Son 15.000 soldados, dijo el portavoz militar.", "dijo el portavoz militar"),
        ("Según su cálculo el nivel es de 16,7 %.", "Según su cálculo"),
        ("Según uno de los médicos el niño mejora.", "Según uno de los médicos"),
        ("Según todos los indicios fue él.", "Según todos los indicios"),
        ("«Son 15.000», afirmó Ruiz, «y vendrán más».", "afirmó Ruiz"),
        ("El ministerio calcula que faltan 90 plazas.", "El ministerio calcula"),
        ("De acuerdo con la policía, eran 8.000.", "De acuerdo con la policía"),
        (
            "Sin embargo, informes surcoreanos estiman que son 15.000.",
            "informes surcoreanos estiman",
        ),
        ("Por su parte, el sindicato calcula que faltan 90.", "el sindicato calcula"),
    ],
)
def test_the_words_that_say_who_says_so(sentence: str, who: str) -> None:
    assert attribution_in(sentence) == who


@pytest.mark.parametrize(
    "sentence",
    [
        "Hubo 20 heridos.",
        "Según avanzaba la tarde, llovía más.",
        "Aunque afirmó que iría, no fue.",
        "La regla según la cual nadie entra sigue.",
        "El velador, con dieciocho años de servicio, declaró durante cinco horas.",
        "El testigo, de 61 años, declaró ante la jueza.",
        "",
    ],
)
def test_nobody_is_made_up(sentence: str) -> None:
    assert attribution_in(sentence) == ""


@pytest.mark.parametrize(
    ("sentence", "figure", "source"),
    [
        (
            "La directora, Elvira Montaño, calculó el daño en 62 millones de pesos.",
            "62 millones",
            "La directora",
        ),
        ("Magnani estima las pérdidas en 190.000 australes.", "190.000", "Magnani estima"),
        ("El Gobierno cifra los heridos en doce.", "doce", "El Gobierno cifra"),
        ("Los ganaderos calculan sus daños en cinco millones.", "cinco", "Los ganaderos calculan"),
        (
            "El gerente, Merino, cifró las pérdidas en «no menos de 1,8 millones».",
            "1,8",
            "El gerente",
        ),
        ("El club, que crece, eleva la petición a catorce.", "catorce", ""),
        ("El Ayuntamiento calculó la ruta en bicicleta y gastó 90 euros.", "90", ""),
    ],
)
def test_who_values_something_says_its_figure_and_what_is_valued_says_nothing(
    sentence: str, figure: str, source: str
) -> None:
    start = sentence.index(figure)
    assert attribution_in(sentence, start, start + len(figure)) == source
    assert "en" not in attribution_in(sentence).split()


def test_what_is_told_of_a_source_is_not_said_by_it() -> None:
    for sentence in (
        "La directora, Elvira Montaño, calculó el daño en 62 millones de pesos.",
        "La directora, Elvira Montaño, dijo que el daño es de 62 millones de pesos.",
    ):
        start = sentence.index("Elvira Montaño")
        assert attribution_in(sentence, start, start + len("Elvira Montaño")) == ""
        at = sentence.index("62")
        assert attribution_in(sentence, at, at + 2) == "La directora"


BOTH = "Participaron 70.000 personas según los convocantes y 41.000 según la Policía."


@pytest.mark.parametrize(
    ("sentence", "value", "source"),
    [
        (BOTH, "70.000", "según los convocantes"),
        (BOTH, "41.000", "según la Policía"),
        ("Según el club, fueron 70.000; según la Policía, 41.000.", "70.000", "Según el club"),
        ("Según el club, fueron 70.000; según la Policía, 41.000.", "41.000", "según la Policía"),
        ("Hubo 12.000 personas, una cifra que la Policía rebajó a 6.500.", "12.000", ""),
        ("Hubo 12.000 personas, una cifra que la Policía rebajó a 6.500.", "6.500", "la Policía"),
        ("El alcalde aseguró que hubo 20, pero según la policía fueron 30.", "20",
         "El alcalde aseguró"),
        ("El alcalde aseguró que hubo 20, pero según la policía fueron 30.", "30",
         "según la policía"),
        ("Hubo 20 heridos, pero fueron 30 según la policía.", "20", ""),
        ("Hubo 20 heridos y 3 muertos, según el alcalde.", "20", "según el alcalde"),
        ("La tasa, según el INE, fue del 5,6%, y será del 4,4% según el banco.", "5,6%",
         "según el INE"),
        ("La tasa, según el INE, fue del 5,6%, y será del 4,4% según el banco.", "4,4%",
         "según el banco"),
        ("La guardia rural aseguró este jueves que ha recuperado 112 reses.", "112",
         "La guardia rural aseguró"),
        ("La guardia, creada en 2019, aseguró que ha recuperado 112 reses.", "112", "La guardia"),
        ("Uno de ellos dijo haber visto que el costo trepaba al 0,23 % del PBI.", "0,23 %", ""),
        ("«Son 15.000», afirmó ayer Ruiz, «y vendrán más».", "15.000", "afirmó ayer Ruiz"),
    ],
)  # fmt: skip
def test_each_figure_has_its_own_source(sentence: str, value: str, source: str) -> None:
    start = sentence.index(value)
    assert attribution_in(sentence, start, start + len(value)) == source


@pytest.mark.parametrize(
    ("attribution", "source"),
    [
        ("según Seúl", "Seúl"),
        ("De acuerdo con la policía", "la policía"),
        ("dijo el portavoz militar", "el portavoz militar"),
        ("anunció ayer el ministro", "el ministro"),
        ("El informe señala", "El informe"),
        ("El sindicato lo sitúa", "El sindicato"),
        ("la Policía", "la Policía"),
    ],
)
def test_the_source_alone_is_what_is_left_of_the_verb(attribution: str, source: str) -> None:
    assert who(attribution) == source


def test_what_others_say_in_a_sentence_is_known_with_who_they_are() -> None:
    start = BOTH.index("41.000")
    others = other_figures(BOTH, start, start + 6)
    assert [said for _, said in others] == ["según los convocantes"]
    alone = "Hubo 20 heridos y 3 muertos, según el alcalde."
    assert other_figures(alone, 5, 7) == []


def test_words_that_name_a_source_are_known_as_such() -> None:
    text = "Firmó hasta 2028, según el presidente Walter Iturralde."
    at = text.index("Walter")
    assert is_source(text, at, at + len("Walter Iturralde"))
    assert not is_source(text, text.index("2028"), text.index("2028") + 4)


words = st.sampled_from(
    "según dijo , . el ministro que «Son 15» afirmó de acuerdo con y [1]".split()
)


@given(st.lists(words, max_size=25).map(" ".join) | st.text(max_size=200))
def test_an_attribution_is_a_short_slice_of_its_sentence(sentence: str) -> None:
    for start, end in ((0, None), (0, len(sentence)), (len(sentence) // 2, len(sentence))):
        said = attribution_in(sentence, start, end)
        assert said in sentence
        assert len(said) <= LONGEST
        assert "\n" not in said
        assert who(said) in said
