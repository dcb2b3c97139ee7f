"""The stages of an answer, announced as they begin to whoever waits for it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

Stage = Literal["searching", "reading", "writing"]

OnStage = Callable[[Stage], None]
"""Is called with each stage as it begins; what it raises ends the answer."""


def unheard(stage: Stage) -> None:
    """Announce a stage to nobody."""
