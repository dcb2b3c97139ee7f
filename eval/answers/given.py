"""Reads the answers that any system gave to the questions of press clusters.

So that other systems can be put through them: a line of JSON for each question, in whatever
language the system is written, scored like our own
(``python -m eval prensa --answers FILE.jsonl``). ``docs/benchmark.md`` has the form.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final, get_args

from eval.answers.clusters import ClusterAnswer
from eval.datasets.clusters import Cluster, ClusterQuestion
from eval.datasets.strict_json import entry, expect, filled, read_json_lines
from index.errors import InputError
from rag.claims.agreement import Agreement

AGREEMENTS: Final[tuple[str, ...]] = get_args(Agreement)

NAMED: Final = 3
"""Missing questions that a message names."""


def load(path: Path, clusters: Sequence[Cluster]) -> tuple[ClusterAnswer, ...]:
    """The answers of a file, one for every question and follow-up, in the clusters' order.

    :raises InputError: a line is malformed, names what the clusters do not have, answers a
        question twice, or questions are missing; the line or the questions are named.
    """
    asked = {
        (cluster.id, question.text): (cluster, question)
        for cluster in clusters
        for question in (*cluster.questions, *cluster.followups)
    }
    given: dict[tuple[str, str], ClusterAnswer] = {}
    for where, record in read_json_lines(path):
        key = filled(record, "cluster", where), filled(record, "question", where)
        if key not in asked:
            raise InputError(f"{where}: el cúmulo «{key[0]}» no tiene la pregunta «{key[1]}».")
        if key in given:
            raise InputError(f"{where}: la pregunta «{key[1]}» ya tiene respuesta.")
        given[key] = _answer(*asked[key], record, where)
    missing = [key for key in asked if key not in given]
    if missing:
        some = "; ".join(f"{cluster}: «{text}»" for cluster, text in missing[:NAMED])
        raise InputError(
            f"{path}: faltan {len(missing)} de {len(asked)} preguntas ({some}…). "
            'La que un sistema no conteste lleva "declined": true.'
        )
    return tuple(given[key] for key in asked)


def _answer(
    cluster: Cluster, question: ClusterQuestion, record: dict[str, Any], where: str
) -> ClusterAnswer:
    declined = entry(record, "declined", bool, where) if "declined" in record else False
    confidence = record.get("confidence", 0.0 if declined else 1.0)
    if isinstance(confidence, bool) or not isinstance(confidence, int | float):
        raise InputError(f"{where}, «confidence»: se esperaba un número de 0 a 1.")
    if not 0 <= confidence <= 1:
        raise InputError(f"{where}, «confidence»: {confidence} no está entre 0 y 1.")
    agreement = record.get("agreement", "single")
    if agreement not in AGREEMENTS:
        raise InputError(
            f"{where}, «agreement»: «{agreement}» no es ninguna de {', '.join(AGREEMENTS)}."
        )
    places = {
        f"{article.id}.{number}"
        for article in cluster.articles
        for number in range(1, len(article.paragraphs) + 1)
    }
    citations = [
        _place(each, places, f"{where}, «citations»")
        for each in expect(record.get("citations", []), list, f"{where}, «citations»")
    ]
    at = _place(record.get("at"), places, f"{where}, «at»")
    return ClusterAnswer(
        cluster=cluster.id,
        question=question,
        declined=declined,
        value="" if declined else filled(record, "value", where),
        at=None if declined else at,
        citations=() if declined else tuple(citations),
        agreement=str(agreement),
        confidence=float(confidence),
        milliseconds=0.0,
    )


def _place(value: object, places: set[str], where: str) -> str | None:
    """A paragraph of the cluster, or ``None`` for one of another cluster."""
    if value is None:
        return None
    place = expect(value, str, where)
    if place not in places:
        raise InputError(
            f"{where}: el cúmulo no tiene el párrafo «{place}»; se escribe como «a1.2» "
            "(artículo y párrafo, desde 1), o null si es de otro cúmulo."
        )
    return place
