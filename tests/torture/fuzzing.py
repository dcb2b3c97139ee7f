"""One property, tried on few cases in the default suite and on thousands in `make torture`.

``HEMEROTECA_SEED`` chooses the cases and ``HEMEROTECA_CASES`` how many a property gets in the
long run. The seed stands in every test's name, so a failure says how to repeat it.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import Any, Final

from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis.strategies import SearchStrategy

SEED: Final = int(os.environ.get("HEMEROTECA_SEED", "7"))
LONG: Final = int(os.environ.get("HEMEROTECA_CASES", "700"))
"""Cases of each property in the long run, twice as many of each format: 16,800 in all."""

SHORT: Final = 8


def fuzz(
    strategy: SearchStrategy[Any], holds: Callable[[Any], None], cases: int, name: str
) -> None:
    """Try a property on so many cases, the failing one made small."""
    tried = 0

    @settings(
        max_examples=cases,
        deadline=None,
        database=None,
        phases=(Phase.generate, Phase.shrink),
        suppress_health_check=list(HealthCheck),
    )
    @seed(SEED)
    @given(strategy)
    def run(case: Any) -> None:
        nonlocal tried
        tried += 1
        holds(case)

    run()
    print(f"{name}: {tried} cases with seed {SEED}")
    assert tried >= min(cases, SHORT)


def named(name: str) -> str:
    """A test's name, with the seed to repeat it."""
    return f"{name}-seed{SEED}"
