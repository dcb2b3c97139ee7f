"""Stages are told apart, and what was wrapped is as before afterwards."""

from __future__ import annotations

import math
import time

import pytest

from eval.bench.stopwatch import Stopwatch


class _Sleeper:
    def rest(self, seconds: float) -> str:
        time.sleep(seconds)
        return "descansado"


def test_calls_count_for_their_stage_and_the_rest_for_the_rest() -> None:
    stopwatch, sleeper, original = Stopwatch(), _Sleeper(), _Sleeper.rest
    with stopwatch.stage("whole"), stopwatch.time_calls(_Sleeper, "rest", "sleep"):
        assert sleeper.rest(0.02) == sleeper.rest(seconds=0.02) == "descansado"
        time.sleep(0.02)
    assert _Sleeper.rest is original
    split = stopwatch.split("whole", rest="other")
    assert split["sleep"] >= 0.04
    assert split["other"] >= 0.02
    assert math.isclose(sum(split.values()), stopwatch.seconds["whole"])


def test_a_call_that_fails_is_counted_and_what_was_wrapped_comes_back() -> None:
    stopwatch, original = Stopwatch(), _Sleeper.rest
    with pytest.raises(ValueError), stopwatch.time_calls(_Sleeper, "rest", "sleep"):
        _Sleeper().rest(-1)
    assert _Sleeper.rest is original
    assert stopwatch.seconds["sleep"] > 0
