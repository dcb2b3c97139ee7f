"""The stages of an answer, and whoever waits for it and is told of them as they begin."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from index import Hit
from rag.answers.types import Citation

Stage = Literal["searching", "reading", "comparing", "writing"]

OnStage = Callable[[Stage], None]
"""Is called with each stage as it begins."""

OnHits = Callable[[Sequence[Hit]], None]
"""Is called with the passages found, best first, before they are read."""

OnText = Callable[[str], None]
"""Is called by an answerer that writes with the text so far, again and again while it writes."""

OnAnswer = Callable[[Citation], None]
"""Is called with the passage that answers best, before the others are compared with it; where
nothing is asserted it is not called."""


def nobody(news: object) -> None:
    """Tell nobody."""


@dataclass(frozen=True, slots=True)
class Watcher:
    """Whoever waits for an answer. What one of the calls raises ends the answer."""

    on_stage: OnStage = nobody
    on_hits: OnHits = nobody
    on_text: OnText = nobody
    on_answer: OnAnswer = nobody


NOBODY: Final = Watcher()
"""Nobody waits."""
