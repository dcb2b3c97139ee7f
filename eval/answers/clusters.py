"""Asks the questions of press clusters: all articles in one archive, as a newsroom has them.

Each question is asked by itself; each follow-up in a conversation whose first question is the
one that it follows. What comes back is kept as paragraphs of the clusters, so that the same
figures can be made of any system's answers (:mod:`eval.answers.cluster_figures`).
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from eval.datasets.clusters import Cluster, ClusterQuestion, PressArticle
from index import Passage
from index.errors import InputError
from rag import Archive
from rag.answers.types import Answer, Citation
from rag.conversation import Conversation

Progress = Callable[[str, int, int], None]


@dataclass(frozen=True, slots=True)
class ClusterAnswer:
    """What a system said to one question.

    :param cluster: the cluster's id.
    :param value: its best short answer, ``""`` when it declined.
    :param at: the paragraph that the best answer is cited from, such as ``a1.2``; ``None`` when
        it is none of the cluster's.
    :param citations: every passage cited, as paragraphs of the cluster; ``None`` for others.
    :param agreement: ``single``, ``agree``, ``disagree`` or ``evolve``.
    :param confidence: 0…1, given when it declined too.
    :param milliseconds: how long it took.
    """

    cluster: str
    question: ClusterQuestion
    declined: bool
    value: str
    at: str | None
    citations: tuple[str | None, ...]
    agreement: str
    confidence: float
    milliseconds: float

    def to_dict(self) -> dict[str, Any]:
        """One row of the JSON: the question, what was expected of it, and what was said."""
        return {
            "cluster": self.cluster,
            "question": self.question.text,
            "relation": self.question.relation,
            "evolves": self.question.evolves,
            "followup": self.question.after is not None,
            "gold": {answer.at: answer.text for answer in self.question.answers},
            "declined": self.declined,
            "value": self.value,
            "at": self.at,
            "citations": list(self.citations),
            "agreement": self.agreement,
            "confidence": self.confidence,
        }


def run(
    clusters: Sequence[Cluster],
    folder: Path,
    *,
    open_archive: Callable[[Path], Archive] = Archive.open,
    progress: Progress = lambda _stage, _done, _total: None,
) -> tuple[ClusterAnswer, ...]:
    """Put all articles into one archive and ask every question and follow-up.

    :param folder: an empty one, for the articles and the archive.
    :param open_archive: makes the archive in the folder it is given.
    :param progress: called with a stage (Spanish), how many done, of how many.
    :raises InputError: an article cannot be added.
    """
    archive = open_archive(folder / "archivo")
    try:
        locator = ParagraphLocator(archive, clusters, folder / "articulos")
        total = sum(len(cluster.questions) + len(cluster.followups) for cluster in clusters)
        answers: list[ClusterAnswer] = []
        for cluster in clusters:
            progress("Preguntando", len(answers), total)
            for question in cluster.questions:
                answers.append(_ask(cluster, question, archive.ask, locator))
            for followup in cluster.followups:
                conversation = Conversation(archive)
                conversation.ask(cluster.questions[followup.after or 0].text)
                answers.append(_ask(cluster, followup, conversation.ask, locator))
        progress("Preguntando", total, total)
    finally:
        archive.close()
    return tuple(answers)


def _ask(
    cluster: Cluster,
    question: ClusterQuestion,
    ask: Callable[[str], Answer],
    locator: ParagraphLocator,
) -> ClusterAnswer:
    start = time.perf_counter()
    answer = ask(question.text)
    milliseconds = 1000 * (time.perf_counter() - start)
    places = {
        citation.n: locator.paragraph(cluster.id, citation, citation.quote)
        for citation in answer.citations
    }
    first = answer.claims[0] if answer.claims else None
    return ClusterAnswer(
        cluster.id,
        question,
        answer.abstained,
        first.value if first else "",
        places[first.citations[0]] if first else None,
        # The passages that an abstention offers are not cited for anything.
        () if answer.abstained else tuple(places.values()),
        answer.agreement,
        answer.confidence,
        milliseconds,
    )


class ParagraphLocator:
    """Adds the articles to an archive, one a file, and finds their paragraphs in citations."""

    def __init__(self, archive: Archive, clusters: Sequence[Cluster], folder: Path) -> None:
        folder.mkdir()
        articles: dict[str, tuple[str, PressArticle]] = {}
        for cluster in clusters:
            for article in cluster.articles:
                path = folder / f"{len(articles):05d}.jsonl"
                record = {
                    "title": article.title,
                    "source": article.outlet,
                    "date": article.date,
                    "text": "\n\n".join(article.paragraphs),
                }
                path.write_text(json.dumps(record, ensure_ascii=False), encoding="utf-8")
                articles[path.name] = cluster.id, article
        self._articles: dict[str, tuple[str, PressArticle]] = {}
        for file in archive.add(folder).files:
            if not file.documents:
                raise InputError(f"Un artículo no se pudo añadir: {file.reason}")
            self._articles[file.documents[0]] = articles[Path(file.path).name]

    def paragraph(self, cluster: str, place: Citation | Passage, quote: str) -> str | None:
        """The cluster's paragraph that a sentence of a passage is from, such as ``a1.2``.

        ``None`` when the article is another cluster's, or the sentence a headline's.
        """
        owner, article = self._articles[place.document]
        if owner != cluster:
            return None
        text = place.passage if isinstance(place, Citation) else place.text
        quote, passage = _squeezed(quote), _squeezed(text)
        candidates = [
            (text in passage or passage in text, number)
            for number, paragraph in enumerate(article.paragraphs, 1)
            if quote in (text := _squeezed(paragraph))
        ]
        if not candidates:
            return None
        # A sentence that two paragraphs have is of the one whose passage it is.
        return f"{article.id}.{max(candidates, key=lambda each: (each[0], -each[1]))[1]}"


def _squeezed(text: str) -> str:
    return " ".join(text.split())
