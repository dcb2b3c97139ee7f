"""Answers the questions of an evaluation: with the whole product, or with its reader alone.

With the whole product a wrong answer may come from the search or from the reading; with
only the right passage to read it comes from the reading. Both look alike to the
measurement.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Protocol

from eval.cache import EmbeddingCache
from eval.datasets.types import Dataset, Question
from index import Filters, HybridIndex
from index.encoders.protocol import Encoder
from rag import Archive
from rag.answers.types import Answer

Progress = Callable[[str, int, int], None]


@dataclass(frozen=True, slots=True)
class Reply:
    """The part of an answer that is measured.

    :param passages: texts of the passages cited.
    """

    answer: str
    abstained: bool
    confidence: float
    passages: tuple[str, ...]


class Responder(Protocol):
    """Something that answers questions over the passages of a dataset."""

    def ask(self, question: Question, *, abstain: bool) -> Reply:
        """Answer, or abstain where that is allowed."""
        ...


def _reply(answer: Answer) -> Reply:
    return Reply(
        answer=answer.answer,
        abstained=answer.abstained,
        confidence=answer.confidence,
        passages=tuple(citation.passage for citation in answer.citations),
    )


class Product:
    """Answers with the whole product, as a person asks it: search, read, compose."""

    def __init__(self, archive: Archive) -> None:
        self._archive = archive

    def ask(self, question: Question, *, abstain: bool) -> Reply:
        """Answer from whatever the search finds."""
        return _reply(self._archive.ask(question.text, abstain=abstain))


class GoldReader:
    """Answers with the reader alone, from the passage that the question was written about.

    :param sources: passage id → its source in the archive.
    """

    def __init__(self, archive: Archive, sources: dict[str, str]) -> None:
        self._archive = archive
        self._sources = sources

    def ask(self, question: Question, *, abstain: bool) -> Reply:
        """Answer from that passage, which carries the scores a search gives it."""
        only = Filters(sources=frozenset({self._sources[question.about or ""]}))
        hits = self._archive.search(question.text, k=1, filters=only)
        return _reply(self._archive.answer_from(question.text, hits, abstain=abstain))


@contextmanager
def open_responder(
    dataset: Dataset,
    encoder: Encoder,
    cache: EmbeddingCache,
    *,
    gold: bool,
    progress: Progress = lambda _stage, _done, _total: None,
) -> Iterator[Responder]:
    """Open a responder over a throw-away archive of the dataset's passages.

    :param gold: whether only the right passage is read.
    :param progress: called with a stage (Spanish), how many done, of how many.
    """
    vectors = cache.vectors(
        encoder,
        "passages",
        [passage.searched for passage in dataset.passages],
        lambda done, of: progress("Codificando pasajes", done, of),
    )
    index = HybridIndex.from_texts(
        [passage.text for passage in dataset.passages],
        encoder=encoder,
        vectors=vectors,
        titles=[passage.headline for passage in dataset.passages],
    )
    archive = Archive(index)
    try:
        if gold:
            # from_texts names a passage's source by its number.
            sources = {passage.id: str(row) for row, passage in enumerate(dataset.passages)}
            yield GoldReader(archive, sources)
        else:
            yield Product(archive)
    finally:
        archive.close()
