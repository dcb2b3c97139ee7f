"""Times are taken one question at a time, and percentiles are those of NumPy."""

from __future__ import annotations

import itertools
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eval.measures import latency


def test_percentiles_by_hand() -> None:
    times = latency.Latency.of([float(i) for i in range(101)])
    assert (times.p50, times.p95) == (50.0, 95.0)
    assert times.to_dict() == {"p50": 50.0, "p95": 95.0}


def test_each_text_is_timed_once_after_the_warm_up() -> None:
    calls: list[str] = []

    def slow(text: str) -> None:
        calls.append(text)
        time.sleep(0.002)

    texts = [str(i) for i in range(8)]
    times = latency.times_ms(slow, texts)
    assert calls == texts[: latency.WARM_UP] + texts
    assert len(times) == 8
    assert min(times) >= 2.0


@given(st.lists(st.integers(), max_size=50), st.integers(1, 60))
def test_a_sample_is_spread_and_keeps_the_order(items: list[int], size: int) -> None:
    taken = latency.sample(list(enumerate(items)), size)
    assert len(taken) == min(size, len(items))
    places = [place for place, _ in taken]
    assert places == sorted(set(places))
    gaps = [b - a for a, b in itertools.pairwise(places)]
    assert not gaps or max(gaps) - min(gaps) <= 1


def test_a_sample_starts_at_the_first() -> None:
    assert latency.sample(range(1000), 4) == pytest.approx([0, 250, 500, 750])
