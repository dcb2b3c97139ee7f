"""Terms: what people mean by the same word is the same term, and nothing else is."""

from __future__ import annotations

import doctest
import hashlib
import unicodedata
from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.text import analyzer
from index.text.analyzer import analyze
from index.text.spanish import SPANISH


def test_the_examples_of_the_documentation_hold() -> None:
    result = doctest.testmod(analyzer)
    assert result.attempted
    assert not result.failed


@pytest.mark.parametrize(
    "text",
    [
        "¿Qué es?",
        "¿Cuántos son?",
        "¿dónde están?",
        "el la los las",
        "¿Quiénes han sido?",
        "",
        "…",
        "¿?",
    ],
)
def test_stop_words_and_question_words_leave_nothing(text: str) -> None:
    assert analyze(text) == []


@pytest.mark.parametrize(
    "text",
    ["Estados Unidos", "EE. UU.", "EE.UU.", "EEUU", "EE UU", "eeuu", "ee. uu.", "ESTADOS UNIDOS"],
)
def test_the_united_states_are_kept_and_meet_in_every_spelling(text: str) -> None:
    assert analyze(f"dijo {text} ayer") == analyze("dijo Estados Unidos ayer")
    assert len(analyze(text)) == 2


def test_abbreviations_within_longer_words_are_left_alone() -> None:
    assert analyze("EEUUA") == ["eeuua"]
    assert analyze("feeuu") == ["feeuu"]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("envió", "envio"),
        ("producción", "produccion"),
        ("información", "informacion"),
        ("región", "region"),
        ("años", "año"),
        ("países", "país"),
        ("país", "pais"),
        ("días", "día"),
        ("soldados", "soldado"),
        ("operaciones", "operación"),
        ("elecciones", "elección"),
        ("ENVIÓ", "envió"),
        ("rusos", "rusa"),
        ("11 mil", "11.000"),
        ("once mil", "11,000"),
        ("cinco millones", "5.000.000"),
    ],
)
def test_forms_of_one_word_meet(one: str, other: str) -> None:
    assert analyze(one) == analyze(other)
    assert len(analyze(one)) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [("año", "ano"), ("caña", "cana"), ("té", "te"), ("Rusia", "ruso"), ("11.000", "11")],
)
def test_different_words_stay_different(one: str, other: str) -> None:
    assert analyze(one) != analyze(other)


@pytest.mark.parametrize(
    ("accented", "other"),
    [
        ("Zelenski", "Zelensky"),
        ("Serguéi", "Sergei"),
        ("Járkov", "Kharkiv"),
        ("Pekín", "Beijing"),
        ("Hizbulá", "Hezbollah"),
        ("Andréi", "Andrey"),
        ("Seúl", "Seoul"),
        ("Kazajistán", "Kazakhstan"),
    ],
)
def test_spellings_of_a_name_meet_with_and_without_accent(accented: str, other: str) -> None:
    assert analyze(accented) == analyze(other)


@given(st.sampled_from(sorted(SPANISH.spellings.items())))
def test_every_listed_spelling_meets_the_first_of_its_line(pair: tuple[str, str]) -> None:
    spelling, first = pair
    assert analyze(spelling.title()) == analyze(first) != []


def test_no_spelling_is_listed_for_two_names() -> None:
    assert all(SPANISH.spellings[first] == first for first in SPANISH.spellings.values())


def test_repeats_and_order_are_kept() -> None:
    soldier, north = analyze("soldado norte")
    assert analyze("soldados, norte y soldado") == [soldier, north, soldier]


def test_composed_and_decomposed_accents_are_the_same() -> None:
    text = "El año en que Corea envió dieciséis cañones"
    assert analyze(unicodedata.normalize("NFD", text)) == analyze(text)


def test_a_figure_that_cannot_be_read_is_found_as_written() -> None:
    assert analyze("12.05.2024") == ["12", "05", "2024"]
    assert analyze("ES9121000418450200051332") == analyze("es9121000418450200051332")


def test_a_string_without_spaces_gives_one_term_of_bounded_length() -> None:
    (term,) = analyze("x" * 10_000)
    assert len(term) <= 40


_ANY = st.one_of(
    st.text(),
    st.text(alphabet="aeinostrlcdñáéíóúüÀÇİß0123456789.,'-_ \u0301\ud800"),
    st.lists(st.sampled_from(sorted(SPANISH.stop_words | SPANISH.spellings.keys()))).map(" ".join),
)


@given(_ANY)
def test_any_text_gives_terms_without_spaces_and_none_empty(text: str) -> None:
    for term in analyze(text):
        assert term
        assert not any(character.isspace() for character in term)


@given(_ANY, _ANY)
def test_sentences_are_analysed_apart(one: str, other: str) -> None:
    assert analyze(f"{one}.\n\n{other}") == analyze(one) + analyze(other)


@given(st.text(alphabet="abcdefghijklmnopqrstuvwxyzñáéíóú ", max_size=40))
def test_capitals_make_no_difference(text: str) -> None:
    assert analyze(text.upper()) == analyze(text)


def test_threads_give_the_same_terms() -> None:
    words = [
        f"{stem}{ending}"
        for stem in ("envi", "cant", "produc", "part")
        for ending in ("ó", "ción", "aron", "ando", "iendo", "amiento", "adores", "ísimas")
    ]
    texts = [" ".join(words[i:] + words[:i]) for i in range(len(words))]
    analyzer._term.cache_clear()
    with ThreadPoolExecutor(8) as pool:
        threaded = list(pool.map(analyze, texts * 8))
    analyzer._term.cache_clear()
    assert threaded == [analyze(text) for text in texts] * 8


MANNERS = """
Envió 11.000, 11,000 u once mil hombres; 14.372,4 millones de S/ 1,250,300.50 y RD$ 3.5 millones.
Mil 420 evacuados, 11 mil 500 votos, dos mil 300, medio millón, una docena de miles, 2 400.
El siglo XIX, el 3º, ciento cincuenta (150) hectáreas, entre 10 y 20, 1/3, el 2,5 %, tres cuartos.
EE. UU., la U.R.S.S., Pionyang, Pyongyang y Piongyang; Ucrania, ucraniano, ucranianas.
El año que viene, niños de Ñielpán, envió, enviaron, enviados, el envío, estado y Estados Unidos.
"""


def test_the_version_is_raised_when_terms_change() -> None:
    """Archives keep the terms they were made with until the version tells them apart."""
    terms = " ".join(analyze(MANNERS))
    digest = hashlib.sha256(terms.encode()).hexdigest()[:16]
    assert (analyzer.VERSION, digest) == (4, "754e95eddb41a151"), terms
