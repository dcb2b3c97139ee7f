"""Questions over the press: about single passages, and about several articles at once.

A cluster is three to five articles of different outlets about one matter. Each of its
questions lists every paragraph that answers and no other, so that all others of the cluster,
the similar event among them, are known not to answer: what no public set has.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from rag.followups.context import Context
from rag.followups.standalone import understand
from rag.training.data.examples import Example

PASSAGES: Final = "pasajes.jsonl"
QUESTIONS: Final = "preguntas.jsonl"
CLUSTERS: Final = "cumulos_train.jsonl"
REPORTED: Final = "cumulos_dev.jsonl"

OWN: Final = Path(__file__).with_name("own_clusters.jsonl")
"""Clusters written for this project after the sets: what the reader of before had never seen. From
their questions whose part is ``tune`` or ``look`` nothing is learned but the second look."""

FURTHER: Final = Path(__file__).with_name("further_questions.jsonl")
"""Fourteen further questions about each cluster of :data:`CLUSTERS` whose part is ``train``, of
what is hard to read: two like values in a sentence, a subject in the sentence before."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A question, follow-ups by their whole meaning.

    :param answers: place among the cluster's paragraphs → offsets (start, end) there; empty
        when nothing answers.
    """

    question: str
    answers: dict[int, tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Cluster:
    """Articles about one matter.

    :param paragraphs: (headline, text) of each.
    """

    name: str
    paragraphs: tuple[tuple[str, str], ...]
    asked: tuple[Asked, ...]


def read_clusters(path: Path, *parts: str, further: Path | None = None) -> Iterator[Cluster]:
    """The clusters of a file.

    A follow-up that is trained on is also asked as the product's rules would have it stand alone.

    :param parts: those of these parts only (``train``, ``tune``, ``look``); all when none is given.
    :param further: a file of more questions about them, as :data:`FURTHER` is.
    """
    records = () if further is None else _records(further)
    more = {record["cluster"]: record["questions"] for record in records}
    for record in _records(path):
        if parts and record.get("part") not in parts:
            continue
        places: dict[str, int] = {}
        paragraphs: list[tuple[str, str]] = []
        for article in record["articles"]:
            for number, text in enumerate(article["paragraphs"], 1):
                places[f"{article['id']}.{number}"] = len(paragraphs)
                paragraphs.append((article["title"], text))
        questions = [*record["questions"], *more.get(record["cluster"], [])]
        asked = [(each["q"], each["answers"]) for each in questions]
        for each in record["followups"]:
            asked.append((each["means"], each["answers"]))
            before = record["questions"][each["after"]]["q"]
            meant = understand(each["q"], Context(before)).question
            if record.get("part") == "train" and meant != each["means"]:
                asked.append((meant, each["answers"]))
        yield Cluster(
            record["cluster"],
            tuple(paragraphs),
            tuple(
                Asked(q, {places[a["at"]]: (a["start"], a["start"] + len(a["a"])) for a in answers})
                for q, answers in asked
            ),
        )


def read_questions(folder: Path, part: str) -> Iterator[Example]:
    """The questions over single passages of one part (``train``, ``dev``)."""
    passages = {record["p"]: record for record in _records(folder / PASSAGES)}
    for record in _records(folder / QUESTIONS):
        if record["part"] == part:
            passage, start = passages[record["p"]], record["start"]
            answers = () if record["a"] is None else ((start, start + len(record["a"])),)
            yield Example(record["q"], passage["title"], passage["text"], answers)


def _records(path: Path) -> Iterator[dict[str, Any]]:
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)
