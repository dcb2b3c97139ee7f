"""What is asked in an answer evaluation: the product as a whole, or its reader alone.

With the whole product a wrong answer may come from the search or from the reading; with
only the right passage to read it comes from the reading. Both look alike to the
measurement.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from eval.types import Question


@dataclass(frozen=True, slots=True)
class Reply:
    """The part of an answer that is measured.

    :param passages: texts of the passages cited.
    """

    answer: str
    abstained: bool
    confidence: float
    passages: tuple[str, ...]


class Responder(Protocol):
    """Something that answers questions over the passages of a dataset."""

    def ask(self, question: Question, *, abstain: bool) -> Reply:
        """Answer, or abstain where that is allowed."""
        ...
