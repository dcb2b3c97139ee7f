"""Holds what a run of the bench measured: figures, comparisons, and their JSON.

    {"dataset", "passages", "questions", "rounds", "date",
     "machine": {"processor", "flags", "cores", "system", "python"},
     "systems": {NAME: {
        "versions": {PACKAGE: VERSION},
        "load_s":                        # imports and weights, apart from indexing
        "indexing": {"passages", "seconds", "cpu_seconds", "passages_per_second",
                     "ratio_to_card", "cpu_ratio_to_card", "split": {STAGE: SECONDS}},
        "query_ms": {"p50", "p95"},
        "recall@1", "mrr@10", "ndcg@10",
        "memory_mib": {"loaded", "indexed", "peak"},
        "rounds": [{"load_s", "seconds", "cpu_seconds", "query_ms": {…}, "memory_mib": {…}}],
     } | {"versions": {…}, "skipped": REASON}},
     "significance": {"reference", "test", "systems": {NAME: {METRIC:
        {"difference", "p_corrected", "significant"}}}}}

Figures are medians over the rounds; a ratio is the median of each round's ratio, since only
times of one round compare. What is not measured or not known is ``null``.
"""

from __future__ import annotations

import statistics
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from eval.bench import machine
from eval.bench.registry import REFERENCE, YARDSTICK, Entry
from eval.datasets.types import Dataset
from eval.measures import ranking_metrics
from eval.measures.comparison import Comparison, compare
from eval.measures.latency import Latency

Floats = npt.NDArray[np.float64]

#: Metrics of the table; all look at the first ten at most.
TABLE_METRICS: Final = ("recall@1", "mrr@10", "ndcg@10")
#: Moments at which memory is read.
MEMORY: Final = ("loaded", "indexed", "peak")


@dataclass(frozen=True, slots=True)
class Round:
    """One system's measurements in one process.

    :param passages: how many can be found.
    :param load_s: seconds of imports and weights.
    :param seconds: seconds of indexing, from texts to where all can be asked.
    :param cpu_s: seconds that all cores worked on it, which other programs disturb less.
    :param split: stage → its share of those seconds, where the system reports its stages.
    :param query_ms: milliseconds of each question, its encoding included.
    :param memory_mib: one for each of :data:`MEMORY`; ``None`` where it is not known.
    """

    passages: int
    load_s: float
    seconds: float
    cpu_s: float
    split: dict[str, float]
    query_ms: list[float]
    memory_mib: dict[str, float | None]

    @property
    def speed(self) -> float:
        """Return the passages indexed a second."""
        return self.passages / self.seconds

    @property
    def cpu_speed(self) -> float:
        """Return the passages indexed a second of one core's work."""
        return self.passages / self.cpu_s


@dataclass(frozen=True, slots=True)
class SystemRun:
    """All rounds of a system.

    :param rankings: rows of the passages ranked for each question.
    :param skip_reason: why it was not measured, or not to the end; ``""`` when it was.
    """

    entry: Entry
    rounds: tuple[Round, ...] = ()
    rankings: tuple[list[int], ...] = ()
    skip_reason: str = ""

    def median(self, figure: str) -> float:
        """Return the median of a figure over the rounds."""
        return float(statistics.median(getattr(each, figure) for each in self.rounds))

    def split(self) -> dict[str, float]:
        """Return the median seconds of each stage."""
        return {
            stage: statistics.median(each.split[stage] for each in self.rounds)
            for stage in self.rounds[0].split
        }

    def latency(self) -> Latency | None:
        """Return the medians over the rounds of each round's percentiles."""
        if not self.entry.ranks:
            return None
        latencies = [Latency.of(each.query_ms) for each in self.rounds]
        p50, p95 = ([getattr(each, name) for each in latencies] for name in ("p50", "p95"))
        return Latency(statistics.median(p50), statistics.median(p95))

    def memory(self, moment: str) -> float | None:
        """Return the median memory over the rounds, in MiB."""
        known = [mib for each in self.rounds if (mib := each.memory_mib[moment]) is not None]
        return statistics.median(known) if known else None


