"""Passages found: words marked whatever their ending, and how many there are."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.text.analyzer import analyze
from rag.chat.views import markup
from rag.chat.views.search_view import hits, marked, marked_at, syntax
from rag.chat.wording.languages import WORDS
from tests.rag.fakes_rag import open_archive


@pytest.mark.parametrize(
    ("sought", "text", "shown"),
    [
        (
            "bomberos",
            "Un bombero y dos BOMBEROS.",
            "Un <mark>bombero</mark> y dos <mark>BOMBEROS</mark>.",
        ),
        ("días", "Tres dias, un día.", "Tres <mark>dias</mark>, un <mark>día</mark>."),
        ("la casa", "La casa de <b>ella</b>", "La <mark>casa</mark> de &lt;b&gt;ella&lt;/b&gt;"),
        ("1.200", "Unos 1.200 euros y 1 más", "Unos <mark>1.200</mark> euros y 1 más"),
        ("nada", "Otra cosa", "Otra cosa"),
    ],
)
def test_words_are_marked_whatever_their_ending(sought: str, text: str, shown: str) -> None:
    assert marked(text, frozenset(analyze(sought))) == shown


@given(st.text(max_size=80), st.text(max_size=20))
def test_marking_loses_nothing_and_lets_nothing_through(text: str, sought: str) -> None:
    html = marked(text, frozenset(analyze(sought)))
    bare = html.replace("<mark>", "").replace("</mark>", "")
    assert "<" not in bare
    assert bare == marked(text, frozenset())


@given(st.text(max_size=60), st.data())
def test_marking_places_loses_nothing_and_lets_nothing_through(
    text: str, data: st.DataObject
) -> None:
    cuts = data.draw(st.lists(st.integers(0, len(text)), max_size=6, unique=True).map(sorted))
    spans = [(a, b) for a, b in zip(cuts[::2], cuts[1::2], strict=False) if a < b]
    html = marked_at(text, spans)
    assert html.count("<mark>") == len(spans)
    assert html.replace("<mark>", "").replace("</mark>", "") == markup.text(text)


def test_the_help_has_an_example_for_each_thing_in_every_language() -> None:
    for words in WORDS.values():
        html = syntax(words)
        assert html.count("<dt>") == html.count("<dd>") == 7
        assert words.exact.near in html


def test_a_passage_that_is_found_by_its_title_shows_the_word_marked_there(tmp_path: Path) -> None:
    archive = open_archive(tmp_path)
    archive.add_text("Arde <b>la sierra", "Los vecinos esperan en el pabellón.")
    html = hits(archive.search_result("sierra"), 10, 101, WORDS["es"])
    assert "Arde &lt;b&gt;la <mark>sierra</mark></h2>" in html
    assert '<h2 lang="es">' in html, "on the English page too"
    archive.close()


@pytest.mark.parametrize(
    ("most", "said"),
    [(101, "2 de 3 pasajes, en"), (3, "Los 2 mejores pasajes, en")],
)
def test_how_many_there_are_is_a_number_or_a_sentence_of_its_own(
    tmp_path: Path, most: int, said: str
) -> None:
    archive = open_archive(tmp_path)
    archive.add_text("Fuego", "Arde la sierra.\n\nArde la vega.\n\nArde el soto.")
    html = hits(archive.search_result("arde", most), 2, most, WORDS["es"])
    assert f'role="status">{said}' in html
    assert ("; hay más de 2<" in html) is (most == 3)
    archive.close()
