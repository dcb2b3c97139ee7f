"""What is known of the article that a passage is from: how it begins, and which words it has.

A passage need not say whom, where or when it tells of: its article does, mostly at the beginning.
What no word of the article says is not its matter at all.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final, Protocol

from index.text.analyzer import analyze
from index.types import Document

LONGEST: Final = 12_000
"""Characters of an article whose words are known: twice those of the longest of the five first
articles (5,670, by ``wc -m``; of own clusters 3,075), four milliseconds of a core. What is longer
is a book or a law, whose words are anybody's."""


class Articles(Protocol):
    """What is known of documents, by their ids."""

    def lead(self, document: str) -> str:
        """The document's first paragraph, ``""`` where there is none."""
        ...

    def words(self, document: str) -> frozenset[str]:
        """The terms of its headline, outlet and text; none of a document that is not known."""
        ...


class NothingKnown:
    """Knows no document."""

    def lead(self, document: str) -> str:
        """No beginning."""
        return ""

    def words(self, document: str) -> frozenset[str]:
        """No words."""
        return frozenset()


NOTHING_KNOWN: Final = NothingKnown()


class Documents(Protocol):
    """What keeps documents, as :class:`index.backend.Storage` does."""

    def document(self, id: str) -> Document | None:
        """The document with that id; ``None`` where there is none."""
        ...


@dataclass(slots=True)
class StoredArticles:
    """The documents of an archive, each fetched and analysed once: for one question, or as long as
    nothing is added."""

    storage: Documents
    _fetched: dict[str, Document | None] = field(default_factory=dict)
    _words: dict[str, frozenset[str]] = field(default_factory=dict)

    def lead(self, document: str) -> str:
        """See :class:`Articles`."""
        return first_paragraph(self._fetch(document))

    def words(self, document: str) -> frozenset[str]:
        """See :class:`Articles`."""
        if document not in self._words:
            found = self._fetch(document)
            known = words_of(found.title, found.source, found.text) if found else frozenset()
            self._words[document] = known
        return self._words[document]

    def _fetch(self, document: str) -> Document | None:
        if document not in self._fetched:
            self._fetched[document] = self.storage.document(document)
        return self._fetched[document]


def words_of(title: str, source: str, text: str) -> frozenset[str]:
    """The terms of an article, as far as they are known."""
    return frozenset(analyze(f"{title}\n\n{source}\n\n{text[:LONGEST]}"))


def first_paragraph(document: Document | None) -> str:
    """The first paragraph of a document below its headline; ``""`` where there is none."""
    spans = [span for span in document.spans if span.paragraph] if document else []
    first = [span for span in spans if span.paragraph == spans[0].paragraph]
    return document.text[first[0].start : first[-1].end] if document and first else ""
