"""The readings of press clusters that the second look is fitted on, kept between runs.

All clusters of a file lie in one archive; every question, follow-ups by their meaning, is searched
and read as the product does. Reading three thousand questions takes half an hour of two cores.
"""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Final

from eval.answers.clusters import ParagraphLocator
from eval.datasets import builtin
from eval.datasets.clusters import Cluster, ClusterQuestion, load
from eval.measures import text_metrics
from index import Hit, Passage
from index.articles import Articles, StoredArticles
from rag import Archive
from rag.claims.sameness import ruled
from rag.questions.query import Query
from rag.reader.protocol import Reading, Signals
from rag.reader.span_reader import SpanReader
from rag.rereading.reread import reread

SAME_WORDS: Final = 2 / 3
"""Token F1 of two gold spans from which they say the same, if their figures are the same."""


@dataclass(frozen=True, slots=True)
class Example:
    """A question with its readings.

    :param gold: answers for each passage id that answers.
    """

    cluster: str
    part: str
    relation: str
    query: Query
    readings: tuple[Reading, ...]
    gold: dict[int, tuple[str, ...]]

    def is_right(self, reading: Reading) -> bool:
        """Whether the reading's passage answers, with what was read in it."""
        passage = reading.hit.passage
        value = passage.text[slice(*reading.value)]
        return text_metrics.f1(value, self.gold.get(passage.id, ())) >= text_metrics.RIGHT_F1

    def agree(self, one: Reading, other: Reading) -> bool:
        """Whether two passages that answer say the same."""
        answers = [self.gold[each.hit.passage.id][0] for each in (one, other)]
        if self.relation == "agree":
            return True
        figures = [text_metrics.figures(answer) for answer in answers]
        return figures[0] == figures[1] and (
            bool(figures[0]) or text_metrics.f1(answers[0], answers[1:]) >= SAME_WORDS
        )


def read_all(path: Path, kept: Path, only: Sequence[str] = ()) -> Iterator[Example]:
    """The readings of every question of a file of clusters; those kept are not made again.

    :param only: the parts whose clusters are read, and lie in the archive; all when empty.
    """
    parts = {
        record["cluster"]: record.get("part", "dev")
        for record in map(json.loads, path.read_text(encoding="utf-8").splitlines())
    }
    clusters = [each for each in load(path) if not only or parts[each.id] in only]
    known: dict[tuple[str, str], dict[str, Any]] = {}
    if kept.exists():
        for line in kept.read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            known[row["cluster"], row["question"]] = row
    wanted = [
        (cluster, question)
        for cluster in clusters
        for question in (*cluster.questions, *cluster.followups)
    ]
    missing = [pair for pair in wanted if (pair[0].id, _text(pair[1])) not in known]
    if missing:
        kept.parent.mkdir(parents=True, exist_ok=True)
        with kept.open("a", encoding="utf-8") as out:
            for row in _read(clusters, missing):
                known[row["cluster"], row["question"]] = row
                out.write(json.dumps(row, ensure_ascii=False) + "\n")
    for cluster, question in wanted:
        row = known[cluster.id, _text(question)]
        yield _example(row, parts[cluster.id], question)


def _text(question: ClusterQuestion) -> str:
    return question.meaning or question.text


def _read(
    clusters: Sequence[Cluster], wanted: Iterable[tuple[Cluster, ClusterQuestion]]
) -> Iterator[dict[str, Any]]:
    reader = SpanReader()
    with tempfile.TemporaryDirectory(prefix="hemeroteca-") as folder:
        archive = Archive.open(Path(folder) / "archivo")
        locator = ParagraphLocator(archive, clusters, Path(folder) / "articulos")
        articles = StoredArticles(archive.backend)
        for cluster, question in wanted:
            query = Query.of(_text(question))
            readings = _readings(query, reader, archive, articles)
            rows = [
                {
                    **asdict(reading),
                    "at": locator.paragraph(
                        cluster.id,
                        reading.hit.passage,
                        reading.hit.passage.text[slice(*reading.quote)],
                    ),
                }
                for reading in readings
            ]
            yield {"cluster": cluster.id, "question": query.text, "readings": rows}
        archive.close()


def _readings(
    query: Query, reader: SpanReader, archive: Archive, articles: Articles
) -> list[Reading]:
    """The readings of a question as the answerer has them before its second look."""
    found = reader.read(query.proper, archive.search(query.text, reader.depth))
    return ruled(query, reread(query, found), articles)


def _example(row: dict[str, Any], part: str, question: ClusterQuestion) -> Example:
    answers = {answer.at: answer.text for answer in question.answers}
    readings: list[Reading] = []
    gold: dict[int, tuple[str, ...]] = {}
    for each in row["readings"]:
        passage = Passage(**{**each["hit"]["passage"], "lines": ()})
        hit = Hit(**{**each["hit"], "passage": passage})
        quote, value = tuple(each["quote"]), tuple(each["value"])
        readings.append(Reading(hit, quote, value, each["score"], Signals(**each["signals"])))
        if each["at"] in answers:
            gold[hit.passage.id] = (answers[each["at"]],)
    query = Query.of(row["question"])
    return Example(row["cluster"], part, question.relation, query, tuple(readings), gold)


def read_builtin() -> Iterator[Example]:
    """The readings of the tuning half of the built-in questions over the sample archive."""
    dataset, reader = builtin.load("tune"), SpanReader()
    places = {" ".join(passage.text.split()): passage.id for passage in dataset.passages}
    with tempfile.TemporaryDirectory(prefix="hemeroteca-") as folder:
        archive = Archive.open(folder)
        archive.add(builtin.SAMPLE)
        articles = StoredArticles(archive.backend)
        for question in dataset.questions:
            query = Query.of(question.text)
            readings = tuple(_readings(query, reader, archive, articles))
            gold = {
                reading.hit.passage.id: question.answers
                for reading in readings
                if places.get(" ".join(reading.hit.passage.text.split())) in question.relevant
            }
            yield Example("builtin", "tune", "single", query, readings, gold)
        archive.close()
