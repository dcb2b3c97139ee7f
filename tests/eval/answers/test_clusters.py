"""Asking press clusters: citations are found again as paragraphs of the clusters."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from eval import cli
from eval.answers import clusters
from eval.datasets import clusters as cluster_sets
from tests.eval.datasets.test_clusters import CLUSTER, written
from tests.rag.fakes_rag import open_archive


@pytest.fixture
def answers(tmp_path: Path) -> tuple[clusters.ClusterAnswer, ...]:
    loaded = cluster_sets.load(written(tmp_path, CLUSTER))
    folder = tmp_path / "trabajo"
    folder.mkdir()
    return clusters.run(loaded, folder, open_archive=open_archive)


def test_every_question_and_followup_is_asked(answers: tuple[clusters.ClusterAnswer, ...]) -> None:
    assert [answer.question.text for answer in answers] == [
        "¿Cuántos muertos dejó la riada?",
        "¿Cuánto costó?",
        "¿y quién pidió ayuda?",
    ]


def test_citations_are_paragraphs_of_the_cluster(
    answers: tuple[clusters.ClusterAnswer, ...],
) -> None:
    first = answers[0]
    assert not first.declined
    assert first.at in ("a1.1", "a2.1")
    assert first.at in first.citations
    assert set(first.citations) <= {"a1.1", "a1.2", "a2.1"}
    assert json.loads(json.dumps(first.to_dict()))["gold"] == {"a1.1": "doce", "a2.1": "catorce"}


def test_progress_ends_at_the_last_question(tmp_path: Path) -> None:
    steps: list[tuple[int, int]] = []
    loaded = cluster_sets.load(written(tmp_path, CLUSTER))
    folder = tmp_path / "trabajo"
    folder.mkdir()
    clusters.run(
        loaded,
        folder,
        open_archive=open_archive,
        progress=lambda _, done, total: steps.append((done, total)),
    )
    assert steps[-1] == (3, 3)


@pytest.mark.slow
def test_the_command_shows_tables_and_writes_json_and_a_page(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = written(tmp_path, CLUSTER)
    figures, folder = tmp_path / "cifras.json", tmp_path / "informe"
    command = ["prensa", str(path), "--json", str(figures), "--report", str(folder)]
    assert cli.main(command) == 0
    assert "Cúmulos de prensa · 1 cúmulos, 2 preguntas" in capsys.readouterr().out
    written_figures = json.loads(figures.read_text(encoding="utf-8"))
    assert len(written_figures["answers"]) == 3
    assert written_figures["questions"] == 2
    assert "Preguntas sobre la prensa" in (folder / "prensa.html").read_text(encoding="utf-8")


def test_the_command_refuses_a_malformed_cluster_with_2(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = written(tmp_path, {**CLUSTER, "articles": 1})
    assert cli.main(["prensa", str(path)]) == 2
    assert "línea 1, «articles»" in capsys.readouterr().err
