"""How much of a sentence's words a passage holds: a verifier without weights.

A sentence that says what a passage says needs most of its words; one that is made up needs others.
It is what the trained verifier is measured against, and what stands in where its file is missing.
"""

from __future__ import annotations

from typing import Final

from index.text.analyzer import analyze
from rag.writer.protocol import Verdict

ENOUGH: Final = 0.6
"""Share of a sentence's terms. Of statements by hand over press passages that are carried the mean
is .66, of those that are not there .32; at .6 with the rules .99 of the latter are caught, at .5
.91."""


def coverage(sentence: str, passage: str) -> float:
    """The share of the sentence's terms that stand in the passage, 0…1; of none, 0."""
    terms = set(analyze(sentence))
    return len(terms & set(analyze(passage))) / len(terms) if terms else 0.0


class CoverageVerifier:
    """Carried is what has enough of its words in the passage."""

    def prepare(self) -> None:
        """There is nothing to load."""

    def verdict(self, sentence: str, passage: str) -> Verdict:
        """What the passage's words say of the sentence."""
        share = coverage(sentence, passage)
        return Verdict(share, share >= ENOUGH)
