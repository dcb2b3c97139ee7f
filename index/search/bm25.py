"""Passages by their words: BM25 over our own Spanish terms.

Weights of all terms change with every passage added, so they are computed anew from the counts,
which are kept beside them (:mod:`index.search.postings`); on disk they are mapped, so that a search
reads those of its own terms only. Scoring is adding up their columns, as bm25s does; importing it
for that would bring SciPy in, a tenth of a cold start. ``lucene`` is the variant whose idf is never
negative (Kamphuis et al. 2020, "Which BM25 do you mean?", table 1). k1 and b were chosen on the
4,482 answerable questions of ``squad_es_train`` over 1,791 paragraphs, by MRR@10 after fusion:
.8611 at (0.6, 0.6), .8597 at (0.7, 0.75), .8584 at (0.9, 0.75), .8541 at (1.2, 0.75). Paragraphs
are short: a term's second mention says little.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from index.errors import ArchiveError
from index.search import postings
from index.search.postings import Columns

K1, B = 0.6, 0.6
FOLDER = "bm25"
TERMS, WEIGHTS = "terms.json", "weights"
ARRAYS = ("times", "passages", "bounds", "lengths")
"""Files of :class:`~index.search.postings.Columns`, each as ``.npy``."""


class LexicalIndex:
    """BM25 scores of a query with every passage.

    :param passages: the terms of each passage, as the analyzer gave them; read once.
    """

    def __init__(self, passages: Iterable[Sequence[str]]) -> None:
        self._hold(postings.columns(passages))

    def _hold(self, counted: Columns, weights: NDArray[np.float32] | None = None) -> None:
        self._counted = counted
        self._weights = postings.weights(counted, K1, B) if weights is None else weights

    def following(self, kept: NDArray[np.bool_], passages: Iterable[Sequence[str]]) -> LexicalIndex:
        """The index of those of its passages that are kept, and of others after them.

        :param kept: (passages,).
        :param passages: the terms of each of the others.
        """
        index = LexicalIndex.__new__(LexicalIndex)
        index._hold(postings.joined(self._counted, kept, postings.columns(passages)))
        return index

    def __len__(self) -> int:
        return len(self._counted.lengths)

    def scores(self, terms: Sequence[str]) -> NDArray[np.float32]:
        """BM25 of every passage for the query's terms, float32 (passages,)."""
        scores = np.zeros(len(self), np.float32)
        for term in terms:
            column = self._column(term)
            scores[self._counted.passages[column]] += self._weights[column]
        return scores

    def weights(self, terms: Sequence[str]) -> dict[str, float]:
        """Inverse document frequency of each distinct term, highest for terms of no passage.

        ln(1 + (N - df + 0.5) / (df + 0.5)), as the scores have it.
        """
        return {term: self._rarity(self._frequency(term)) for term in terms}

    @property
    def rarest(self) -> float:
        """Weight of a term that no passage has: the most that a term can weigh."""
        return self._rarity(0)

    def _rarity(self, frequency: int) -> float:
        return math.log1p((len(self) - frequency + 0.5) / (frequency + 0.5))

    def _column(self, term: str) -> slice:
        """Where the term's pairs are; nowhere for a term of no passage."""
        number = self._counted.vocabulary.get(term)
        if number is None:
            return slice(0)
        return slice(*self._counted.bounds[number : number + 2].tolist())

    def _frequency(self, term: str) -> int:
        column = self._column(term)
        return int(column.stop - (column.start or 0))

    def save(self, folder: Path) -> None:
        """Write the index into a folder, as arrays and JSON."""
        target = folder / FOLDER
        target.mkdir()
        # In the order of their numbers.
        terms = json.dumps(list(self._counted.vocabulary), ensure_ascii=False)
        (target / TERMS).write_text(terms, encoding="utf-8")
        for name in ARRAYS:
            np.save(target / f"{name}.npy", getattr(self._counted, name), allow_pickle=False)
        np.save(target / f"{WEIGHTS}.npy", self._weights, allow_pickle=False)

    @classmethod
    def load(cls, folder: Path) -> LexicalIndex:
        """Read an index written by :meth:`save`; the caller has verified its checksums.

        :raises ArchiveError: a file is missing or cannot be read.
        """
        source, index = folder / FOLDER, cls.__new__(cls)
        try:
            terms = json.loads((source / TERMS).read_text(encoding="utf-8"))
            times, passages, bounds, lengths, weights = (
                np.load(source / f"{name}.npy", mmap_mode="r", allow_pickle=False)
                for name in (*ARRAYS, WEIGHTS)
            )
            if len(bounds) != len(terms) + 1 or {len(times), len(passages), len(weights)} != {
                int(bounds[-1])
            }:
                raise ValueError("columnas de otra longitud")
        except (OSError, ValueError, KeyError, EOFError) as error:
            raise ArchiveError(f"El índice BM25 de «{folder}» no se puede leer.") from error
        numbers = {term: number for number, term in enumerate(terms)}
        index._hold(Columns(numbers, times, passages, bounds, lengths), weights)
        return index
