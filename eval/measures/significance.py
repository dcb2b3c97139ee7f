"""Tells a real difference from luck: bootstrap intervals and a paired randomisation test.

Both resample questions, the only thing that was drawn at random. They work on whole
tables (questions × measurements) at once as matrix products, so that ten thousand
resamples of thousands of questions take seconds; SciPy serves as the oracle in tests.
"""

from __future__ import annotations

from typing import Final

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]

#: Enough for p values and interval ends that stay put in the third digit.
RESAMPLES: Final = 10_000
#: Any number would do; a fixed one makes a run repeatable.
SEED: Final = 20250814
# Cells of one block of the resampling matrix: 16 MiB of floats.
_BLOCK_CELLS: Final = 2_000_000
# Differences of means nearer than this are equal but for rounding.
_ROUNDING: Final = 1e-12


def _blocks(resamples: int, questions: int) -> list[int]:
    """Return row counts of the blocks that together make ``resamples`` rows."""
    rows = max(1, _BLOCK_CELLS // max(1, questions))
    full, rest = divmod(resamples, rows)
    return [rows] * full + ([rest] if rest else [])


def bootstrap_intervals(
    values: Floats, *, resamples: int = RESAMPLES, seed: int = SEED, level: float = 0.95
) -> Floats:
    """Compute the percentile bootstrap interval of the mean of each column.

    :param values: questions × measurements; all columns share the resamples.
    :returns: measurements × 2, lower and upper end.
    """
    questions = len(values)
    random = np.random.default_rng(seed)
    means: list[Floats] = []
    for rows in _blocks(resamples, questions):
        drawn = random.integers(0, questions, size=(rows, questions))
        drawn += np.arange(rows)[:, None] * questions
        weights = np.bincount(drawn.ravel(), minlength=rows * questions)
        means.append(weights.reshape(rows, questions).astype(np.float64) @ values / questions)
    tail = (1 - level) / 2
    ends: Floats = np.quantile(np.concatenate(means), [tail, 1 - tail], axis=0)
    return ends.T


def paired_randomisation(
    differences: Floats, *, resamples: int = RESAMPLES, seed: int = SEED
) -> Floats:
    """Compute the two-sided p value of each column's mean of paired differences being zero.

    Were both systems alike, each question's difference could as well have the other
    sign (Smucker et al. 2007). The observed assignment counts as one, so p is never 0.

    :param differences: questions × comparisons.
    """
    questions = len(differences)
    observed = np.abs(differences.mean(axis=0)) - _ROUNDING
    random = np.random.default_rng(seed)
    extreme = np.zeros(differences.shape[1], dtype=np.int64)
    for rows in _blocks(resamples, questions):
        signs = random.integers(0, 2, size=(rows, questions), dtype=np.int8) * 2.0 - 1.0
        extreme += (np.abs(signs @ differences / questions) >= observed).sum(axis=0)
    p: Floats = (extreme + 1) / (resamples + 1)
    return p


def holm(p: Floats) -> Floats:
    """Correct p values for having made ``len(p)`` comparisons (Holm 1979)."""
    order = np.argsort(p, kind="stable")
    scaled = p[order] * np.arange(len(p), 0, -1)
    corrected = np.empty_like(p)
    corrected[order] = np.minimum(np.maximum.accumulate(scaled), 1.0)
    return corrected
