"""Short, seeded runs of what ``make torture`` runs at length.

Each is a process of its own that prints what it counted; run it by hand with the seed that
is shown to see a failure again.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

REPOSITORY = Path(__file__).resolve().parents[2]
SEED = os.environ.get("TORTURE_SEED", "20251121")
SCENARIOS = {"add", "update", "remove", "backup", "restore", "reencode", "upgrade"}


def run(name: str, *options: str) -> dict[str, Any]:
    """What a module of torture counted."""
    command = [sys.executable, "-m", f"tests.torture.{name}", "--seed", SEED, *options]
    print(*command)
    done = subprocess.run(
        command, cwd=REPOSITORY, capture_output=True, text=True, check=False, timeout=600
    )
    print(done.stdout, done.stderr, sep="\n")
    assert done.returncode == 0, done.stderr
    counted: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return counted


def test_killed_at_random_the_archive_is_as_before_or_after() -> None:
    counted = run("kills", "--kills", "8")
    for name in SCENARIOS:
        assert counted[name]["kills"] >= 8
        assert counted[name].get("before", 0) + counted[name].get("after", 0) >= 3


def test_with_writes_that_fail_the_archive_is_as_before_or_after() -> None:
    counted = run("faults", "--limits", "6")
    for name in SCENARIOS:
        limits = counted[f"{name} limits"]
        assert limits["faults"] == 6
        assert limits["told"] >= 1  # the limits do bite, and people are told


def test_threads_ask_while_processes_change_and_every_citation_is_true() -> None:
    counted = run("together", "--seconds", "8")
    assert counted["errors"] == []
    assert min(counted[name] for name in ("answers", "searches", "citations")) > 10
    assert counted["documents ever"] > 41  # the first forty, and what the writers brought
    assert counted["mib_last_third"] < counted["mib_first_third"] + 40


def test_damage_is_made_good_or_told() -> None:
    counted = run("damage", "--count", "40")
    assert counted["database"]["told"] > 10
    assert counted["database"]["documents saved"] > counted["database"]["documents"] / 2
