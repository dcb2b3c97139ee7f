"""Turns the JSON of a run into the tables of ``docs/performance.md``.

    python -m eval.bench.markdown report/bench.json

so that figures are carried over by nobody's hand.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, Final

from eval import exits
from eval.bench.registry import REFERENCE, YARDSTICK
from eval.bench.results import TABLE_METRICS

_METRICS: Final = dict(zip(TABLE_METRICS, ("R@1", "MRR@10", "nDCG@10"), strict=True))
_STAGES: Final = ("read", "cut", "analyse", "encode", "store", "derived")


def _number(value: float | None, digits: int) -> str:
    return "–" if value is None else f"{value:,.{digits}f}"


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in lines) + "\n"


def _quality(run: dict[str, Any], name: str) -> list[str]:
    cells: list[str] = []
    comparisons = run["significance"]["systems"].get(name, {})
    for metric in _METRICS:
        value = run["systems"][name].get(metric)
        comparison = comparisons.get(metric)
        mark = ""
        if comparison and comparison["significant"]:
            mark = "▼" if comparison["difference"] > 0 else "▲"
        cells.append("–" if value is None else f"{value:.3f}".lstrip("0") + mark)
    return cells


def tables(run: dict[str, Any]) -> str:
    """Write the tables of systems and stages, and what they were measured on."""
    rows: list[list[str]] = []
    splits: list[list[str]] = []
    versions: dict[str, str] = {}
    for name, system in run["systems"].items():
        versions |= system["versions"]
        shown = f"**{name}**" if name == REFERENCE else name
        if "skipped" in system:
            rows.append([shown, *["–"] * 10])
            continue
        indexing, query, memory = system["indexing"], system["query_ms"], system["memory_mib"]
        rows.append(
            [
                shown,
                _number(indexing["passages_per_second"], 1),
                _number(indexing["ratio_to_card"], 2),
                _number(indexing["cpu_ratio_to_card"], 2),
                _number(query and query["p50"], 1),
                _number(query and query["p95"], 1),
                *_quality(run, name),
                _number(memory["indexed"], 0),
                _number(memory["peak"], 0),
            ]
        )
        split = [_number(indexing["split"].get(stage), 2) for stage in _STAGES]
        times = [_number(system["load_s"], 1), *split, _number(indexing["seconds"], 2)]
        splits.append([shown, *times])
    machine = run["machine"]
    head = f"{run['questions']:,} questions over {run['passages']:,} passages of `{run['dataset']}`"
    return "\n".join(
        (
            f"{head}, rounds: {run['rounds']}, {run['date'][:10]}.\n",
            _table(
                (
                    "system",
                    "passages/s",
                    f"× {YARDSTICK}",
                    "× CPU",
                    "query ms p50",
                    "p95",
                    *_METRICS.values(),
                    "MiB",
                    "peak",
                ),
                rows,
            ),
            _table(("seconds", "load", *_STAGES, "indexing"), splits),
            f"{machine['cores']} cores of {machine['processor']} "
            f"({', '.join(machine['flags']) or 'no AVX2'}), Python {machine['python']}; "
            f"{', '.join(f'{package} {version}' for package, version in versions.items())}.",
        )
    )


def main(arguments: Sequence[str] | None = None) -> None:
    """Print the tables of a run."""
    parser = argparse.ArgumentParser(prog="python -m eval.bench.markdown")
    parser.add_argument("run", type=Path)
    print(tables(json.loads(parser.parse_args(arguments).run.read_text(encoding="utf-8"))))


if __name__ == "__main__":
    sys.exit(exits.status_of(main))
