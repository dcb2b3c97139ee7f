"""Passages by their words: BM25 with bm25s over our own Spanish terms.

Weights of all terms change with every passage added, so they are computed anew from the
counts, which are kept beside them (:mod:`index.postings`); on disk they are mapped, so that a
search reads those of its own terms only.
``lucene`` is the variant whose idf is never negative (Kamphuis et al. 2020, "Which BM25 do
you mean?", table 1). k1 and b were chosen on the 4,482 answerable questions of
``squad_es_train`` over 1,791 paragraphs, by MRR@10 after fusion: .8611 at (0.6, 0.6), .8597
at (0.7, 0.75), .8584 at (0.9, 0.75), .8541 at (1.2, 0.75). Paragraphs are short: a term's
second mention says little.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path

import bm25s
import numpy as np
from numpy.typing import NDArray

from index import postings
from index.errors import ArchiveError
from index.postings import Columns

METHOD, K1, B = "lucene", 0.6, 0.6
FOLDER = "bm25"
COUNTS = ("times", "lengths")
"""What is kept beside bm25s's own files."""


class LexicalIndex:
    """BM25 scores of a query with every passage.

    :param passages: the terms of each passage, as the analyzer gave them; read once.
    """

    def __init__(self, passages: Iterable[Sequence[str]]) -> None:
        self._hold(postings.columns(passages))

    def _hold(self, counted: Columns) -> None:
        self._counted = counted
        self._bm25: bm25s.BM25 | None = None
        if counted.vocabulary:  # bm25s cannot hold an empty one
            self._bm25 = bm25s.BM25(method=METHOD, k1=K1, b=B)
            self._bm25.vocab_dict = counted.vocabulary
            self._bm25.nonoccurrence_array = None  # only other variants have one
            self._bm25.scores = {
                "data": postings.weights(counted, K1, B),
                "indices": counted.passages,
                "indptr": counted.bounds,
                "num_docs": len(counted.lengths),
            }

    def following(self, kept: NDArray[np.bool_], passages: Iterable[Sequence[str]]) -> LexicalIndex:
        """The index of those of its passages that are kept, and of others after them.

        :param kept: (passages,).
        :param passages: the terms of each of the others.
        """
        index = LexicalIndex([])
        index._hold(postings.joined(self._counted, kept, postings.columns(passages)))
        return index

    def __len__(self) -> int:
        return len(self._counted.lengths)

    def scores(self, terms: Sequence[str]) -> NDArray[np.float32]:
        """BM25 of every passage for the query's terms, float32 (passages,)."""
        known = [term for term in terms if self._frequency(term)]
        if self._bm25 is None or not known:
            return np.zeros(len(self), np.float32)
        scores: NDArray[np.float32] = self._bm25.get_scores(known)
        return scores

    def weights(self, terms: Sequence[str]) -> dict[str, float]:
        """Inverse document frequency of each distinct term, highest for terms of no passage.

        ln(1 + (N - df + 0.5) / (df + 0.5)), as the scores have it.
        """
        return {term: self._weight(self._frequency(term)) for term in terms}

    @property
    def rarest(self) -> float:
        """Weight of a term that no passage has: the most that a term can weigh."""
        return self._weight(0)

    def _weight(self, frequency: int) -> float:
        return math.log1p((len(self) - frequency + 0.5) / (frequency + 0.5))

    def _frequency(self, term: str) -> int:
        row = None if self._bm25 is None else self._bm25.vocab_dict.get(term)
        if self._bm25 is None or row is None:
            return 0
        bounds = self._bm25.scores["indptr"]
        return int(bounds[row + 1] - bounds[row])

    def save(self, folder: Path) -> None:
        """Write the index into a folder, as arrays and JSON."""
        target = folder / FOLDER
        target.mkdir()
        if self._bm25 is not None:
            self._bm25.save(target, show_progress=False)
        for name in COUNTS:
            np.save(target / f"{name}.npy", getattr(self._counted, name), allow_pickle=False)
        # Whether there are terms at all is said, not concluded from files that another process
        # may be clearing away: without its arrays the index would load, and find nothing.
        (target / "terms").write_text(str(int(self._bm25 is not None)), encoding="ascii")

    @classmethod
    def load(cls, folder: Path) -> LexicalIndex:
        """Read an index written by :meth:`save`; the caller has verified its checksums.

        :raises ArchiveError: a file is missing or cannot be read.
        """
        source, index = folder / FOLDER, cls([])
        try:
            counts = {
                name: np.load(source / f"{name}.npy", mmap_mode="r", allow_pickle=False)
                for name in COUNTS
            }
            index._counted = replace(index._counted, **counts)
            if int((source / "terms").read_text(encoding="ascii")):
                index._bm25 = bm25s.BM25.load(source, load_corpus=False, mmap=True)
                index._counted = Columns(
                    vocabulary=index._bm25.vocab_dict,
                    passages=index._bm25.scores["indices"],
                    bounds=index._bm25.scores["indptr"],
                    **counts,
                )
        except (OSError, ValueError, KeyError) as error:
            raise ArchiveError(f"El índice BM25 de «{folder}» no se puede leer.") from error
        return index
