"""What an archive survives: short, seeded runs here, long ones in ``make torture``.

Each is a process of its own that prints what it counted. ``HEMEROTECA_SEED`` sets the seed,
``HEMEROTECA_SCALE`` multiplies the counts of the long ones; run the command that is shown to
see a failure again.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

REPOSITORY = Path(__file__).resolve().parents[2]
SEED = os.environ.get("HEMEROTECA_SEED", "20251121")
SCALE = float(os.environ.get("HEMEROTECA_SCALE", "1"))
SCENARIOS = {"add", "update", "remove", "backup", "restore", "reencode", "upgrade"}


def at_length(count: int) -> Any:
    """The parameter of a long run."""
    return pytest.param(max(1, round(count * SCALE)), marks=pytest.mark.torture)


def run(name: str, *options: str | int) -> dict[str, Any]:
    """What a module of torture counted."""
    command = [sys.executable, "-m", f"tests.torture.{name}", "--seed", SEED, *map(str, options)]
    print(*command)
    done = subprocess.run(command, cwd=REPOSITORY, capture_output=True, text=True, check=False)
    print(done.stdout, done.stderr, sep="\n")
    assert done.returncode == 0, done.stderr
    counted: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return counted


@pytest.mark.parametrize("kills", [5, at_length(200)])
def test_killed_at_random_the_archive_is_as_before_or_after(kills: int) -> None:
    counted = run("kills", "--kills", kills)
    for name in SCENARIOS:
        assert counted[name]["kills"] >= kills
        assert counted[name].get("before", 0) + counted[name].get("after", 0) >= kills / 3


@pytest.mark.parametrize("limits", [4, at_length(100)])
def test_with_writes_that_fail_the_archive_is_as_before_or_after(limits: int) -> None:
    counted = run("faults", "--limits", limits)
    met = [counted[f"{name} limits"] for name in SCENARIOS]
    assert all(one["faults"] == limits for one in met)
    assert sum(one.get("told", 0) for one in met) > limits  # they do fail, and people are told


@pytest.mark.torture
def test_struck_at_every_change_of_a_file_the_archive_is_as_before_or_after() -> None:
    counted = run("faults", "--every", 1)
    for name in SCENARIOS:
        for mode in ("once", "full"):
            assert counted[f"{name} {mode}"]["told"] >= 1
        for mode in ("kill-before", "kill-half", "kill-after"):
            assert counted[f"{name} {mode}"]["killed"] >= counted[f"{name} {mode}"]["faults"] / 2


@pytest.mark.parametrize("cuts", [5, at_length(200)])
def test_after_a_power_cut_the_archive_is_as_before_or_after(cuts: int) -> None:
    counted = run("power", "--cuts", cuts)
    for name in SCENARIOS | {"begin"}:
        assert counted[name]["cuts"] == cuts
        assert counted[name]["returned"] == cuts // 5


@pytest.mark.parametrize("seconds", [6, at_length(300)])
def test_threads_ask_while_processes_change_and_every_citation_is_true(seconds: int) -> None:
    counted = run("together", "--seconds", seconds)
    assert counted["errors"] == []
    assert min(counted[name] for name in ("answers", "searches", "citations")) > 5
    assert counted["documents ever"] > 41  # the first forty, and what the writers brought
    assert counted["mib_last_third"] < counted["mib_first_third"] + 40


@pytest.mark.torture
def test_the_real_reader_answers_while_processes_change_the_archive() -> None:
    counted = run("together", "--seconds", round(60 * SCALE), "--real")
    assert counted["errors"] == []
    assert counted["citations"] > 10


@pytest.mark.parametrize("count", [40, at_length(1000)])
def test_damage_is_made_good_or_told(count: int) -> None:
    counted = run("damage", "--count", count)
    assert counted["database"]["told"] > count / 4
    assert counted["database"]["documents saved"] > counted["database"]["documents"] / 2
