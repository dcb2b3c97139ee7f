"""What is told of machine and process is true, and absent where it is not known."""

from __future__ import annotations

import os
from importlib.metadata import version
from pathlib import Path

import pytest

from eval.bench import machine


def test_memory_grows_with_what_is_held() -> None:
    before = machine.resident_mib()
    held = bytearray(os.urandom(1)) * (64 << 20)
    after, peak = machine.resident_mib(), machine.peak_mib()
    assert len(held) == 64 << 20
    if before is None:  # no Linux
        assert after is peak is None
        return
    assert after is not None
    assert peak is not None
    assert 60 <= after - before <= 70
    assert peak >= after


def test_where_proc_is_missing_nothing_is_made_up(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(machine, "_STATUS", tmp_path / "status")
    monkeypatch.setattr(machine, "_PROCESSOR", tmp_path / "cpuinfo")
    assert machine.resident_mib() is None
    assert machine.facts()["processor"]
    assert machine.facts()["flags"] == []


def test_the_processor_is_read_from_its_first_core(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cores = "model name\t: Uno 9000\nflags\t\t: fpu avx2 avx512f\n\nmodel name\t: Dos\nflags\t: \n"
    (tmp_path / "cpuinfo").write_text(cores, encoding="utf-8")
    monkeypatch.setattr(machine, "_PROCESSOR", tmp_path / "cpuinfo")
    assert machine.facts()["processor"] == "Uno 9000"
    assert machine.facts()["flags"] == ["avx2", "avx512f"]


def test_versions_are_those_installed() -> None:
    assert machine.versions(["numpy", "no-hay-tal-paquete"]) == {"numpy": version("numpy")}
