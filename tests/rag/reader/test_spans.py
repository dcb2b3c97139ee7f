from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.reader.measures import figures_asked
from rag.reader.model import Logits
from rag.reader.spans import BRIEF, LONGEST, best, clean, without_clauses
from rag.reader.windows import Window

MANY = "¿Cuántos soldados envió Corea del Norte?"


def window(count: int, first: int = 3) -> Window:
    return Window([0] * (first + count + 1), first, [(2 * i, 2 * i + 1) for i in range(count)])


@given(st.integers(1, 45), st.integers(0, 1000))
def test_the_best_span_is_that_of_trying_all(count: int, seed: int) -> None:
    chance = np.random.default_rng(seed)
    seen = window(count)
    start, end = (chance.normal(size=len(seen.ids)).astype(np.float32) for _ in range(2))
    span = best(Logits(start, end, 0.5), seen)
    tried = {
        (i, j): start[3 + i] + end[3 + j]
        for i in range(count)
        for j in range(i, min(count, i + LONGEST))
    }
    (i, j), score = max(tried.items(), key=lambda pair: pair[1])
    assert span is not None
    assert (span.start, span.end) == (2 * i, 2 * j + 1)
    assert span.score == pytest.approx(score, rel=1e-5)
    assert span.here == pytest.approx(score - start[0] - end[0], rel=1e-4, abs=1e-5)


@given(st.integers(4, 30), st.integers(0, 1000))
def test_a_span_has_one_figure_that_may_be_asked_for_and_no_other(count: int, seed: int) -> None:
    chance = np.random.default_rng(seed)
    seen = window(count)
    start, end = (chance.normal(size=len(seen.ids)).astype(np.float32) for _ in range(2))
    places = sorted(chance.choice(count, size=3, replace=False).tolist())
    figures = [((2 * at, 2 * at + 1), number != 1) for number, at in enumerate(places)]
    span = best(Logits(start, end, 0.5), seen, figures=figures)
    assert span is not None
    inside = [fits for (a, b), fits in figures if a < span.end and span.start < b]
    assert inside == [True]


def test_where_no_figure_may_be_asked_for_any_span_is_taken() -> None:
    seen = window(5)
    start, end = np.zeros(len(seen.ids), np.float32), np.zeros(len(seen.ids), np.float32)
    start[4] = end[4] = 9.0
    span = best(Logits(start, end, 0.5), seen, figures=[((8, 9), False)])
    assert span is not None
    assert (span.start, span.end) == (2, 3)


@given(st.integers(2, 40), st.integers(0, 1000), st.data())
def test_a_span_repeats_nothing_that_was_told(count: int, seed: int, data: st.DataObject) -> None:
    chance = np.random.default_rng(seed)
    seen = window(count)
    start, end = (chance.normal(size=len(seen.ids)).astype(np.float32) for _ in range(2))
    i = data.draw(st.integers(0, count - 1))
    told = (2 * i, 2 * data.draw(st.integers(i, min(count - 1, i + 20))) + 1)
    span = best(Logits(start, end, 0.5), seen, told=[told])
    long = told[1] - told[0] > BRIEF

    def repeats(a: int, b: int) -> bool:
        shared = min(b, told[1]) - max(a, told[0])
        return shared >= (told[1] - told[0]) / 2 if long else shared > 0

    tried = [
        (float(start[3 + i] + end[3 + j]), 2 * i, 2 * j + 1)
        for i in range(count)
        for j in range(i, min(count, i + LONGEST))
        if not repeats(2 * i, 2 * j + 1)
    ]
    if not tried:
        assert span is None
        return
    assert span is not None
    assert (span.start, span.end) == max(tried)[1:]


def test_a_window_without_passage_has_no_span() -> None:
    logits = Logits(np.zeros(4, np.float32), np.zeros(4, np.float32), 0.0)
    assert best(logits, window(0)) is None


@pytest.mark.parametrize(
    ("text", "given_", "question", "wanted"),
    [
        ("Envió más de 11,000 soldados.", "11,000", MANY, "más de 11,000"),
        ("Envió más de 11,000 soldados.", "11,000 soldados", MANY, "más de 11,000"),
        ("Son alrededor de 15.000 soldados.", "15.000", MANY, "alrededor de 15.000"),
        ("Cayó un 12 % en mayo.", "12", "¿Cuánto cayó?", "12 %"),
        ("Costó 30 millones de euros.", "30 millones de euros", "¿Cuánto costó?",
         "30 millones de euros"),
        ("Lo dijo Kim Jong-un.", "im Jong-u", "¿Quién lo dijo?", "Kim Jong-un"),
        ("Ganó (en junio), dicen.", "en junio),", "¿Cuándo?", "en junio"),
        ("El plan «Aurora», dicen.", "«Aurora»", "¿Qué plan?", "«Aurora»"),
        ("El plan «Aurora», dicen.", "«Aurora", "¿Qué plan?", "Aurora"),
    ],
)  # fmt: skip
def test_a_span_is_made_whole_and_bare(text: str, given_: str, question: str, wanted: str) -> None:
    start = text.index(given_)
    first, last = clean(text, start, start + len(given_), question)
    assert text[first:last] == wanted


texts = st.lists(
    st.sampled_from(
        "más de 11.000 soldados, «Kim» (ayer) 12 % unos , . ñandú e\u0301 🙂".split(" ")
    ),
    max_size=12,
).map(" ".join)


@given(text=texts | st.text(max_size=30), data=st.data())
def test_a_clean_span_stays_in_the_text(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    first, last = clean(text, start, end, MANY)
    assert 0 <= first <= last <= len(text)
    span = text[first:last]
    assert span == span.strip()
    if span and first > 0 and span[0].isalnum():
        assert not text[first - 1].isalnum()


@pytest.mark.parametrize(
    ("text", "value", "expected"),
    [
        (
            "Llegaron alrededor de 15.000 soldados a Kursk.",
            "15.000 soldados",
            "alrededor de 15.000",
        ),
        ("Recorrió 300 metros.", "300 metros", "300 metros"),
        ("Costó 20 millones de euros.", "20 millones de euros", "20 millones de euros"),
    ],
)
def test_of_a_question_in_english_the_noun_goes_and_the_unit_stays(
    text: str, value: str, expected: str
) -> None:
    start = text.index(value)
    a, b = clean(text, start, start + len(value), "How many of them were there?")
    assert text[a:b] == expected


@pytest.mark.parametrize(
    ("text", "value", "expected"),
    [
        ("Duró veintisiete días, y sin haber logrado nada.",
         "veintisiete días, y sin haber logrado nada", "veintisiete días"),
        ("Llovió once horas seguidas: el río bajó.", "once horas seguidas: el río bajó",
         "once horas seguidas"),
        ("El domingo, en la plaza, 40 vecinos.", "El domingo, en la plaza, 40 vecinos",
         "40 vecinos"),
        ("Son 3,5 metros.", "3,5 metros", "3,5 metros"),
        ("De 12 a 40, o más.", "12 a 40, o más", "12 a 40"),
        ("Hubo 12 muertos, y 40 heridos.", "12 muertos, y 40 heridos", "12 muertos, y 40 heridos"),
        ("Vino una multitud, nada menos.", "una multitud, nada menos", "una multitud, nada menos"),
    ],
)  # fmt: skip
def test_a_figure_stands_without_its_clauses(text: str, value: str, expected: str) -> None:
    start = text.index(value)
    figures = figures_asked("¿Cuánto duró?", text)
    first, last = without_clauses(text, start, start + len(value), figures)
    assert text[first:last] == expected
