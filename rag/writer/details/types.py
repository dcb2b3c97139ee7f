"""What is found to be wrong with a sentence."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Fault:
    """A detail that a passage does not hold.

    :param kind: ``figure``, ``date`` or ``name``.
    :param words: as the sentence writes it.
    """

    kind: str
    words: str
