"""Stored terms: of the title and the text, and never another analyzer's."""

from __future__ import annotations

from pathlib import Path

import pytest

from index import HybridIndex
from index.storage.store import Store
from index.text import analyzer
from index.text.searched_text import LONGEST_TITLE, searchable, terms_of
from tests.index.fakes import FakeEncoder, article, filled, rows


@pytest.mark.parametrize(
    ("title", "text", "searched"),
    [
        ("", "Texto.", "Texto."),
        ("Título", "Texto.", "Título. Texto."),
        ("Título\n en  dos", "Texto.", "Título en dos. Texto."),
        ("Un texto", "Un texto y más.", "Un texto y más."),
        ("x" * (LONGEST_TITLE + 5), "Texto.", "x" * LONGEST_TITLE + ". Texto."),
    ],
)
def test_a_passage_is_searched_with_its_title_once(title: str, text: str, searched: str) -> None:
    assert searchable(title, text) == searched


def test_terms_are_stored_as_the_analyzer_gives_them() -> None:
    assert terms_of("once mil soldados").split(" ") == analyzer.analyze("once mil soldados")
    assert terms_of("¿qué?") == ""


def stored(folder: Path) -> list[str]:
    store = Store(folder)
    terms = [row.terms for row in rows(store)]
    store.close()
    return terms


def test_terms_of_another_analyzer_are_made_anew_as_the_archive_is_opened(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    index = filled(tmp_path, article("Los soldados.", "Once mil.", title="Tropas"))
    old, before = index.store.fingerprint, stored(tmp_path)
    index.close()
    assert before == [terms_of("Tropas. Los soldados."), terms_of("Tropas. Once mil.")]
    with monkeypatch.context() as patched:
        patched.setattr(analyzer, "VERSION", analyzer.VERSION + 1)
        patched.setattr(analyzer, "analyze", lambda text: text.lower().split())
        later = HybridIndex.open(tmp_path, FakeEncoder())
        assert stored(tmp_path) == ["tropas. los soldados.", "tropas. once mil."]
        assert later.store.fingerprint != old
        assert later.search("los", mode="bm25")
        later.close()
    HybridIndex.open(tmp_path, FakeEncoder()).close()
    assert stored(tmp_path) == before


def test_opening_an_archive_of_this_analyzer_changes_nothing(tmp_path: Path) -> None:
    index = filled(tmp_path, article("Los soldados."))
    again = HybridIndex.open(tmp_path, FakeEncoder())
    assert again.store.fingerprint == index.store.fingerprint


def test_opening_an_empty_archive_writes_nothing(tmp_path: Path) -> None:
    assert HybridIndex.open(tmp_path, FakeEncoder()).store.fingerprint == ""
