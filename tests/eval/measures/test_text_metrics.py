"""Exact match, F1 and "right" against figures worked out by hand."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from eval.measures import text_metrics


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("«El presidente»", "presidente"),
        ("¡Más de 11.000!", "más de 11000"),
        ("más de 11,000", "más de 11000"),
        ("  los\u00a0soldados\n norcoreanos ", "soldados norcoreanos"),
        ("“Kim” Jong-un", "kim jongun"),
        ("Moscú—Pionyang", "moscú pionyang"),
        ("The Beatles", "beatles"),
        ("¿qué? ¡sí!", "qué sí"),
        ("$5", "5"),
        ("el", ""),
        ("", ""),
    ],
)
def test_normalisation(text: str, expected: str) -> None:
    assert text_metrics.normalize(text) == expected


def test_accents_tell_words_apart() -> None:
    assert text_metrics.exact_match("él", ["el"]) == 0.0
    assert text_metrics.exact_match("papá", ["papa"]) == 0.0


def test_an_accent_may_be_written_in_two_ways() -> None:
    assert text_metrics.exact_match("Moscu\u0301", ["Moscú"]) == 1.0


def test_exact_match_takes_any_of_the_answers() -> None:
    assert text_metrics.exact_match("la Casa Blanca", ["Washington", "Casa Blanca"]) == 1.0
    assert text_metrics.exact_match("Casa", ["Washington", "Casa Blanca"]) == 0.0
    assert text_metrics.exact_match("Casa", []) == 0.0


def test_f1_by_hand() -> None:
    # Common: "soldados", "norcoreanos" (2); predicted 4 words, expected 3: 2·2 / 7.
    value = text_metrics.f1("diez mil soldados norcoreanos", ["los soldados norcoreanos caídos"])
    assert value == pytest.approx(4 / 7)
    # A word counts as often as both have it: common 1, lengths 2 and 1.
    assert text_metrics.f1("paz paz", ["paz"]) == pytest.approx(2 / 3)
    assert text_metrics.f1("guerra", ["paz"]) == 0.0


def test_f1_is_that_of_the_nearest_answer() -> None:
    assert text_metrics.f1("Kim Jong-un", ["Putin", "Kim Jong-un"]) == 1.0
    assert text_metrics.f1("Kim Jong-un", []) == 0.0


def test_nothing_left_after_normalisation_equals_only_nothing() -> None:
    assert text_metrics.f1("el", ["la"]) == 1.0
    assert text_metrics.f1("el", ["perro"]) == 0.0
    assert text_metrics.f1("", ["perro"]) == 0.0


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("más de 11,000 y 15.000", {"11000", "15000"}),
        ("11\u00a0000 o 11\u202f000 o 11 000", {"11000"}),
        ("1.234.567", {"1234567"}),
        ("3,5 millones", {"3", "5"}),
        ("en 2024, 300 heridos", {"2024", "300"}),
        ("sin cifras", set()),
    ],
)
def test_figures_are_read_with_either_thousands_mark(text: str, expected: set[str]) -> None:
    assert text_metrics.figures(text) == expected


@pytest.mark.parametrize(
    ("prediction", "answer", "expected"),
    [
        ("más de 11.000 soldados", "más de 11,000", True),
        ("11.000", "más de 11,000", True),
        ("15.000 soldados", "11.000 soldados", False),
        ("soldados", "11.000 soldados", False),
        ("Kim Jong Un", "el líder Kim Jong Un", True),
        ("Putin", "Kim Jong Un", False),
    ],
)
def test_right_forgives_words_but_no_figures(prediction: str, answer: str, expected: bool) -> None:
    assert text_metrics.right(prediction, [answer]) is expected


@given(st.text(), st.text())
def test_bounds_symmetry_and_order(a: str, b: str) -> None:
    assert 0.0 <= text_metrics.f1(a, [b]) <= 1.0
    assert text_metrics.f1(a, [b]) == text_metrics.f1(b, [a])
    assert text_metrics.f1(a, [b]) >= text_metrics.exact_match(a, [b])
    assert text_metrics.f1(a, [a]) == text_metrics.exact_match(a, [a]) == 1.0


@example("C:\u0327")
@given(st.text())
def test_normalising_twice_changes_nothing_more(text: str) -> None:
    once = text_metrics.normalize(text)
    assert text_metrics.normalize(once) == once
