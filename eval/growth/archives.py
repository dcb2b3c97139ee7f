"""Writes archives of a given size as ``add`` writes them but for reading and encoding."""

from __future__ import annotations

import time
from pathlib import Path

from eval.growth import corpus
from eval.growth.corpus import Sentences
from index import HybridIndex
from index.encoders.protocol import Encoder


def write_archive(
    folder: Path,
    sentences: Sentences,
    size: int,
    encoder: Encoder,
    per_document: int = corpus.PER_DOCUMENT,
) -> float:
    """Write ``size`` passages into a folder that is not there yet; return the seconds it took.

    :param per_document: passages of an article.
    """
    index = HybridIndex.open(folder, encoder)
    started = time.perf_counter()
    with index.writing():
        for each in corpus.recombine(sentences, size, per_document=per_document):
            index.store.put_document(each.document, each.terms, each.vectors)
    seconds = time.perf_counter() - started
    index.close()
    return seconds
