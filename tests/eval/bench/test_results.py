"""Medians, ratios within a round, and the JSON as documented."""

from __future__ import annotations

import json
import statistics

import numpy as np
import pytest

from eval.bench.results import BenchRun, SystemRun
from eval.measures import significance
from tests.eval.bench.sample_runs import SYSTEMS, bench_run, one_round


def test_ratios_compare_times_of_one_round_only() -> None:
    run = bench_run()
    # 4 s against 1 s, then 6 s against 2 s.
    assert run.ratio("hemeroteca") == pytest.approx(statistics.median([4.0, 3.0]))
    assert run.ratio("card") == 1
    assert run.ratio("silent") == pytest.approx(statistics.median([4 / 3, 2.0]))


def test_without_the_yardstick_there_is_no_ratio() -> None:
    run = bench_run()
    alone = BenchRun(run.dataset, {"hemeroteca": run.systems["hemeroteca"]})
    assert alone.ratio("hemeroteca") is None
    assert alone.to_dict()["significance"]["systems"] == {}


def test_percentiles_are_of_single_questions_and_medians_of_rounds() -> None:
    latency = bench_run().systems["card"].latency()
    assert latency is not None
    assert latency.p50 == 20  # both rounds' medians
    assert latency.p95 == pytest.approx(statistics.median([29.0, 20.0]))


def test_memory_is_told_where_it_is_known() -> None:
    assert bench_run().systems["card"].memory("peak") == 900
    unknown = SystemRun(SYSTEMS["card"], (one_round(peak=None),))
    assert unknown.memory("peak") is None


def test_quality_by_hand_and_its_comparison_by_the_evaluations_own_test() -> None:
    run = bench_run()
    quality = run.quality
    assert quality["hemeroteca"].tolist() == [[1, 1, 1], [1, 1, 1]]
    # The first question's passage comes second: 1/2, and 1/log2(3); the other's is not found.
    assert quality["card"] == pytest.approx(np.array([[0, 0.5, 1 / np.log2(3)], [0, 0, 0]]))
    p = significance.holm(
        significance.paired_randomisation(quality["hemeroteca"] - quality["card"])
    )
    compared = run.comparisons["card"]
    assert [each.p_corrected for each in compared.values()] == p.tolist()
    assert compared["recall@1"].difference == 1


def test_the_json_has_what_is_documented() -> None:
    written = json.loads(json.dumps(bench_run().to_dict(), allow_nan=False))
    assert (written["passages"], written["questions"], written["rounds"]) == (3, 2, 2)
    assert set(written["machine"]) == {"processor", "flags", "cores", "system", "python"}
    card = written["systems"]["card"]
    assert card["versions"].keys() == {"rank-bm25"}
    assert card["indexing"] == {
        "passages": 3,
        "seconds": 5.0,
        "passages_per_second": pytest.approx(statistics.median([3 / 4, 3 / 6])),
        "cpu_seconds": 7.5,
        "ratio_to_card": 1.0,
        "cpu_ratio_to_card": 1.0,
        "split": {"encode": 2.5},
    }
    assert card["recall@1"] == 0
    assert card["mrr@10"] == 0.25
    assert card["memory_mib"] == {"loaded": 100.0, "indexed": 120.0, "peak": 900.0}
    assert [each["seconds"] for each in card["rounds"]] == [4.0, 6.0]
    silent = written["systems"]["silent"]
    assert silent["query_ms"] is None
    assert "ndcg@10" not in silent
    assert written["systems"]["absent"] == {
        "versions": {},
        "skipped": "falta instalar no_hay_tal_biblioteca: extra «bench»",
    }
    assert set(written["significance"]["systems"]) == {"card"}
