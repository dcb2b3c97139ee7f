"""Ranks as the user's card says, taken literally: FAISS top 50 reordered by rank-bm25.

It lies apart from :mod:`eval.retrieval.systems` so that it can be measured in a process that
holds nothing of ours: what is imported counts as memory.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Final

import faiss
import numpy as np
import numpy.typing as npt
from rank_bm25 import BM25Okapi

Vectors = npt.NDArray[np.float32]
Rank = Callable[[str, int], list[int]]
Terms = Callable[[str], list[str]]

#: Passages that FAISS proposes.
CANDIDATES: Final = 50


def plain_words(text: str) -> list[str]:
    """Return the words in lower case: what people feed rank-bm25 who have no Spanish analyzer."""
    return re.findall(r"\w+", text.lower())


def ranking(
    texts: Sequence[str],
    vectors: Vectors,
    vector_of: Callable[[str], Vectors],
    terms: Terms = plain_words,
) -> Rank:
    """Build both indexes, and return what ranks by them.

    :param vectors: float32 (texts, dimension), unit length.
    :param vector_of: query → its vector.
    :returns: query, depth → rows, best first.
    """
    flat = faiss.IndexFlatIP(vectors.shape[1])
    flat.add(np.ascontiguousarray(vectors))
    words = BM25Okapi([terms(text) for text in texts])

    def rank(query: str, depth: int) -> list[int]:
        vector = vector_of(query)[None, :]
        rows = flat.search(vector, min(CANDIDATES, flat.ntotal))[1][0].tolist()
        scores = words.get_batch_scores(terms(query), rows)
        # sorted() is stable: without a common word the order of FAISS stays.
        best = sorted(range(len(rows)), key=lambda i: -scores[i])
        return [rows[i] for i in best][:depth]

    return rank
