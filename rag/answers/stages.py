"""The stages of an answer, announced as they begin to whoever waits for it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Literal

from index import Hit

Stage = Literal["searching", "reading", "writing"]

OnStage = Callable[[Stage], None]
"""Is called with each stage as it begins; what it raises ends the answer."""


OnHits = Callable[[Sequence[Hit]], None]
"""Is called with the passages found, best first, before they are read; what it raises ends the
answer."""


def unseen(hits: Sequence[Hit]) -> None:
    """Show the passages to nobody."""


def unheard(stage: Stage) -> None:
    """Announce a stage to nobody."""


OnText = Callable[[str], None]
"""Is called by an answerer that writes with the text so far, again and again while it writes; what
it raises ends the answer."""


def unwatched(text: str) -> None:
    """Show the text to nobody before it is whole."""
