"""What is told of machine and process is true, and absent where it is not known."""

from __future__ import annotations

import json
import subprocess
import sys
from importlib.metadata import version
from pathlib import Path
from subprocess import PIPE

import pytest

from eval.bench import machine

GROWING = """
import json
from eval.bench import machine
before = machine.resident_mib()
held = bytearray(b"x") * (64 << 20)
print(json.dumps([before, machine.resident_mib(), machine.peak_mib()]))
"""


def test_memory_grows_with_what_is_held() -> None:
    # In a process of its own: one that has run other tests has memory left over from them.
    command = [sys.executable, "-c", GROWING]
    before, after, peak = json.loads(subprocess.run(command, check=True, stdout=PIPE).stdout)
    if before is None:  # no Linux
        assert after is peak is None
        return
    assert 60 <= after - before <= 70
    assert peak >= after


def test_where_proc_is_missing_nothing_is_made_up(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(machine, "_STATUS", tmp_path / "status")
    monkeypatch.setattr(machine, "_PROCESSOR", tmp_path / "cpuinfo")
    assert machine.resident_mib() is None
    assert machine.metadata()["processor"]
    assert machine.metadata()["flags"] == []


def test_the_processor_is_read_from_its_first_core(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cores = "model name\t: Uno 9000\nflags\t\t: fpu avx2 avx512f\n\nmodel name\t: Dos\nflags\t: \n"
    (tmp_path / "cpuinfo").write_text(cores, encoding="utf-8")
    monkeypatch.setattr(machine, "_PROCESSOR", tmp_path / "cpuinfo")
    assert machine.metadata()["processor"] == "Uno 9000"
    assert machine.metadata()["flags"] == ["avx2", "avx512f"]


def test_versions_are_those_installed() -> None:
    assert machine.versions(["numpy", "no-hay-tal-paquete"]) == {"numpy": version("numpy")}
