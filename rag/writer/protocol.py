"""What tells whether a passage carries a sentence, and what it says of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol


class Verifier(Protocol):
    """Tells whether a passage carries a sentence, beyond its details."""

    def prepare(self) -> None:
        """Begin to load what it needs."""

    def verdict(self, sentence: str, passage: str) -> Verdict:
        """What the passage says of the sentence."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a verifier says.

    :param supported: chance that the passage carries the sentence, 0…1.
    :param carries: whether that is enough to show it.
    :param contradicted: whether, where it is not enough, the passage says something else.
    """

    supported: float
    carries: bool
    contradicted: bool = False
