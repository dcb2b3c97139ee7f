"""Press clusters are read strictly: whatever is wrong is named with its line and key."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from eval.datasets import clusters
from index.errors import InputError

CLUSTER: dict[str, Any] = {
    "cluster": "X1",
    "event": "La riada",
    "articles": [
        {
            "id": "a1",
            "outlet": "El Faro",
            "date": "2024-09-23",
            "title": "La riada deja doce muertos",
            "paragraphs": ["La riada dejó doce muertos.", "El alcalde pidió ayuda."],
        },
        {
            "id": "a2",
            "outlet": "La Voz",
            "date": "2024-09-24",
            "title": "Catorce muertos",
            "paragraphs": ["La riada dejó catorce muertos."],
        },
    ],
    "questions": [
        {
            "q": "¿Cuántos muertos dejó la riada?",
            "relation": "disagree",
            "answers": [
                {"at": "a1.1", "a": "doce", "start": 14},
                {"at": "a2.1", "a": "catorce", "start": 14},
            ],
            "evolves": True,
        },
        {"q": "¿Cuánto costó?", "relation": "none", "answers": []},
    ],
    "followups": [
        {
            "after": 0,
            "q": "¿y quién pidió ayuda?",
            "means": "¿Quién pidió ayuda tras la riada?",
            "answers": [{"at": "a1.2", "a": "El alcalde", "start": 0}],
        }
    ],
}


def written(tmp_path: Path, *records: object) -> Path:
    path = tmp_path / "cumulos.jsonl"
    path.write_text("\n".join(json.dumps(record) for record in records), encoding="utf-8")
    return path


def changed(change: Callable[[dict[str, Any]], None]) -> dict[str, Any]:
    record = copy.deepcopy(CLUSTER)
    change(record)
    return record


def test_a_cluster_is_read_with_its_questions_and_followups(tmp_path: Path) -> None:
    (cluster,) = clusters.load(written(tmp_path, CLUSTER))
    first, second = cluster.questions
    assert [article.outlet for article in cluster.articles] == ["El Faro", "La Voz"]
    assert [(answer.at, answer.text) for answer in first.answers] == [
        ("a1.1", "doce"),
        ("a2.1", "catorce"),
    ]
    assert (first.relation, first.evolves, second.relation) == ("disagree", True, "none")
    assert (cluster.followups[0].after, cluster.followups[0].relation) == (0, "single")


def test_a_part_can_be_chosen(tmp_path: Path) -> None:
    tune = {**CLUSTER, "cluster": "X2", "part": "tune"}
    (cluster,) = clusters.load(written(tmp_path, CLUSTER, tune), part="tune")
    assert cluster.id == "X2"


MALFORMED: list[tuple[Callable[[dict[str, Any]], object], str]] = [
    (lambda r: r.pop("cluster"), "falta la clave «cluster»"),
    (lambda r: r.update(articles={}), "«articles»: se esperaba una lista"),
    (lambda r: r.update(questions=[]), "«questions» está vacío"),
    (lambda r: r["articles"][1].update(id="a1"), "mismo «id»"),
    (lambda r: r["articles"][0].update(date="ayer"), "«articles» 1, «date»: «ayer»"),
    (lambda r: r["articles"][0].update(paragraphs=[3]), "«paragraphs» 1: se esperaba un texto"),
    (lambda r: r["questions"][0].update(relation="both"), "«relation»: «both»"),
    (lambda r: r["questions"][1].update(relation="single"), "con 0 párrafos"),
    (lambda r: r["questions"][0].pop("q"), "«questions» 1: falta la clave «q»"),
    (lambda r: r["questions"][0].update(evolves="sí"), "«evolves»: se esperaba true o false"),
    (lambda r: r["questions"][0]["answers"][0].update(at="a9.1"), "ningún párrafo «a9.1»"),
    (lambda r: r["questions"][0]["answers"][0].update(start=3), "«answers» 1, «start»: «doce»"),
    (lambda r: r["questions"][0]["answers"][0].update(start=-4), "«answers» 1, «start»: «doce»"),
    (lambda r: r["questions"][0]["answers"][1].update(at="a1.1", a="doce"), "está repetido"),
    (lambda r: r["followups"][0].update(after=2), "«followups» 1, «after»: 2"),
    (lambda r: r["followups"][0].update(means=" "), "«means» está vacío"),
]


@pytest.mark.parametrize(("change", "message"), MALFORMED)
def test_a_malformed_cluster_is_refused_with_line_and_key(
    tmp_path: Path, change: Callable[[dict[str, Any]], None], message: str
) -> None:
    path = written(tmp_path, CLUSTER, changed(lambda r: (r.update(cluster="X2"), change(r))))
    with pytest.raises(InputError, match="línea 2") as caught:
        clusters.load(path)
    assert message in str(caught.value)


def test_two_clusters_of_one_name_and_a_file_without_any_are_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="línea 2, «cluster»: «X1» está repetido"):
        clusters.load(written(tmp_path, CLUSTER, CLUSTER))
    with pytest.raises(InputError, match="no hay ningún cúmulo"):
        clusters.load(written(tmp_path))


def test_the_built_in_clusters_are_as_described() -> None:
    built_in = clusters.load()
    questions = [question for cluster in built_in for question in cluster.questions]
    assert len(built_in) == 30
    assert (len(questions), sum(not question.answers for question in questions)) == (444, 126)
    assert sum(len(cluster.followups) for cluster in built_in) == 72
    assert sum(len(a.paragraphs) for cluster in built_in for a in cluster.articles) == 241
