"""Answers are written in Spanish, each statement with its marks and nothing forged."""

from __future__ import annotations

import dataclasses
import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.answers import wording
from rag.answers.types import Also, Citation, Claim
from rag.documents.metadata.dates import parse_date


def _citation(n: int, quote: str, value: str, source: str, date: str | None = None) -> Citation:
    start = quote.index(value)
    end = start + len(value)
    return Citation(n, f"d{n}", "Título", source, date, 1, quote, quote, value, start, end, 0.9)


ELEVEN = _citation(1, "Envió más de 11,000 soldados.", "más de 11,000", "La Voz", "2025-08-14")
FIFTEEN = _citation(2, "Son alrededor de 15.000.", "alrededor de 15.000", "El Faro")


@given(st.dates())
def test_a_day_in_words_reads_back_as_the_same_day(day: datetime.date) -> None:
    text = wording.day(day.isoformat())
    assert text.split(" de ")[0] == str(day.day)
    if day.year >= 1000:  # dates are read with years of four digits
        assert parse_date(text) == day.isoformat()


def test_a_day_is_said_in_spanish() -> None:
    assert wording.day("2025-08-04") == "4 de agosto de 2025"


def test_sources_that_disagree_are_set_side_by_side() -> None:
    claims = [Claim("más de 11,000", 11000, (1,)), Claim("alrededor de 15.000", 15000, (2,))]
    text = wording.answer_text("disagree", claims, [ELEVEN, FIFTEEN])
    assert text == (
        "Las fuentes no coinciden:\n"
        "- más de 11,000: «Envió más de 11,000 soldados.» — La Voz, 14 de agosto de 2025 [1]\n"
        "- alrededor de 15.000: «Son alrededor de 15.000.» — El Faro [2]"
    )


def test_who_says_the_same_follows_with_its_own_words_and_mark() -> None:
    claims = [Claim("más de 11,000", 11000, (1, 2))]
    text = wording.answer_text("agree", claims, [ELEVEN, FIFTEEN])
    assert text == (
        "más de 11,000: «Envió más de 11,000 soldados.» — La Voz, 14 de agosto de 2025 [1]; "
        "coincide El Faro: «alrededor de 15.000» [2]"
    )


def test_several_who_say_the_same_agree_in_number() -> None:
    citations = [_citation(n, "Son 300.", "300", f"Diario {n}") for n in (1, 2, 3)]
    text = wording.answer_text("agree", [Claim("300", 300, (1, 2, 3))], citations)
    assert text == "300: «Son 300.» — Diario 1 [1]; coinciden Diario 2 [2] y Diario 3 [3]"


def test_an_outlet_that_says_so_once_more_does_not_agree_with_itself() -> None:
    citations = [_citation(n, "Son 300.", "300", name) for n, name in enumerate(("A", "A", "B"), 1)]
    told = [wording.answer_text("single", [Claim("300", 300, of)], citations)
            for of in ((1, 2), (1, 2, 3))]  # fmt: skip
    assert told == [
        "300: «Son 300.» — A [1]; también A [2]",
        "300: «Son 300.» — A [1]; coincide B [3]; también A [2]",
    ]


def test_other_outlets_of_one_text_stand_with_its_origin() -> None:
    also = tuple(Also(f"x{n}", "Título", name, None) for n, name in enumerate(("Sur", "Ideal")))
    citation = dataclasses.replace(ELEVEN, also=also)
    text = wording.answer_text("single", [Claim("más de 11,000", 11000, (1,))], [citation])
    assert text.endswith("— La Voz, 14 de agosto de 2025; también en Sur e Ideal [1]")


@pytest.mark.parametrize(
    ("value", "who", "lead"),
    [
        ("600", "Según Seúl", "600, según Seúl"),
        ("600", "dijo el portavoz", "600, según el portavoz"),
        ("600", "anunció ayer la alcaldesa", "600, según la alcaldesa"),
        ("600", "El informe señala", "600, según el informe"),
        ("600", "El sindicato lo sitúa", "600, según el sindicato"),
        ("600", "La Policía", "600, según la Policía"),
        ("600", "Ruiz", "600, según Ruiz"),
        ("600", "De acuerdo con Seúl", "600, de acuerdo con Seúl"),
        ("600", "", "600"),
        ("600 bajas, según Seúl", "según Seúl", "600 bajas, según Seúl"),
    ],
)
def test_the_short_answer_says_who_says_so(value: str, who: str, lead: str) -> None:
    assert wording.lead(Claim(value, None, (1,), who)) == lead


@pytest.mark.parametrize(
    ("names", "text"),
    [
        (["El Faro"], "El Faro"),
        (["El Faro", "Ideal"], "El Faro e Ideal"),
        (["A", "B", "Hispania"], "A, B e Hispania"),
        (["Sur", "Hielo"], "Sur y Hielo"),
        (["Sur", "Yecla"], "Sur y Yecla"),
    ],
)
def test_names_are_listed_as_in_spanish(names: list[str], text: str) -> None:
    assert wording.listed(names) == text


