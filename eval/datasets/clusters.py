"""Reads press clusters: articles of several outlets about one matter, and their questions.

A cluster lists, for every question, all of its paragraphs that answer and no other, so what a
system cites can be judged as well as what it says. The built-in file holds thirty clusters
that nothing was trained or tuned on; persons, firms, small towns and outlets are invented.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Final, Literal, get_args

from eval.datasets.strict_json import entry, expect, filled, read_json_lines
from index.errors import InputError

CLUSTERS: Final = Path(__file__).with_name("press_clusters.jsonl")

Relation = Literal["single", "agree", "disagree", "none"]
RELATIONS: Final[tuple[Relation, ...]] = get_args(Relation)


@dataclass(frozen=True, slots=True)
class PressArticle:
    """An article of a cluster.

    :param id: its name within the cluster, such as ``a1``.
    :param date: ISO day.
    """

    id: str
    outlet: str
    date: str
    title: str
    paragraphs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class GoldAnswer:
    """A paragraph that answers.

    :param at: article and paragraph, counted from 1, such as ``a1.2``.
    :param text: the answer, verbatim in that paragraph.
    """

    at: str
    text: str


@dataclass(frozen=True, slots=True)
class ClusterQuestion:
    """A question, or a follow-up, with every paragraph of the cluster that answers it.

    :param relation: whether one article answers, several agree or differ, or none does;
        ``none`` exactly where there are no answers.
    :param evolves: whether the answers differ because time has passed.
    :param after: of a follow-up, the index of the question that it follows.
    :param meaning: of a follow-up, what it means; else the question itself.
    """

    text: str
    relation: Relation
    answers: tuple[GoldAnswer, ...]
    evolves: bool = False
    after: int | None = None
    meaning: str = ""


@dataclass(frozen=True, slots=True)
class Cluster:
    """Articles about one matter, with questions put to all of them together."""

    id: str
    articles: tuple[PressArticle, ...]
    questions: tuple[ClusterQuestion, ...]
    followups: tuple[ClusterQuestion, ...]


def load(path: Path = CLUSTERS, part: str | None = None) -> tuple[Cluster, ...]:
    """The clusters of a file, one a line.

    :param part: only those whose key ``part`` has this value.
    :raises InputError: the file is missing or a cluster malformed; line and key are named.
    """
    clusters: dict[str, Cluster] = {}
    for where, record in read_json_lines(path):
        if part is not None and record.get("part") != part:
            continue
        cluster = _cluster(record, where)
        if cluster.id in clusters:
            raise InputError(f"{where}, «cluster»: «{cluster.id}» está repetido.")
        clusters[cluster.id] = cluster
    if not clusters:
        raise InputError(f"{path}: no hay ningún cúmulo. Escriba uno en cada línea.")
    return tuple(clusters.values())


def _cluster(record: dict[str, Any], where: str) -> Cluster:
    articles = tuple(
        _article(expect(each, dict, place), place)
        for each, place in _numbered(record, "articles", where)
    )
    if len({article.id for article in articles}) != len(articles):
        raise InputError(f"{where}, «articles»: hay dos artículos con el mismo «id».")
    paragraphs = {
        f"{article.id}.{number}": text
        for article in articles
        for number, text in enumerate(article.paragraphs, 1)
    }
    questions = tuple(
        _question(expect(each, dict, place), paragraphs, place)
        for each, place in _numbered(record, "questions", where)
    )
    followups = tuple(
        _followup(expect(each, dict, place), paragraphs, len(questions), place)
        for each, place in _numbered(record, "followups", where, required=False)
    )
    return Cluster(filled(record, "cluster", where), articles, questions, followups)


def _numbered(
    record: dict[str, Any], key: str, where: str, *, required: bool = True
) -> list[tuple[object, str]]:
    """The items of a list, each with its place; an empty list is an error where required."""
    if not required and key not in record:
        return []
    items = entry(record, key, list, where)
    if required and not items:
        raise InputError(f"{where}: «{key}» está vacío.")
    return [(item, f"{where}, «{key}» {number}") for number, item in enumerate(items, 1)]


def _article(record: dict[str, Any], where: str) -> PressArticle:
    day = filled(record, "date", where)
    try:
        date.fromisoformat(day)
    except ValueError:
        raise InputError(
            f"{where}, «date»: «{day}» no es una fecha como 2025-08-14. Corríjala."
        ) from None
    paragraphs = tuple(
        expect(each, str, place) for each, place in _numbered(record, "paragraphs", where)
    )
    return PressArticle(
        filled(record, "id", where),
        filled(record, "outlet", where),
        day,
        filled(record, "title", where),
        paragraphs,
    )


def _question(record: dict[str, Any], paragraphs: Mapping[str, str], where: str) -> ClusterQuestion:
    relation = entry(record, "relation", str, where)
    matching: list[Relation] = [known for known in RELATIONS if known == relation]
    if not matching:
        raise InputError(
            f"{where}, «relation»: «{relation}» no es ninguna de {', '.join(RELATIONS)}."
        )
    answers = _answers(record, paragraphs, where)
    if bool(answers) == (matching[0] == "none"):
        raise InputError(
            f"{where}, «relation»: es «{relation}» con {len(answers)} párrafos que responden."
        )
    evolves = "evolves" in record and entry(record, "evolves", bool, where)
    return ClusterQuestion(filled(record, "q", where), matching[0], answers, evolves)


def _followup(
    record: dict[str, Any], paragraphs: Mapping[str, str], questions: int, where: str
) -> ClusterQuestion:
    after = entry(record, "after", int, where)
    if not 0 <= after < questions:
        raise InputError(
            f"{where}, «after»: {after} no es el número de ninguna pregunta (0 a {questions - 1})."
        )
    answers = _answers(record, paragraphs, where)
    relation: Relation = "single" if answers else "none"
    return ClusterQuestion(
        filled(record, "q", where),
        relation,
        answers,
        after=after,
        meaning=filled(record, "means", where),
    )


def _answers(
    record: dict[str, Any], paragraphs: Mapping[str, str], where: str
) -> tuple[GoldAnswer, ...]:
    answers = []
    for each, place in _numbered_or_empty(record, "answers", where):
        answer = expect(each, dict, place)
        at, text = filled(answer, "at", place), filled(answer, "a", place)
        if at not in paragraphs:
            raise InputError(f"{place}, «at»: no hay ningún párrafo «{at}».")
        start = entry(answer, "start", int, place)
        if start < 0 or not paragraphs[at].startswith(text, start):
            raise InputError(f"{place}, «start»: «{text[:40]}» no está en {start} de «{at}».")
        answers.append(GoldAnswer(at, text))
    if len({answer.at for answer in answers}) != len(answers):
        raise InputError(f"{where}, «answers»: un párrafo está repetido.")
    return tuple(answers)


def _numbered_or_empty(record: dict[str, Any], key: str, where: str) -> list[tuple[object, str]]:
    return _numbered(record, key, where) if entry(record, key, list, where) else []