@dataclass(frozen=True)
class BenchRun:
    """Everything measured in one run.

    Without slots, so that what the table and the JSON both show is computed once.
    """

    dataset: Dataset
    systems: dict[str, SystemRun]

    @property
    def measured(self) -> dict[str, SystemRun]:
        """Return the systems that have figures."""
        return {name: each for name, each in self.systems.items() if not each.skip_reason}

    @property
    def rounds(self) -> int:
        """Count the rounds in which every system was measured."""
        return max((len(each.rounds) for each in self.measured.values()), default=0)

    def ratio(self, name: str, figure: str = "speed") -> float | None:
        """Divide a figure of indexing by the yardstick's in the same round; return the median."""
        yardstick = self.measured.get(YARDSTICK)
        if yardstick is None:
            return None
        pairs = zip(self.systems[name].rounds, yardstick.rounds, strict=True)
        return float(
            statistics.median(getattr(one, figure) / getattr(other, figure) for one, other in pairs)
        )

    @cached_property
    def quality(self) -> dict[str, Floats]:
        """Compute questions × :data:`TABLE_METRICS` of each system that ranks."""
        ids = [passage.id for passage in self.dataset.passages]
        return {
            name: ranking_metrics.per_question(
                [ranking_metrics.METRICS[metric] for metric in TABLE_METRICS],
                [question.relevant for question in self.dataset.answerable],
                [[ids[row] for row in ranking] for ranking in each.rankings],
            )
            for name, each in self.measured.items()
            if each.entry.ranks
        }

    @cached_property
    def comparisons(self) -> dict[str, dict[str, Comparison]]:
        """Compare the reference with each other system, all p values corrected together."""
        return compare(self.quality, REFERENCE, TABLE_METRICS)

    def to_dict(self) -> dict[str, Any]:
        """Return the JSON that the module's docstring shows."""
        quality = self.quality
        return {
            "dataset": self.dataset.name,
            "passages": len(self.dataset.passages),
            "questions": len(self.dataset.answerable),
            "rounds": self.rounds,
            "date": datetime.now(UTC).isoformat(timespec="seconds"),
            "machine": machine.metadata(),
            "systems": {name: self._system(name, quality.get(name)) for name in self.systems},
            "significance": {
                "reference": REFERENCE,
                "test": "paired randomisation, two-sided, Holm",
                "systems": {
                    name: {
                        metric: {
                            "difference": _digits(each.difference),
                            "p_corrected": _digits(each.p_corrected),
                            "significant": each.significant,
                        }
                        for metric, each in by_metric.items()
                    }
                    for name, by_metric in self.comparisons.items()
                },
            },
        }

    def _system(self, name: str, quality: Floats | None) -> dict[str, Any]:
        system = self.systems[name]
        versions = machine.versions(system.entry.packages)
        if system.skip_reason:
            return {"versions": versions, "skipped": system.skip_reason}
        latency = system.latency()
        means: Sequence[float] = () if quality is None else quality.mean(axis=0).tolist()
        return {
            "versions": versions,
            "load_s": _digits(system.median("load_s")),
            "indexing": {
                "passages": system.rounds[0].passages,
                "seconds": _digits(system.median("seconds")),
                "passages_per_second": _digits(system.median("speed")),
                "cpu_seconds": _digits(system.median("cpu_s")),
                "ratio_to_card": _digits(self.ratio(name)),
                "cpu_ratio_to_card": _digits(self.ratio(name, "cpu_speed")),
                "split": {stage: _digits(seconds) for stage, seconds in system.split().items()},
            },
            "query_ms": latency.to_dict() if latency else None,
            **dict(zip(TABLE_METRICS, map(_digits, means), strict=False)),
            "memory_mib": {moment: _digits(system.memory(moment)) for moment in MEMORY},
            "rounds": [
                {
                    "load_s": _digits(each.load_s),
                    "seconds": _digits(each.seconds),
                    "cpu_seconds": _digits(each.cpu_s),
                    "query_ms": Latency.of(each.query_ms).to_dict() if each.query_ms else None,
                    "memory_mib": {key: _digits(mib) for key, mib in each.memory_mib.items()},
                }
                for each in system.rounds
            ],
        }


def _digits(value: float | None) -> float | None:
    return None if value is None else round(value, 4)
