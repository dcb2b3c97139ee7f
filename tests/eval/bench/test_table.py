"""The table shows every figure, and why a system has none."""

from __future__ import annotations

import io

from rich.console import Console

from eval.bench import table
from tests.eval.bench.sample_runs import bench_run


def shown() -> str:
    out = Console(file=io.StringIO(), width=120, highlight=False)
    table.show(out, bench_run())
    written = out.file
    assert isinstance(written, io.StringIO)
    return written.getvalue()


def test_every_system_has_its_row_with_decimal_commas() -> None:
    above = shown().split("En qué se va el tiempo")[0]
    rows = {line.split()[0]: line for line in above.splitlines() if line.strip()}
    assert rows["hemeroteca"].split() == [
        "hemeroteca", "2,2", "3,50", "3,50", "5,0", "5,9", "1,000", "1,000", "1,000", "120", "900"
    ]  # fmt: skip
    assert "0,250" in rows["card"]
    assert rows["silent"].count("–") == 5  # two times and three metrics
    assert rows["absent"].count("–") == 10


def test_nothing_is_cut_where_lines_are_120_wide() -> None:
    assert "…" not in shown()
    assert max(len(line.rstrip()) for line in shown().splitlines()) <= 120


def test_what_was_left_out_is_said_with_its_reason() -> None:
    assert "absent: no se midió (falta instalar no_hay_tal_biblioteca: extra «bench»)." in shown()


def test_the_split_is_shown_of_those_who_tell_it() -> None:
    below = shown().split("En qué se va el tiempo")[1]
    assert "codificación" in below
    assert "0,75" in below  # median of half a second and a whole one
