"""What searching and listing give back, and the JSON of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

from index import Hit
from index.types import Mode
from rag.answers.limits import NOTHING, LeftOut


@dataclass(frozen=True, slots=True)
class SearchResult:
    """The hits of a search, with what ``search --json`` prints of them.

    :param searched: the question as it was searched, with misspelt words mended; ``""`` where it
        was searched as asked.
    :param note: says so in words.
    """

    question: str
    mode: Mode
    hits: Sequence[Hit]
    search_ms: float
    left_out: LeftOut = NOTHING
    searched: str = ""
    note: str = ""

    def to_dict(self) -> dict[str, Any]:
        """What ``--json`` prints."""
        return {
            "question": self.question,
            "standalone_question": self.searched or self.question,
            "mode": self.mode,
            "hits": [_hit_dict(hit) for hit in self.hits],
            "left_out": asdict(self.left_out),
            "timings_ms": {"search": self.search_ms},
        }


@dataclass(frozen=True, slots=True)
class DocumentSummary:
    """One document as ``list`` shows it.

    :param pages: how many pages it is printed on; ``None`` where it has none.
    """

    id: str
    title: str
    source: str
    date: str | None
    passages: int
    pages: int | None = None


@dataclass(frozen=True, slots=True)
class DocumentPage:
    """A page of the list of documents.

    :param total: documents on all pages.
    """

    total: int
    documents: Sequence[DocumentSummary]


def _hit_dict(hit: Hit) -> dict[str, Any]:
    passage = hit.passage
    return {
        "document": passage.document,
        "title": passage.title,
        "source": passage.source,
        "date": passage.date,
        "page": passage.page,
        "paragraph": passage.paragraph,
        "passage": passage.text,
        "score": round(hit.score, 4),
        "dense": round(hit.dense, 4),
        "bm25": round(hit.bm25, 4),
    }
