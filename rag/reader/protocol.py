"""What a reader is: something that reads an answer in each of some passages.

The one there is lies in :mod:`rag.reader`; whatever keeps to this may take its place.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from index import Hit
from rag.questions.query import Query


@dataclass(frozen=True, slots=True)
class Signals:
    """What a network says of one passage, for whoever weighs all passages together.

    :param here: how far its best span is over "not here", in logits.
    :param answerable: its logit that the passage answers at all.
    :param ceiling: the highest chance of being right that rules leave it, 0…1.
    :param floor: the lowest one, where a rule is surer than the network.
    """

    here: float
    answerable: float
    ceiling: float = 1.0
    floor: float = 0.0


@dataclass(frozen=True, slots=True)
class Reading:
    """What was read in one passage.

    :param hit: the passage.
    :param quote: offsets in the passage of the sentence that answers.
    :param value: offsets in the passage of the short answer; the sentence's own where no
        shorter one was found.
    :param score: probability that this sentence answers, 0…1.
    :param signals: what the score was made of, of a reader that tells.
    """

    hit: Hit
    quote: tuple[int, int]
    value: tuple[int, int]
    score: float
    signals: Signals | None = None


class Reader(Protocol):
    """Reads an answer in each of some passages; from several threads at once, if need be.

    ``tests/rag/reader/conformance.py`` holds what is promised, as properties that any reader
    can be put through.
    """

    @property
    def depth(self) -> int:
        """How many passages it reads: the first of those that it is given."""

    @property
    def threshold(self) -> float:
        """Score of the first reading under which nothing should be asserted."""

    def prepare(self) -> None:
        """Begin to load what it needs; what fails here fails again when it reads, and says why."""

    def read(self, query: Query, hits: Sequence[Hit]) -> list[Reading]:
        """At most one reading a passage, best first."""
