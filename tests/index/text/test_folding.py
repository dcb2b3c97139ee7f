"""Folding: what each way takes away and keeps, and that doing it twice changes nothing more."""

from __future__ import annotations

import doctest
import re
import sys
import unicodedata
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.text import folding
from index.text.folding import (
    fold,
    fold_name,
    fold_number_word,
    fold_term,
    fold_words,
    optional_accents,
    strip_accents,
    strip_marks,
)

Folding = Callable[[str], str]
ALL: list[Folding] = [
    fold, fold_words, fold_name, strip_marks, strip_accents, fold_term, fold_number_word
]  # fmt: skip
SAME_LENGTH: list[Folding] = [fold, strip_accents, fold_term]
TEXT = "  ÁRBOL\tdel  Año Àçai Straße\n"

texts = st.one_of(
    st.text(), st.text(alphabet="aáàäeéiíoóuúüñçÁÉÍÓÚÜÑßİıſΣς \t\n\u0301\u0303\u0308.,")
)


def test_the_examples_of_the_documentation_hold() -> None:
    result = doctest.testmod(folding)
    assert result.attempted
    assert not result.failed


@pytest.mark.parametrize(
    ("folding", "result"),
    [
        (fold, "  arbol\tdel  ano acai straße\n"),
        (fold_words, "arbol del ano acai straße"),
        (fold_name, "arbol\tdel  ano acai strasse"),
        (strip_marks, "  ARBOL\tdel  Ano Acai Straße\n"),
        (strip_accents, "  ARBOL\tdel  Ano Acai Straße\n"),
        (fold_number_word, "  arbol\tdel  año àçai straße\n"),
    ],
)
def test_each_way_keeps_what_it_says(folding: Folding, result: str) -> None:
    assert folding(TEXT) == result


def test_what_is_kept_stays_as_it_is() -> None:
    assert strip_accents("Ñandú, ñandú", keep="ñÑ") == "Ñandu, ñandu"
    assert strip_accents("Ñandú, ñandú", keep="ñ") == "Nandu, ñandu"


def test_terms_keep_their_enie_and_lose_borrowed_accents() -> None:
    assert fold_term("ñandú façana über") == "ñandu facana uber"


@pytest.mark.parametrize("folding", ALL)
@given(text=texts)
def test_folding_twice_is_folding_once(folding: Folding, text: str) -> None:
    assert folding(folding(text)) == folding(text)


@pytest.mark.parametrize("folding", ALL)
def test_every_character_is_folded_for_good(folding: Folding) -> None:
    for character in map(chr, range(sys.maxunicode + 1)):
        if unicodedata.decomposition(character) or character != character.casefold():
            once = folding(character)
            assert folding(once) == once


@pytest.mark.parametrize("folding", SAME_LENGTH)
@given(text=texts)
def test_offsets_stay_where_they_should(folding: Folding, text: str) -> None:
    composed = unicodedata.normalize("NFC", text)
    assert len(folding(composed)) == len(composed)


@given(st.text(alphabet="abcñáéíóúü ", min_size=1))
def test_a_pattern_with_optional_accents_takes_words_with_and_without(words: str) -> None:
    pattern = re.compile(optional_accents(words))
    assert pattern.fullmatch(words)
    assert pattern.fullmatch(fold_number_word(words))
