"""The parts of a chronology: near copies, and which figures are one."""

from __future__ import annotations

from datetime import date

from index import Passage
from rag.timelines.folding import fold
from rag.timelines.gathering import Matter
from rag.timelines.making import _entry
from rag.timelines.series import series_of
from rag.timelines.statements import Statement, statements
from rag.timelines.types import Entry, Series

FIRE = Matter({"incendi": 0.5, "lombr": 0.5})


def passage(text: str, document: str = "a", day: str | None = "2025-08-14") -> Passage:
    return Passage(0, document, "Titular", f"Medio {document}", day, 1, 0, len(text), text)


def found(text: str, document: str = "a", day: str | None = "2025-08-14") -> list[Statement]:
    return statements(FIRE, [passage(text, document, day)])[0]


def entries(*told: tuple[str, str]) -> list[Entry]:
    """An entry for each day and sentence."""
    from dataclasses import replace

    made = []
    for n, (day, text) in enumerate(told, 1):
        folded = fold(found(text, str(n), day))
        made += [replace(_entry(each), citation=n) for each in folded]
    return made


def drawn(*told: tuple[str, str]) -> list[Series]:
    return list(series_of(entries(*told), FIRE))


def test_a_sentence_of_several_days_is_told_on_each_but_not_on_the_year_around_them() -> None:
    dated = found("El 3 de mayo de 2024 se prometió la presa, que se abrió el 7 de junio de 2025.")
    assert [(s.span.first, s.quote[slice(*s.when)]) for s in dated] == [
        (date(2024, 5, 3), "3 de mayo de 2024"),
        (date(2025, 6, 7), "7 de junio de 2025"),
    ]


def test_a_century_is_no_day_and_a_heading_no_statement() -> None:
    assert not found("Ayer, en Lombrada.")
    told, undated = statements(FIRE, [passage("El castillo se levantó allí en el siglo XV.")])
    assert all(s.dated_by == "article" for s in told)
    assert undated <= 1


def test_a_figure_that_one_paper_changed_is_news() -> None:
    sentence = "El incendio de Lombrada ha quemado 2.400 hectáreas de pinar y brezo, dijo la Junta."
    other = sentence.replace("2.400", "2.900")
    folded = fold([*found(sentence, "a"), *found(sentence, "b"), *found(other, "c")])
    assert [len(each.also) for each in folded] == [1, 0]


def test_the_same_words_a_year_later_are_another_day() -> None:
    sentence = "El incendio de Lombrada quedó extinguido ayer al mediodía, según la Junta."
    assert len(fold([*found(sentence, "a", "2024-08-14"), *found(sentence, "b")])) == 2
    assert len(fold([*found(sentence, "a", "2025-08-13"), *found(sentence, "b")])) == 1


def test_an_article_repeats_itself_without_a_second_entry() -> None:
    sentence = "El incendio de Lombrada quedó extinguido ayer al mediodía."
    folded = fold(found(f"{sentence} {sentence}"))
    assert [len(each.also) for each in folded] == [0]


def test_percentages_are_one_series_only_where_a_word_tells_of_what() -> None:
    inflation = [
        ("2025-01-10", "La inflación del incendio subió ayer al 8 % en Lombrada."),
        ("2025-02-10", "La inflación bajó ayer al 7 % en la comarca de Lombrada."),
        ("2025-03-10", "La inflación quedó ayer en el 6,5 % según la Junta."),
    ]
    (series,) = drawn(*inflation)
    assert (series.name, [p.value for p in series.points]) == ("inflación (%)", [8.0, 7.0, 6.5])
    others = [
        ("2025-01-10", "Ayer el pantano estaba al 8 % en Lombrada."),
        ("2025-02-10", "Ayer votó un 7 % del censo de Lombrada."),
        ("2025-03-10", "Ayer faltó un 6,5 % de alumnos en Lombrada."),
    ]
    assert not drawn(*others)


def test_what_does_not_change_is_not_drawn() -> None:
    same = [(f"2025-0{n}-10", "Ayer hubo 300 evacuados en Lombrada.") for n in (1, 4, 7)]
    assert not drawn(*same)
    changing = [(day, text.replace("300", str(n))) for n, (day, text) in enumerate(same, 5)]
    (series,) = drawn(*changing)
    assert (series.name, [p.value for p in series.points]) == ("evacuados", [5.0, 6.0, 7.0])


def test_units_of_one_measure_are_drawn_in_one() -> None:
    (series,) = drawn(
        ("2025-08-10", "Ayer habían ardido 900 hectáreas en Lombrada."),
        ("2025-08-12", "Ayer habían ardido 15 kilómetros cuadrados en Lombrada."),
        ("2025-08-14", "Ayer habían ardido 2.400 hectáreas en Lombrada."),
    )
    assert [p.value for p in series.points] == [900.0, 1500.0, 2400.0]
