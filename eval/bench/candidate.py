"""Defines what a system has to do to stand in the table."""

from __future__ import annotations

import importlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Protocol

from eval.bench.task import Model, Task


@dataclass(frozen=True, slots=True)
class IndexingResult:
    """What an indexing came to.

    :param passages: how many can be found now.
    :param split: stage → seconds, for systems that report their stages.
    """

    passages: int
    split: Mapping[str, float] = field(default_factory=dict)


class Candidate(Protocol):
    """A system that indexes passages and ranks them; made with no arguments."""

    def load(self, model: Model) -> None:
        """Load the weights and use them once, so that indexing is timed with warm ones."""

    def index(self, task: Task) -> IndexingResult:
        """Index the task's passages (or files), until every question can be asked."""

    def rank(self, query: str, depth: int) -> list[int]:
        """Encode the query and return the rows of the best passages, best first."""


def load_candidate(place: str) -> Candidate:
    """Import and make the system of a place, ``module:class``."""
    module, _, name = place.partition(":")
    candidate: Candidate = getattr(importlib.import_module(module), name)()
    return candidate
