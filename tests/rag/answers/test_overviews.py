"""Lists, numbers, periods and summaries of an archive's articles."""

from __future__ import annotations

from pathlib import Path

import pytest

from index import Filters
from index.text.analyzer import analyze
from rag import Archive
from rag.answers import overviews
from rag.answers.types import Answer
from tests.rag.answer_checks import _check_shape
from tests.rag.fakes_rag import article, open_archive

ARTICLES = {
    "a": ("Riada en Sil", "El Faro", "2025-08-14", "La riada de Sil dejó tres heridos."),
    "b": ("La riada cede", "La Gaceta", "2025-08-20", "En Sil baja el agua. La riada cede ya."),
    "c": ("Sil, un año después", "El Faro", "2026-08-14", "Sil recuerda su riada con una misa."),
    "d": ("Fiestas", "El Faro", "2025-08-15", "Las fiestas de Armilla empiezan hoy con música."),
    "e": ("Sin fecha", "La Gaceta", "", "La riada de Sil, contada por sus vecinos [9]."),
}


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    archive = open_archive(tmp_path / "archivo")
    for name, (title, source, day, text) in ARTICLES.items():
        head = f"---\ntitle: {title}\nsource: {source}\n" + (f"date: {day}\n" if day else "")
        article(tmp_path / "notas", f"{name}.md", f"{head}---\n{text}\n")
    archive.add(tmp_path / "notas")
    return archive


def checked(answer: Answer) -> Answer:
    """Check what is promised of every answer, and that each article is cited once."""
    _check_shape(answer)
    for citation in answer.citations:
        assert citation.passage[citation.start : citation.end] == citation.value
        assert answer.text.count(f"[{citation.n}]") == 1
    if not answer.abstained:
        assert answer.agreement == "single"
        (claim,) = answer.claims
        assert claim.value == answer.answer
        assert claim.citations == tuple(range(1, len(answer.citations) + 1))
    return answer


def titles(answer: Answer) -> list[str]:
    return [citation.title for citation in answer.citations]


def test_articles_of_a_matter_are_listed_by_date_with_the_sentence_that_names_it(
    archive: Archive,
) -> None:
    answer = checked(archive.ask("¿Qué artículos hablan de la riada de Sil?"))
    assert titles(answer) == ["Riada en Sil", "La riada cede", "Sil, un año después", "Sin fecha"]
    assert answer.answer == "«Riada en Sil», «La riada cede», «Sil, un año después» y «Sin fecha»"
    assert answer.citations[2].quote == "Sil recuerda su riada con una misa."
    assert "4 artículos nombran «la riada de Sil»" in answer.text


def test_articles_are_counted_as_a_look_at_each_counts_them(archive: Archive) -> None:
    for topic in ("la riada", "Sil", "la riada de Sil", "fiestas", "vecinos", "música de Armilla"):
        answer = archive.ask(f"¿Cuántos artículos hablan de {topic}?")
        wanted = set(analyze(topic))
        same = sum(wanted <= set(analyze(f"{a[0]} {a[3]}")) for a in ARTICLES.values())
        assert (answer.answer, answer.claims[0].normalized) == (str(same), same)
        checked(answer)


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        (Filters(sources=frozenset({"la gaceta"})), ["La riada cede", "Sin fecha"]),
        (Filters(date_from="2026-01-01"), ["Sil, un año después"]),
        (Filters(date_to="2025-08-15"), ["Riada en Sil"]),
    ],
)
def test_filters_are_respected(archive: Archive, filters: Filters, expected: list[str]) -> None:
    answer = checked(archive.ask("¿Cuántos artículos hablan de la riada?", filters=filters))
    assert titles(answer) == expected
    assert answer.answer == str(len(expected))
    every = checked(archive.ask("¿Qué noticias hay?", filters=filters))
    assert set(expected) <= set(titles(every))
    sources = {citation.source for citation in every.citations}
    assert sources == {"La Gaceta"} or not filters.sources


def test_a_period_tells_what_its_articles_tell_by_date(archive: Archive) -> None:
    answer = checked(archive.ask("¿Qué pasó en agosto de 2025?"))
    assert titles(answer) == ["Riada en Sil", "Fiestas", "La riada cede"]
    assert "14 de agosto de 2025, El Faro: «La riada de Sil dejó tres heridos.» [1]" in answer.text
    assert answer.left_out.undated == 1
    assert "1 documento sin fecha no se ha mirado." in answer.text
    only = checked(archive.ask("¿Qué pasó en Armilla en agosto de 2025?"))
    assert titles(only) == ["Fiestas"]
    limits = Filters(date_from="2025-08-15")
    assert titles(archive.ask("¿Qué pasó en agosto de 2025?", filters=limits)) == [
        "Fiestas",
        "La riada cede",
    ]


def test_a_period_without_articles_is_read_for_in_the_passages(archive: Archive) -> None:
    answer = archive.ask("¿Qué pasó en 1936?")
    assert "El archivo tiene" not in answer.text


def test_a_summary_quotes_the_leading_passages_in_order_of_time(archive: Archive) -> None:
    answer = checked(archive.ask("Resume la riada de Sil"))
    assert titles(answer) == ["Riada en Sil", "La riada cede", "Sil, un año después", "Sin fecha"]
    assert answer.text.startswith("Lo principal que dicen los artículos sobre «la riada de Sil»")
    assert "en sus propias palabras" in answer.text


def test_of_what_no_article_names_nothing_is_claimed(archive: Archive) -> None:
    answer = checked(archive.ask("¿Qué artículos hablan de dinosaurios?"))
    assert answer.abstained
    assert answer.text.startswith("Las fuentes no responden a esta pregunta")


def test_more_articles_than_are_shown_are_counted(
    archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(overviews, "LISTED", 2)
    answer = checked(archive.ask("¿Cuántos artículos hay?"))
    assert (answer.answer, len(answer.citations)) == ("5", 2)
    assert "se muestran los 2 primeros" in answer.text


def test_a_request_that_leans_on_the_talk_is_made_whole(archive: Archive) -> None:
    from rag.conversation import Conversation

    talk = Conversation(archive)
    talk.ask("¿Cuántos heridos dejó la riada de Sil?")
    assert talk.ask("resúmelo").standalone_question == "Resume la riada de Sil"
    assert talk.ask("¿Qué artículos hablan de eso?").standalone_question == (
        "¿Qué artículos hablan de la riada de Sil?"
    )
