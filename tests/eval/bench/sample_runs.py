"""Where the systems without weights are, and runs made by hand."""

from __future__ import annotations

from eval.bench.registry import Entry
from eval.bench.results import BenchRun, Round, SystemRun
from tests.eval.samples import dataset

_HERE = "tests.eval.bench.fakes"
SYSTEMS = {
    "hemeroteca": Entry(f"{_HERE}:Overlap"),
    "card": Entry(f"{_HERE}:Backwards", packages=("rank-bm25",)),
    "silent": Entry(f"{_HERE}:Silent", ranks=False),
    "broken": Entry(f"{_HERE}:Broken"),
    "killed": Entry(f"{_HERE}:Killed"),
    "absent": Entry(f"{_HERE}:Overlap", needs=("no_hay_tal_biblioteca",)),
}


def one_round(
    seconds: float = 2.0, query_ms: tuple[float, ...] = (4.0, 6.0), peak: float | None = 900.0
) -> Round:
    """Three passages in that time."""
    memory = {"loaded": 100.0, "indexed": 120.0, "peak": peak}
    return Round(3, 1.5, seconds, 1.5 * seconds, {"encode": seconds / 2}, list(query_ms), memory)


def bench_run() -> BenchRun:
    """Two rounds: the product is right at once, the card once at once and once not at all."""
    entries = SYSTEMS
    return BenchRun(
        dataset(),
        {
            "hemeroteca": SystemRun(
                entries["hemeroteca"],
                (one_round(1.0), one_round(2.0)),
                ([0, 1, 2], [1, 0]),
            ),
            "card": SystemRun(
                entries["card"],
                (one_round(4.0, (10.0, 30.0)), one_round(6.0, (20.0, 20.0), peak=None)),
                ([2, 0], [2, 0]),
            ),
            "silent": SystemRun(entries["silent"], (one_round(3.0, ()), one_round(3.0, ()))),
            "absent": SystemRun(
                entries["absent"], skip_reason="falta instalar no_hay_tal_biblioteca: extra «bench»"
            ),
        },
    )
