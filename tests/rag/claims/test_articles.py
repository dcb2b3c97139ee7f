"""An article's beginning and its words are known by its id, and each is fetched once."""

from __future__ import annotations

from pathlib import Path

from index import Document
from index.text.analyzer import analyze
from rag import Archive
from rag.claims.articles import LONGEST, NOTHING_KNOWN, StoredArticles, first_paragraph, words_of


class Counting:
    """An archive's storage that counts what is asked of it."""

    def __init__(self, archive: Archive) -> None:
        self.archive, self.asked = archive, 0

    def document(self, id: str) -> Document | None:
        self.asked += 1
        return self.archive.backend.document(id)


def test_beginning_and_words_are_those_of_the_stored_article(tmp_path: Path) -> None:
    opened = "La alcaldesa de Sarga abrió ayer el puente nuevo ante dos mil vecinos."
    cost = "La obra costó nueve millones de euros y duró tres años, dos de más."
    note = tmp_path / "nota.md"
    note.write_text(f"# El puente de Sarga\n\n{opened}\n\n{cost}\n", encoding="utf-8")
    archive = Archive.open(tmp_path / "archivo")
    (id,) = archive.add(note).files[0].documents
    storage = Counting(archive)
    articles = StoredArticles(storage)  # type: ignore[arg-type]
    assert articles.lead(id).endswith(opened)
    assert {*analyze("puente de Sarga, alcaldesa, nueve millones")} <= articles.words(id)
    assert storage.asked == 1
    assert articles.lead("nadie") == "" and articles.words("nadie") == frozenset()
    archive.close()


def test_of_a_book_only_the_beginning_is_known() -> None:
    text = "palabra " * LONGEST + "final"
    assert words_of("Título", "Medio", text) == words_of("Título", "Medio", "palabra")


def test_nothing_is_known_of_what_lies_nowhere() -> None:
    assert NOTHING_KNOWN.lead("d1") == first_paragraph(None) == ""
    assert NOTHING_KNOWN.words("d1") == frozenset()
