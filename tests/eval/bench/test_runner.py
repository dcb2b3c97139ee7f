"""Each system runs apart, and one that cannot is left out with a note."""

from __future__ import annotations

import dataclasses
import importlib.util
import json
from pathlib import Path

import pytest

from eval.bench import runner
from eval.bench.registry import SYSTEMS
from eval.bench.task import Model
from eval.datasets.types import Dataset, PassageText, Question
from eval.measures import ranking_metrics
from index.errors import InputError
from tests.eval.bench import sample_runs
from tests.eval.samples import dataset

DATA = Dataset(
    "obras",
    (
        PassageText("a", "el puente se abrió en 1998", document="uno", title="Obras"),
        PassageText("b", "la presa costó mucho dinero", document="uno", title="Obras"),
        PassageText("c", "el puente lo pintó una vecina", document="dos"),
    ),
    (
        Question("1", "¿en qué año se abrió el puente?", ("1998",), {"a": 1}),
        Question("2", "¿cuánto costó la presa?", ("mucho",), {"b": 1}),
        Question("3", "¿quién lo vendió?", answerable=False),
    ),
)

#: Systems without weights need none.
NONE = Model()


def test_systems_are_measured_in_processes_of_their_own_and_ranked_by_evals_metrics() -> None:
    run = runner.run(DATA, ["hemeroteca", "card"], model=NONE, systems=sample_runs.SYSTEMS)
    assert list(run.measured) == ["hemeroteca", "card"]
    ours, card = run.systems["hemeroteca"], run.systems["card"]
    assert ours.rankings == ([0, 2, 1], [1, 0, 2])
    assert card.rankings == ([1, 2, 0], [2, 0, 1])
    (measured,) = ours.rounds
    assert measured.passages == 3
    assert measured.seconds > 0
    assert measured.split == {"encode": 0.5, "store": 0.25}
    assert len(measured.query_ms) == 2  # the question without an answer is not asked
    for name in ("hemeroteca", "card"):
        rankings = [[DATA.passages[i].id for i in each] for each in run.systems[name].rankings]
        oracle = ranking_metrics.table([q.relevant for q in DATA.answerable], rankings)
        columns = [
            list(ranking_metrics.METRICS).index(m) for m in ("recall@1", "mrr@10", "ndcg@10")
        ]
        assert run.quality[name].tolist() == oracle[:, columns].tolist()


def test_every_round_measures_every_system_in_turn() -> None:
    told: list[tuple[str, int, int]] = []
    run = runner.run(
        DATA,
        ["hemeroteca", "card"],
        rounds=2,
        model=NONE,
        systems=sample_runs.SYSTEMS,
        progress=lambda *said: told.append(said),
    )
    assert run.rounds == 2
    assert [len(each.rounds) for each in run.systems.values()] == [2, 2]
    assert told == [
        ("Midiendo hemeroteca", 0, 4),
        ("Midiendo card", 1, 4),
        ("Midiendo hemeroteca", 2, 4),
        ("Midiendo card", 3, 4),
    ]


def test_what_fails_dies_or_is_not_installed_is_left_out_and_the_others_go_on() -> None:
    names = ["broken", "killed", "absent", "hemeroteca"]
    run = runner.run(DATA, names, rounds=2, model=NONE, systems=sample_runs.SYSTEMS)
    assert {name: each.skip_reason for name, each in run.systems.items()} == {
        "broken": "model type: e5",
        "killed": "terminó por la señal SIGKILL",
        "absent": "falta instalar no_hay_tal_biblioteca: extra «bench»",
        "hemeroteca": "",
    }
    assert list(run.measured) == ["hemeroteca"]


def test_a_system_that_only_indexes_is_never_asked() -> None:
    run = runner.run(DATA, ["silent"], model=NONE, systems=sample_runs.SYSTEMS)
    assert run.systems["silent"].rounds[0].query_ms == []
    assert run.quality == {}


def test_the_files_are_the_passages_as_articles() -> None:
    place = "tests.eval.bench.counting:CountsFiles"
    entry = dataclasses.replace(sample_runs.SYSTEMS["silent"], place=place)
    run = runner.run(DATA, ["hemeroteca"], model=NONE, systems={"hemeroteca": entry})
    assert run.systems["hemeroteca"].rounds[0].passages == 2


def test_peers_are_left_out_where_their_library_is_not_installed() -> None:
    for name in ("txtai", "lancedb", "haystack"):
        entry = SYSTEMS[name]
        absent = [each for each in entry.needs if importlib.util.find_spec(each) is None]
        assert entry.missing() == absent
        if absent:  # as after a plain `make install`
            run = runner.run(DATA, [name], model=NONE)
            assert run.systems[name].skip_reason.startswith(f"falta instalar {absent[0]}")
            assert run.systems[name].rounds == ()


def test_nothing_is_measured_without_an_answerable_question_or_for_an_unknown_system() -> None:
    unanswerable = dataclasses.replace(dataset(), questions=dataset().questions[2:])
    with pytest.raises(InputError, match="no tiene preguntas con respuesta"):
        runner.run(unanswerable, ["hemeroteca"], model=NONE, systems=sample_runs.SYSTEMS)
    with pytest.raises(InputError, match=r"«google».*hemeroteca, card"):
        runner.run(DATA, ["google"], model=NONE, systems=sample_runs.SYSTEMS)


def test_libraries_are_told_to_stay_offline_and_silent(tmp_path: Path) -> None:
    place = "tests.eval.bench.counting:TellsItsEnvironment"
    told = tmp_path / "environment.json"
    entry = dataclasses.replace(sample_runs.SYSTEMS["silent"], place=place)
    runner.run(DATA, ["hemeroteca"], files=tmp_path, model=NONE, systems={"hemeroteca": entry})
    environment = json.loads(told.read_text(encoding="utf-8"))
    assert environment["HF_HUB_OFFLINE"] == "1"
    assert environment["HAYSTACK_TELEMETRY_ENABLED"] == "False"