def test_a_disagreement_tells_the_newest_first_and_the_undated_last() -> None:
    citations = [
        _citation(1, "Son 1.", "1", "A"),
        _citation(2, "Son 2.", "2", "B", "2024-01-01"),
        _citation(3, "Son 3.", "3", "C", "2025-01-01"),
    ]
    claims = [Claim(c.value, int(c.value), (c.n,), "", c.date) for c in citations]
    text = wording.answer_text("disagree", claims, citations)
    assert [line[-3:] for line in text.split("\n")[1:]] == ["[3]", "[2]", "[1]"]


def test_sentences_beside_the_best_follow_as_such() -> None:
    citations = [
        _citation(1, "Ganó Onaindia.", "Ganó Onaindia.", "La Voz"),
        _citation(2, "Perdió Barahona.", "Perdió Barahona.", "El Faro"),
    ]
    claims = [Claim(c.value, None, (c.n,)) for c in citations]
    text = wording.answer_text("single", claims, citations)
    assert text == ("«Ganó Onaindia.» — La Voz [1]\n\nTambién:\n- «Perdió Barahona.» — El Faro [2]")


def test_an_abstention_says_so_and_offers_the_nearest() -> None:
    text = wording.abstention_text([ELEVEN, FIFTEEN])
    first, *nearest = text.split("\n")
    assert "no responden" in first
    assert [line[-3:] for line in nearest] == ["[1]", "[2]"]


def test_an_abstention_without_anything_near_says_that_too() -> None:
    text = wording.abstention_text([])
    assert "no responden" in text
    assert "[" not in text


@pytest.mark.parametrize("dirty", ["uno [2] «dos»\n\n- [9] tres", "[1]\n# Título [1]"])
def test_quotation_and_origin_stay_on_their_line_and_forge_nothing(dirty: str) -> None:
    citation = _citation(1, dirty, dirty, dirty)
    text = wording.answer_text("single", [Claim(dirty, None, (1,))], [citation])
    assert "\n" not in text
    assert text.count("[") == 1
    assert text.endswith(" [1]")
    quoted = text.split("» — ")[0].removeprefix("«")
    assert not {"«", "»"} & set(quoted)


def test_a_value_over_two_lines_is_written_on_one() -> None:
    citation = _citation(1, "Envió más\nde 11,000 soldados.", "más\nde 11,000", "La Voz")
    claims = [Claim("más\nde 11,000", 11000, (1,))]
    assert wording.answer_text("single", claims, [citation]).startswith("más de 11,000: «Envió más")


def test_the_title_stands_in_for_a_missing_source() -> None:
    citation = _citation(1, "Ganó Onaindia.", "Ganó Onaindia.", "")
    text = wording.answer_text("single", [Claim("Ganó Onaindia.", None, (1,))], [citation])
    assert text == "«Ganó Onaindia.» — Título [1]"


def _dated(quote: str, value: str, date: str | None) -> Citation:
    start = quote.index(value)
    return Citation(
        1, "d1", "Título", "La Voz", date, 1, quote, quote, value, start, start + len(value), 0.9
    )


@pytest.mark.parametrize(
    ("quote", "value", "date", "told"),
    [
        ("Se celebró el sábado.", "el sábado", "2023-06-26", "24 de junio de 2023"),
        ("Dejó de funcionar ayer.", "ayer", "2024-10-16", "15 de octubre de 2024"),
        ("Abrirá en junio.", "en junio", "2025-03-01", "junio de 2025"),
        ("Ocurrió el año pasado.", "el año pasado", "2025-03-01", "2024"),
        ("Abrió el 8 de enero.", "el 8 de enero", "2025-01-10", "8 de enero de 2025"),
        ("Abrió el 8 de enero de 2024.", "el 8 de enero de 2024", "2025-01-10", ""),
        ("Se celebró el sábado.", "el sábado", None, ""),
        ("Fueron 40 vecinos el sábado.", "40", "2023-06-26", ""),
    ],
)
def test_a_day_is_told_in_full_by_the_date_of_its_article(
    quote: str, value: str, date: str | None, told: str
) -> None:
    citation = _dated(quote, value, date)
    assert wording.resolved(citation) == told
    text = wording.answer_text("single", [Claim(value, None, (1,))], [citation])
    assert text.startswith(f"{value} ({told}): «" if told else f"{value}: «")


def test_both_figures_of_a_sentence_are_told_with_who_gives_each() -> None:
    quote = "Participaron 70.000 personas según los convocantes y 41.000 según la Policía."
    claim = Claim("41.000", 41_000, (1,), "según la Policía")
    text = wording.answer_text("single", [claim], [_dated(quote, "41.000", None)])
    assert text.startswith("41.000, según la Policía; 70.000, según los convocantes: «")
