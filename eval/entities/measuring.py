"""Counts names found, missed and made up, by kind: exact spans, as the shared tasks count them.

A name is right if its first and last character and its kind are (CoNLL 2003, Tjong Kim Sang and
De Meulder); half a name is one missed and one made up.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from index.encoders.protocol import NamingEncoder
from index.text.searched_text import searchable
from index.types import KINDS, Kind, Mention
from rag.entities.labels import LabelledPassage


@dataclass(frozen=True, slots=True)
class Counts:
    """Of one kind: names that are right, found in all, and there in all."""

    right: int
    found: int
    there: int

    @property
    def precision(self) -> float:
        """Share of the names found that are right; 0 where none was found."""
        return self.right / self.found if self.found else 0.0

    @property
    def recall(self) -> float:
        """Share of the names there that were found; 0 where there are none."""
        return self.right / self.there if self.there else 0.0

    @property
    def f1(self) -> float:
        """Harmonic mean of both."""
        return 2 * self.right / (self.found + self.there) if self.found + self.there else 0.0

    def to_dict(self) -> dict[str, Any]:
        """The figures, for JSON."""
        return {
            "precision": round(self.precision, 4),
            "recall": round(self.recall, 4),
            "f1": round(self.f1, 4),
            "found": self.found,
            "there": self.there,
        }


def recognised(encoder: NamingEncoder, passages: Sequence[LabelledPassage]) -> list[list[Mention]]:
    """Return the names that an encoder finds in each passage, read with its title as ``add``
    reads it."""
    texts = [searchable(each.title, each.text) for each in passages]
    begins = [len(text) - len(each.text) for text, each in zip(texts, passages, strict=True)]
    _, named = encoder.encode_and_name(texts, begins)
    return [
        [Mention(m.start - begin, m.end - begin, m.kind) for m in own]
        for own, begin in zip(named, begins, strict=True)
    ]


def count(
    passages: Iterable[LabelledPassage], named: Iterable[Iterable[Mention]]
) -> dict[Kind, Counts]:
    """Compare the names found in passages with those there, by kind."""
    right, found, there = Counter[Kind](), Counter[Kind](), Counter[Kind]()
    for passage, own in zip(passages, named, strict=True):
        gold, got = set(passage.mentions), set(own)
        right.update(mention.kind for mention in gold & got)
        found.update(mention.kind for mention in got)
        there.update(mention.kind for mention in gold)
    return {kind: Counts(right[kind], found[kind], there[kind]) for kind in KINDS}
