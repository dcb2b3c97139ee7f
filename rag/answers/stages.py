"""The stages of an answer, announced as they begin to whoever waits for it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Literal

from index import Hit
from rag.answers.types import Citation

Stage = Literal["searching", "reading", "comparing", "writing"]

OnStage = Callable[[Stage], None]
"""Is called with each stage as it begins; what it raises ends the answer."""


OnHits = Callable[[Sequence[Hit]], None]
"""Is called with the passages found, best first, before they are read; what it raises ends the
answer."""


def unseen(hits: Sequence[Hit]) -> None:
    """Show the passages to nobody."""


def unheard(stage: Stage) -> None:
    """Announce a stage to nobody."""


OnAnswer = Callable[[Citation], None]
"""Is called with the passage that answers best, before the others are compared with it; what it
raises ends the answer. Where nothing is asserted it is not called."""


def unwanted(citation: Citation) -> None:
    """Show the best passage to nobody before all are compared."""


OnText = Callable[[str], None]
"""Is called by an answerer that writes with the text so far, again and again while it writes; what
it raises ends the answer."""


def unwatched(text: str) -> None:
    """Show the text to nobody before it is whole."""
