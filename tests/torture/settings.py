"""How long to torture, and from which seed: small by default, large in ``make torture``.

``TORTURE_SCALE`` multiplies the counts; ``TORTURE_SEED`` repeats a run.
"""

from __future__ import annotations

import os

SCALE = float(os.environ.get("TORTURE_SCALE", "1"))
SEED = int(os.environ.get("TORTURE_SEED", "20251121"))


def scaled(count: int) -> int:
    """The count of a short run, at the present scale."""
    return max(1, round(count * SCALE))
