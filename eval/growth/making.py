"""Archives of a given size, written as ``add`` writes them but for reading and encoding."""

from __future__ import annotations

import time
from pathlib import Path

from eval.growth import corpus
from eval.growth.corpus import Sentences
from index import HybridIndex
from index.encoders.protocol import Encoder


def make(folder: Path, stock: Sentences, size: int, encoder: Encoder) -> float:
    """An archive of ``size`` passages in a folder that is not there yet; seconds it took."""
    index = HybridIndex.open(folder, encoder)
    started = time.perf_counter()
    with index.writing():
        for made in corpus.documents(stock, size):
            index.store.put_document(made.document, made.terms, made.vectors)
    seconds = time.perf_counter() - started
    index.close()
    return seconds
