"""Intervals and p values against SciPy and against cases that can be counted out."""

from __future__ import annotations

import itertools

import numpy as np
import pytest
from scipy import stats

from eval.measures import significance


def test_bootstrap_interval_agrees_with_scipy() -> None:
    values = np.random.default_rng(1).normal(0.6, 0.3, size=(180, 1))
    ours = significance.bootstrap_intervals(values)[0]
    theirs = stats.bootstrap(
        (values[:, 0],), np.mean, method="percentile", n_resamples=10_000, rng=2
    ).confidence_interval
    # Two Monte Carlo estimates: a standard error of 0.3 / sqrt(180) = 0.022, a tenth of it.
    assert ours == pytest.approx([theirs.low, theirs.high], abs=0.0022)


def test_bootstrap_interval_of_shares_has_the_width_theory_gives() -> None:
    # 400 questions, 80 % found: 1.96 · sqrt(0.8 · 0.2 / 400) = 0.0392 to each side.
    values = np.zeros((400, 1))
    values[:320] = 1.0
    low, high = significance.bootstrap_intervals(values)[0]
    assert (low, high) == pytest.approx((0.8 - 0.0392, 0.8 + 0.0392), abs=0.003)


def test_columns_are_measured_apart_on_the_same_resamples() -> None:
    values = np.random.default_rng(3).random((50, 1))
    both = significance.bootstrap_intervals(np.hstack([values, 2 * values + 1]))
    assert both[1] == pytest.approx(2 * both[0] + 1)


def test_interval_of_equal_values_is_a_point() -> None:
    assert significance.bootstrap_intervals(np.full((9, 1), 0.25)).tolist() == [[0.25, 0.25]]


def test_block_size_does_not_change_the_count_of_resamples() -> None:
    for questions in (1, 7, 1999, 3_000_000):
        assert sum(significance._blocks(10_000, questions)) == 10_000


def test_randomisation_test_agrees_with_counting_all_signs() -> None:
    differences = np.array([0.9, 0.4, -0.1, 0.5, 0.3, 0.2, -0.3, 0.8])
    means = [abs(np.mean(differences * signs)) for signs in itertools.product((1, -1), repeat=8)]
    exact = np.mean(np.array(means) >= abs(differences.mean()) - 1e-12)
    p = significance.paired_randomisation(differences[:, None])[0]
    assert p == pytest.approx(exact, abs=0.01)


def test_randomisation_test_agrees_with_scipy() -> None:
    random = np.random.default_rng(4)
    a = random.random(120) < 0.8
    b = np.where(random.random(120) < 0.2, ~a, a)
    differences = a.astype(float) - b
    theirs = stats.permutation_test(
        (a.astype(float), b.astype(float)),
        lambda x, y, axis: np.mean(x - y, axis=axis),
        permutation_type="samples",
        n_resamples=20_000,
        vectorized=True,
        rng=5,
    ).pvalue
    ours = significance.paired_randomisation(differences[:, None])[0]
    assert ours == pytest.approx(theirs, abs=0.02)


def test_no_difference_is_never_significant_and_a_constant_one_always() -> None:
    p = significance.paired_randomisation(np.array([[0.0, 1.0]] * 40))
    assert p[0] == 1.0
    assert p[1] == pytest.approx(1 / 10_001)


def test_false_alarms_come_as_often_as_promised() -> None:
    # Under the null hypothesis p is uniform: of 400 tests about 20 fall below 0.05.
    differences = np.random.default_rng(6).normal(size=(60, 400))
    p = significance.paired_randomisation(differences, resamples=1000)
    assert 8 <= int((p < 0.05).sum()) <= 34  # 20 ± 3 standard deviations


def test_same_seed_same_result() -> None:
    values = np.random.default_rng(7).normal(size=(30, 2))
    assert (
        significance.paired_randomisation(values).tolist()
        == significance.paired_randomisation(values).tolist()
    )


def test_holm_by_hand() -> None:
    # Sorted: 0.01·3, 0.02·2 = 0.04, 0.3·1; each at least as large as the one before.
    assert significance.holm(np.array([0.02, 0.3, 0.01])).tolist() == pytest.approx(
        [0.04, 0.3, 0.03]
    )
    assert significance.holm(np.array([0.5, 0.9])).tolist() == [1.0, 1.0]
    assert significance.holm(np.array([0.04, 0.04])).tolist() == pytest.approx([0.08, 0.08])
