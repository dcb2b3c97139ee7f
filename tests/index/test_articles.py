"""An article's beginning and its words are known by its id, and each is fetched once."""

from __future__ import annotations

from index.articles import LONGEST, NOTHING_KNOWN, StoredArticles, first_paragraph, words_of
from index.text.analyzer import analyze
from index.types import Document, Span

HEAD = "El puente de Sarga"
OPENED = "La alcaldesa abrió ayer el puente nuevo."
COST = "La obra costó nueve millones de euros."
TEXT = f"{HEAD}\n\n{OPENED}\n\n{COST}"


class OneDocument:
    """A storage of one document, «nota», that counts what is asked of it."""

    def __init__(self) -> None:
        spans = tuple(
            Span(TEXT.index(part), TEXT.index(part) + len(part), number)
            for number, part in enumerate((HEAD, OPENED, COST))
        )
        self.kept, self.asked = Document(TEXT, spans, title=HEAD, source="El Faro"), 0

    def document(self, id: str) -> Document | None:
        self.asked += 1
        return self.kept if id == "nota" else None


def test_beginning_and_words_are_those_of_the_stored_article() -> None:
    storage = OneDocument()
    articles = StoredArticles(storage)
    assert articles.lead("nota") == OPENED
    assert {*analyze("El Faro: puente de Sarga, alcaldesa, nueve millones")} <= articles.words(
        "nota"
    )
    assert storage.asked == 1
    assert articles.lead("nadie") == "" and articles.words("nadie") == frozenset()


def test_of_a_book_only_the_beginning_is_known() -> None:
    text = "palabra " * LONGEST + "final"
    assert words_of("Título", "Medio", text) == words_of("Título", "Medio", "palabra")


def test_nothing_is_known_of_what_lies_nowhere() -> None:
    assert NOTHING_KNOWN.lead("d1") == first_paragraph(None) == ""
    assert NOTHING_KNOWN.words("d1") == frozenset()
