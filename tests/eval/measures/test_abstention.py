"""Abstention measures against scikit-learn, SciPy and figures worked out by hand."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from eval.measures import abstention

cases = st.lists(
    st.tuples(st.sampled_from([0.0, 0.1, 0.25, 0.5, 0.9, 1.0]), st.booleans()), min_size=1
)


@pytest.mark.slow  # scikit-learn takes seconds to import
@given(cases)
def test_auroc_agrees_with_scikit_learn(pairs: list[tuple[float, bool]]) -> None:
    from sklearn.metrics import roc_auc_score

    scores, truth = [score for score, _ in pairs], [positive for _, positive in pairs]
    ours = abstention.auroc(scores, truth)
    if len(set(truth)) == 1:
        assert ours is None
    else:
        assert ours == pytest.approx(roc_auc_score(truth, scores))


def test_auroc_by_hand() -> None:
    # Pairs: 0.9 beats both; 0.4 ties with 0.4 and beats 0.1: (2 + 1.5) / 4.
    assert abstention.auroc([0.9, 0.4, 0.4, 0.1], [True, True, False, False]) == 0.875


def test_risk_coverage_by_hand() -> None:
    curve = abstention.risk_coverage([0.2, 0.9, 0.5, 0.5], [False, True, False, True])
    # The two at 0.5 come together: 1 of 3 wrong; then 2 of 4.
    assert curve == [(0.25, 0.0), (0.75, pytest.approx(1 / 3)), (1.0, 0.5)]
    assert abstention.risk_coverage([], []) == []


@given(cases)
def test_risk_at_full_coverage_is_the_error_rate(pairs: list[tuple[float, bool]]) -> None:
    curve = abstention.risk_coverage([c for c, _ in pairs], [right for _, right in pairs])
    assert curve[-1] == (1.0, pytest.approx(np.mean([not right for _, right in pairs])))
    assert [coverage for coverage, _ in curve] == sorted({coverage for coverage, _ in curve})


def test_bins_of_equal_width_by_hand() -> None:
    bins = abstention.reliability(
        [0.05, 0.95, 1.0, 0.1], [False, True, False, True], binning="width"
    )
    assert bins == [
        abstention.Bin(0.05, 0.0, 1),
        abstention.Bin(0.1, 1.0, 1),
        abstention.Bin(0.975, 0.5, 2),
    ]
    # |0.05 - 0|·1 + |0.1 - 1|·1 + |0.975 - 0.5|·2, over 4.
    assert abstention.calibration_error(bins) == pytest.approx((0.05 + 0.9 + 0.95) / 4)


def test_bins_of_equal_mass_by_hand() -> None:
    bins = abstention.reliability([0.1, 0.2, 0.3, 0.9], [False, False, True, True], bins=2)
    assert bins == [
        abstention.Bin(pytest.approx(0.15), 0.0, 2),
        abstention.Bin(pytest.approx(0.6), 1.0, 2),
    ]
    assert abstention.calibration_error(bins) == pytest.approx((0.15 + 0.4) / 2)


@pytest.mark.parametrize("binning", ["width", "mass"])
def test_a_calibrated_system_has_next_to_no_error_and_a_sure_liar_all(binning: str) -> None:
    random = np.random.default_rng(1)
    confidence = random.random(20_000)
    right = random.random(20_000) < confidence
    chosen = "width" if binning == "width" else "mass"
    calibrated = abstention.reliability(confidence.tolist(), right.tolist(), binning=chosen)
    error = abstention.calibration_error(calibrated)
    assert error is not None
    assert error < 0.02
    liar = abstention.reliability([1.0] * 50, [False] * 50, binning=chosen)
    assert abstention.calibration_error(liar) == 1.0


def test_nothing_answered_has_no_calibration() -> None:
    assert abstention.calibration_error(abstention.reliability([], [])) is None


@given(cases, st.sampled_from(["width", "mass"]))
def test_no_answer_is_lost_in_binning(pairs: list[tuple[float, bool]], binning: str) -> None:
    bins = abstention.reliability(
        [c for c, _ in pairs],
        [right for _, right in pairs],
        binning="width" if binning == "width" else "mass",
    )
    assert sum(each.count for each in bins) == len(pairs)
    assert sum(each.count * each.accuracy for each in bins) == pytest.approx(
        sum(right for _, right in pairs)
    )
