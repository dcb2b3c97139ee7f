"""The sets of claims are whole, and the figures reach what they were made for."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from eval import cli
from eval.answers import claims
from eval.answers.claims import ClaimItem, rows, run, share


def test_the_sets_are_large_enough_and_well_formed() -> None:
    readings, questions = rows("readings.jsonl"), rows("agreement.jsonl")
    assert len(readings) >= 120
    assert len(questions) >= 60
    for part in (readings, questions):
        assert len({row["id"] for row in part}) == len(part)
        assert {row["split"] for row in part} == set(claims.SPLITS)
    agreeing = [row for row in questions if row["half"] == "agreeing"]
    assert 0.4 <= len(agreeing) / len(questions) <= 0.6
    for row in questions:
        assert 2 <= len(row["readings"]) <= 5
        members = sorted(i for group in row["groups"] for i in group)
        assert members == list(range(len(row["readings"])))
        assert (row["agreement"] == "disagree") <= (row["half"] == "other")


def test_readings_and_grouping_reach_their_marks() -> None:
    outcome = run()
    assert share(outcome.readings) >= 0.97
    assert share(outcome.questions) >= 0.9
    assert outcome.false_disagreements == 0


def test_a_wrong_item_counts_as_wrong() -> None:
    right = ClaimItem("a", "final", "amount", "", {"value": 1}, {"value": 1})
    wrong = ClaimItem("b", "final", "amount", "", {"value": 1}, None)
    assert share([right, wrong]) == 0.5


def test_the_command_shows_a_table_and_writes_json(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "cifras.json"
    assert cli.main(["claims", "--json", str(path)]) == 0
    assert "fuentes agrupadas" in capsys.readouterr().out
    figures = json.loads(path.read_text(encoding="utf-8"))
    assert figures["readings"]["items"] == len(rows("readings.jsonl"))
    assert set(figures["grouping"]) >= {"right", "agreeing", "other", "final"}
