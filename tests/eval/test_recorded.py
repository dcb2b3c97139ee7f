"""A record says how, when and where a run was made, and keeps its figures alone."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from eval import recorded


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(recorded, "FOLDER", tmp_path / "figures")
    return tmp_path / "figures"


def test_single_questions_are_left_out_and_figures_kept() -> None:
    run = {"right": 0.5, "answers": [{"q": 1}], "rows": [1], "interval": [0.4, 0.6]}
    kept = {"right": 0.5, "interval": [0.4, 0.6]}
    assert recorded.summary({"f1": 0.6, "answers": run}) == {"f1": 0.6, "answers": kept}


def test_a_kept_run_is_recorded_with_its_own_day(folder: Path, tmp_path: Path) -> None:
    kept = tmp_path / "cifras.json"
    kept.write_text('{"right": 0.5, "rows": []}', encoding="utf-8")
    command = ["answers", "--dataset", "/a/b.json"]
    of = ["x", "--of", str(kept), "--date", "2026-11-01"]
    assert recorded.main([*of, "--", *command]) == 0
    record = json.loads((folder / "x.json").read_text(encoding="utf-8"))
    assert record["command"] == "python -m eval answers --dataset b.json"
    assert record["date"] == "2026-11-01"
    assert record["figures"] == {"right": 0.5}
    assert record["machine"]["cores"] >= 1


def test_a_module_with_a_program_of_its_own_is_run(folder: Path) -> None:
    assert recorded.main(["p", "--", "eval.pages", "--mosaics", "1"]) == 0
    record = json.loads((folder / "p.json").read_text(encoding="utf-8"))
    assert record["command"] == "python -m eval.pages --mosaics 1"
    figures = record["figures"]["kinds"]
    assert figures["all"] == figures["mosaic"]
    assert figures["all"]["pages"] == 1
    assert 0.9 < figures["all"]["characters"] <= 1
    assert "rows" not in record["figures"]


def test_a_run_that_fails_is_not_recorded(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert recorded.main(["x", "--", "answers", "--dataset", "/no/such.json"]) == 2
    assert "/no/such.json" in capsys.readouterr().err
    assert not folder.exists()
