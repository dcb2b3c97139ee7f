"""Words as exact search compares them: without capitals and accents, ñ apart, at their places."""

from __future__ import annotations

import unicodedata
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.exact.words import form_of, forms_of, words_of


@pytest.mark.parametrize(
    ("text", "forms"),
    [
        ("Envió ENVÍO envio", ("envio", "envio", "envio")),
        ("año ano AÑO", ("año", "ano", "año")),
        ("an\u0303o A\u0301rbol", ("año", "arbol")),
        ("cigüeña, vergüenza", ("cigueña", "verguenza")),
        ("Straße Gruß", ("strasse", "gruss")),
        ("Jong-un 11.000 a_b", ("jong", "un", "11", "000", "a", "b")),
        ("¡Ay! …", ("ay",)),
        ("ő ş İ", ("o", "s", "i")),
        ("", ()),
    ],
)
def test_the_forms_of_a_text(text: str, forms: tuple[str, ...]) -> None:
    assert forms_of(text) == forms


@given(st.text(max_size=60))
def test_places_are_those_of_the_words(text: str) -> None:
    words = words_of(text)
    assert tuple(word.form for word in words) == forms_of(text)
    assert all(form_of(text[word.start : word.end]) == word.form for word in words)
    assert all(one.end <= next_.start for one, next_ in pairwise(words))


@given(st.text(max_size=30))
def test_a_form_is_one_word_for_whoever_keeps_it(text: str) -> None:
    """Forms are stored with spaces between them, and only there are they taken apart again."""
    for form in forms_of(text):
        assert form
        assert form.split() == [form]
        assert not set(form) & set("\"'()*:^{}+,-. \0")


@given(st.text(st.characters(codec="latin-1"), max_size=30))
def test_composed_or_not_a_text_has_the_same_forms(text: str) -> None:
    assert forms_of(unicodedata.normalize("NFD", text)) == forms_of(
        unicodedata.normalize("NFC", text)
    )
