"""What the reader's scores mean is fitted as one would by hand, where that is easy to see."""

from __future__ import annotations

import numpy as np
import pytest

from eval.fit_reader import Example, figures, fit, further, logistic


def example(gold: int | None, here: list[float], search: list[float], part: int = 0) -> Example:
    """A question whose passage ``gold`` answers, or none; its span is right where it answers."""
    rows = np.arange(len(here))
    relevant = rows == (-1 if gold is None else gold)
    return Example(
        np.column_stack([here, search]),
        np.where(relevant, 3.0, -3.0) + rows / 10,
        relevant,
        relevant,
        gold is not None,
        part,
    )


EXAMPLES = [
    example(0, [4.0, -2.0, -3.0], [0.5, 0.6, 0.2]),
    example(1, [-3.0, 5.0, 0.0], [0.9, 0.5, 0.4]),
    example(2, [-1.0, -2.0, 3.0], [0.8, 0.7, 0.6]),
    example(None, [-4.0, -5.0, -2.0], [0.7, 0.3, 0.2]),
]


def test_a_ridge_regression_leans_to_the_side_of_the_labels() -> None:
    features = np.array([[-2.0], [-1.0], [1.0], [2.0]])
    bias, slope = logistic(features, features[:, 0] > 0)
    assert bias == pytest.approx(0, abs=1e-3)
    assert slope > 1
    rising = logistic(features, np.ones(4, bool))
    assert rising[0] > 1


def test_the_order_puts_first_what_is_over_not_here() -> None:
    order, (bias, slope) = fit(EXAMPLES)
    assert order[0] > 0
    assert [int((each.features @ order).argmax()) for each in EXAMPLES[:3]] == [0, 1, 2]
    assert 1 / (1 + np.exp(-(bias + 3 * slope))) > 0.8 > 0.2 > 1 / (1 + np.exp(-(bias - 3 * slope)))


def test_figures_tell_what_the_order_gains_over_the_search() -> None:
    order, _ = fit(EXAMPLES)
    reached = figures(EXAMPLES, order, 3)
    assert reached["recall@1 before"] == pytest.approx(1 / 3)
    assert (reached["recall@1"], reached["right"], reached["auroc"]) == (1.0, 1.0, 1.0)
    # Of the first passage alone the second and third question have the wrong one.
    assert figures(EXAMPLES, order, 1)["recall@1"] == pytest.approx(1 / 3)


def test_a_further_passage_answers_the_likelier_the_more_it_is_over_not_here() -> None:
    two = Example(
        np.array([[5.0, 0.9], [4.0, 0.8], [-3.0, 0.7]]),
        np.array([3.0, 2.0, -3.0]),
        np.array([True, True, False]),
        np.array([True, True, False]),
        True,
        0,
    )
    bias, slope = further([two, *EXAMPLES], np.array([1.0, 0.0]))
    assert slope > 0
    assert bias + 4 * slope > 0 > bias - 3 * slope
