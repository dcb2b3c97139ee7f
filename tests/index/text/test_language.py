"""Spanish holds what is expected of a language, and what only Spanish has."""

from __future__ import annotations

import calendar

import pytest
import Stemmer

from index.text import english
from index.text.analyzer import analyze
from index.text.folding import fold_term
from index.text.spanish import SPANISH
from tests.index.text.conformance import LanguageConformance


class TestSpanish(LanguageConformance):
    language = SPANISH
    content = tuple(
        "estado estados gobierno guerra paz muerto herido norte sur presidente parte país año "
        "dinero nada vida té".split()
    )


def test_enie_is_a_letter_of_its_own() -> None:
    assert "ñ" not in SPANISH.accents.keys() | SPANISH.borrowed_accents.keys()
    for word, other in (("año", "ano"), ("caña", "cana"), ("peña", "pena"), ("uñas", "unas")):
        assert analyze(word) != analyze(other)


@pytest.mark.parametrize(
    ("form", "other"),
    [("llegaría", "llegó"), ("enviaría", "envió"), ("vivían", "vive"), ("debería", "deben")],
)
def test_forms_meet_that_would_not_had_accents_gone_before_stemming(form: str, other: str) -> None:
    stemmer = Stemmer.Stemmer(SPANISH.stemmer)
    assert stemmer.stemWord(fold_term(form)) != stemmer.stemWord(fold_term(other))
    assert analyze(form) == analyze(other)


def test_english_months_are_those_of_the_calendar() -> None:
    assert [month.name for month in english.MONTHS] == [
        name.lower() for name in calendar.month_name if name
    ]
