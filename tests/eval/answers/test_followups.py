"""The dialogues, their measurement, and a guard on what was measured."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import pytest

from eval import cli
from eval.answers import followups
from eval.datasets import dialogues
from eval.datasets.dialogues import Dialogue
from eval.datasets.types import PassageText
from index.errors import InputError
from rag import Archive
from tests.rag.fakes_rag import RIVER, TRAIN, article, open_archive

GUARDED = ("d01", "d07", "d33", "d36", "d43")


def _written(path: Path, turns: list[dict[str, object]], split: str = "tune") -> Path:
    document = {"version": "1", "dialogues": [{"id": "d1", "split": split, "turns": turns}]}
    path.write_text(json.dumps(document), encoding="utf-8")
    return path


@pytest.fixture
def sample(tmp_path: Path) -> Path:
    folder = tmp_path / "muestra"
    article(folder, "rio.txt", RIVER, title="Riada")
    article(folder, "tren.txt", TRAIN, title="Tren")
    return folder


@pytest.fixture
def held(tmp_path: Path, sample: Path) -> tuple[tuple[PassageText, ...], tuple[Dialogue, ...]]:
    gold = [{"document": "rio", "quote": "El río Alcedo se desbordó"}]
    turns: list[dict[str, object]] = [
        {"kind": "opening", "question": "¿Qué río se desbordó?", "gold": gold},
        {"kind": "followup", "question": "¿y cuándo?", "gold": gold},
        {"kind": "smalltalk", "question": "gracias", "gold": []},
    ]
    return dialogues.load(_written(tmp_path / "d.json", turns), sample)


@pytest.mark.slow
def test_the_built_in_dialogues_are_as_described() -> None:
    _, built = dialogues.load()
    counts = Counter((d.split, turn.kind) for d in built for turn in d.turns)
    assert counts["report", "followup"] >= 40
    assert counts["tune", "followup"] >= 60
    assert all(2 <= len(d.turns) <= 5 for d in built)
    assert counts["report", "topic"] and counts["report", "smalltalk"]


@pytest.mark.slow
def test_the_run_counts_what_was_found(
    held: tuple[tuple[PassageText, ...], tuple[Dialogue, ...]], tmp_path: Path, sample: Path
) -> None:
    archive = open_archive(tmp_path / "archivo")
    archive.add(sample)
    run = followups.run(archive, *held, unrelated=["¿Quién es Ana Ruiz?", "¿y cuándo?"])
    figures = run.to_dict()
    assert figures["tune"]["followups"] == 1
    assert figures["tune"]["conversation"] == 1.0
    assert figures["report"]["conversation"] is None
    assert figures["smalltalk"] == {"turns": 1, "share": 1.0}
    assert figures["unchanged"]["share"] == 0.5
    assert figures["misses"] == []
    json.dumps(figures)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("turn", "expected"),
    [
        ({"kind": "otro", "question": "q", "gold": []}, "«kind» es «otro»"),
        ({"kind": "followup", "question": "q", "gold": []}, "lleva «gold»"),
        (
            {"kind": "opening", "question": "q", "gold": [{"document": "rio", "quote": "nada"}]},
            "ningún pasaje de «rio»",
        ),
    ],
)
def test_what_is_wrong_with_a_dialogue_is_said(
    tmp_path: Path, sample: Path, turn: dict[str, object], expected: str
) -> None:
    with pytest.raises(InputError) as caught:
        dialogues.load(_written(tmp_path / "d.json", [turn]), sample)
    assert expected in str(caught.value)


@pytest.mark.slow
def test_the_command_takes_no_wrong_option(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["followups", "--otra"]) == 2
    assert "no se conoce" in capsys.readouterr().err


@pytest.mark.slow
def test_follow_ups_are_found_as_when_recorded(sample_archive: Path) -> None:
    passages, built = dialogues.load()
    chosen = [dialogue for dialogue in built if dialogue.id in GUARDED]
    archive = Archive.open(sample_archive)
    run = followups.run(archive, passages, chosen)
    turns = [turn for turn in run.turns if turn.kind == "followup"]
    found = sum(turn.hits["conversation"] for turn in turns)
    literal = sum(turn.hits["literal"] for turn in turns)
    archive.close()
    print(found, literal, len(turns))
    assert found >= 0.8 * len(turns)
    assert found > literal
