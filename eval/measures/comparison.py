"""Compares systems on the same questions, without taking luck for a difference."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

from eval.measures import significance

Floats = npt.NDArray[np.float64]

#: Differences with a corrected p below this are marked as real.
ALPHA: Final = 0.05


@dataclass(frozen=True, slots=True)
class Comparison:
    """Reference system minus another one, on one metric."""

    difference: float
    p: float
    p_corrected: float

    @property
    def significant(self) -> bool:
        """Tell whether luck alone hardly explains the difference."""
        return self.p_corrected < ALPHA

    @property
    def mark(self) -> str:
        """Return ▼ where the other system is below the reference, ▲ above it, else nothing."""
        if not self.significant:
            return ""
        return "▼" if self.difference > 0 else "▲"


def compare(
    values: Mapping[str, Floats], reference: str, metrics: Collection[str]
) -> dict[str, dict[str, Comparison]]:
    """Compare the reference with each other system, all p values corrected together.

    :param values: system → questions × metrics.
    :param metrics: names of the columns.
    :returns: other system → metric → comparison.
    """
    others = [name for name in values if name != reference]
    if reference not in values or not others:
        return {}
    differences = np.hstack([values[reference] - values[name] for name in others])
    p = significance.paired_randomisation(differences)
    cells = zip(differences.mean(axis=0), p, significance.holm(p), strict=True)
    return {
        name: {metric: Comparison(*(float(number) for number in next(cells))) for metric in metrics}
        for name in others
    }
