"""The command line: table and JSON, Spanish errors, the exit status."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from eval.bench import cli, runner
from eval.bench.task import Model
from eval.datasets import builtin
from eval.datasets.types import Dataset
from tests.eval.bench import sample_runs


@pytest.fixture
def squad(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """Two paragraphs with a question each, and systems without weights."""

    def with_fakes(dataset: Dataset, names: list[str], **named: object) -> object:
        return original(dataset, names, model=Model(), systems=sample_runs.SYSTEMS, **named)

    original = runner.run
    monkeypatch.setattr(cli.runner, "run", with_fakes)
    return str(_write(tmp_path / "conjunto.json", ["El puente se abrió.", "La presa se llenó."]))


def _write(path: Path, contexts: list[str]) -> Path:
    paragraphs = [
        {
            "context": context,
            "qas": [
                {
                    "id": f"{path.stem}{n}",
                    "question": f"¿Qué? {context}",
                    "answers": [{"text": context[3:9], "answer_start": 3}],
                }
            ],
        }
        for n, context in enumerate(contexts)
    ]
    document = {"version": "v2.0", "data": [{"title": "Obras", "paragraphs": paragraphs}]}
    path.write_text(json.dumps(document), encoding="utf-8")
    return path


def test_a_table_is_shown_and_the_json_written(
    squad: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    more = _write(tmp_path / "mas.json", ["El teatro sigue cerrado."])
    figures = tmp_path / "cifras.json"
    given = ["--dataset", squad, "--passages", str(more), "--systems", "hemeroteca,card,absent"]
    assert cli.main([*given, "--queries", "1", "--repeat", "2", "--json", str(figures)]) == 0
    shown = capsys.readouterr()
    assert "conjunto · 1 preguntas sobre 3 pasajes · rondas: 2" in shown.out
    assert "absent: no se midió" in shown.out
    assert shown.err == ""
    written = json.loads(figures.read_text(encoding="utf-8"))
    assert written["systems"]["hemeroteca"]["recall@1"] == 1
    assert len(written["systems"]["card"]["rounds"]) == 2


def test_json_to_standard_output_is_alone_there(
    squad: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(["--dataset", squad, "--systems", "hemeroteca", "--json", "-"]) == 0
    shown = capsys.readouterr()
    assert json.loads(shown.out)["questions"] == 2
    assert "Sistemas" in shown.err


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (["--systems", "google"], "No existe el sistema «google»"),
        (["--queries", "0"], "«0» no es un número entero mayor que 0"),
        (["--dataset", "no-hay.json"], "No existe el conjunto de preguntas «no-hay.json»"),
        (["--rondas"], "no se conoce --rondas"),
    ],
)
def test_wrong_arguments_are_told_in_spanish(
    given: list[str], said: str, squad: str, capsys: pytest.CaptureFixture[str]
) -> None:
    if "--dataset" not in given:
        given = [*given, "--dataset", squad]
    assert cli.main(given) == 2
    assert said in capsys.readouterr().err


def test_the_built_in_set_is_the_sample_archives_own_files(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    asked: dict[str, object] = {}

    def remember(dataset: Dataset, names: list[str], **named: object) -> object:
        asked.update(named)
        return sample_runs.bench_run()

    monkeypatch.setattr(cli.runner, "run", remember)
    monkeypatch.setattr(cli.registry, "load", lambda *_, **__: sample_runs.bench_run().dataset)
    assert cli.main([]) == 0
    assert asked["files"] == builtin.SAMPLE
