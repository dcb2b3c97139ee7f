"""Who says so: verbatim words of the sentence, or none."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.claims.attribution import LONGEST, attribution_in


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
        ("«Son 15.000», afirmó Ruiz, «y vendrán más».", "afirmó Ruiz"),
        ("El ministerio calcula que faltan 90 plazas.", "El ministerio calcula"),
        ("De acuerdo con la policía, eran 8.000.", "De acuerdo con la policía"),
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
        "",
    ],
)
def test_nobody_is_made_up(sentence: str) -> None:
    assert attribution_in(sentence) == ""


words = st.sampled_from(
    "según dijo , . el ministro que «Son 15» afirmó de acuerdo con y [1]".split()
)


@given(st.lists(words, max_size=25).map(" ".join) | st.text(max_size=200))
def test_an_attribution_is_a_short_slice_of_its_sentence(sentence: str) -> None:
    who = attribution_in(sentence)
    assert who in sentence
    assert len(who) <= LONGEST
    assert "\n" not in who
