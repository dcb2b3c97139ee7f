"""What a system has to do to stand in the table."""

from __future__ import annotations

import importlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Protocol

from eval.bench.task import Model, Task


@dataclass(frozen=True, slots=True)
class Indexed:
    """What became of an indexing.

    :param passages: how many can be found now.
    :param split: stage → seconds, for systems that tell their stages apart.
    """

    passages: int
    split: Mapping[str, float] = field(default_factory=dict)


class Candidate(Protocol):
    """A system that indexes passages and ranks them; made with no arguments."""

    def load(self, model: Model) -> None:
        """Load the weights and use them once, so that indexing is timed with warm ones."""

    def index(self, task: Task) -> Indexed:
        """From the task's passages (or files) to where every question can be asked."""

    def rank(self, query: str, depth: int) -> list[int]:
        """Rows of the best passages, best first, the query's encoding included."""


def make(place: str) -> Candidate:
    """The system of a place, ``module:class``."""
    module, _, name = place.partition(":")
    made: Candidate = getattr(importlib.import_module(module), name)()
    return made
