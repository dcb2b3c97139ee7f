"""What a reader is: something that reads an answer in each of some passages.

The one there is lies in :mod:`rag.reader`; whatever keeps to this may take its place.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Protocol

from index import Hit
from rag.questions.query import Query

PASSAGES: Final = 10
"""Passages read: the right one is among the first ten for 97 % of squad_es_dev."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What was read in one passage.

    :param hit: the passage.
    :param quote: offsets in the passage of the sentence that answers.
    :param value: offsets in the passage of the short answer; the sentence's own where no
        shorter one was found.
    :param score: probability that this sentence answers, 0…1.
    """

    hit: Hit
    quote: tuple[int, int]
    value: tuple[int, int]
    score: float


class Reader(Protocol):
    """Reads an answer in each of some passages."""

    def read(self, query: Query, hits: Sequence[Hit]) -> list[Reading]:
        """At most one reading a passage, best first."""
