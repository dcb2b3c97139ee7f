"""The tables of the documentation hold the figures of the JSON."""

from __future__ import annotations

from eval.bench import markdown
from tests.eval.bench.sample_runs import bench_run


def test_figures_are_those_of_the_json_row_by_row() -> None:
    run = bench_run().to_dict()
    head, systems, split, machine = markdown.tables(run).split("\n\n")
    assert head.startswith("2 questions over 3 passages of `conjunto`, rounds: 2")
    rows = {line.split(" | ")[0]: line for line in systems.splitlines()}
    assert (
        rows["| **hemeroteca**"] == "| **hemeroteca** | 2.2 | 3.50 | 3.50 | 5.0 | 5.9 "
        "| 1.000 | 1.000 | 1.000 | 120 | 900 |"
    )
    assert rows["| card"].startswith("| card | 0.6 | 1.00 | 1.00 | 20.0 | 24.5 | .000 | .250 |")
    assert rows["| absent"].count("–") == 10
    assert "| **hemeroteca** | 1.5 | – | – | – | 0.75 | – | – | 1.50 |" in split
    assert f"{run['machine']['cores']} cores of" in machine
    widths = {line.count("|") for line in systems.splitlines()}
    assert widths == {12}


def test_what_is_worse_by_more_than_chance_is_marked() -> None:
    run = bench_run().to_dict()
    run["significance"]["systems"]["card"]["ndcg@10"]["significant"] = True
    row = next(line for line in markdown.tables(run).splitlines() if line.startswith("| card"))
    assert "▼" in row
    run["significance"]["systems"]["card"]["ndcg@10"]["difference"] = -0.1
    assert "▲" in markdown.tables(run)
