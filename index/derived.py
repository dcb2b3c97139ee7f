"""What is computed from the store: FAISS and BM25, kept on disk and trusted only whole.

One sealed folder per state of the archive, named by its fingerprint. When it is missing,
damaged or of another state, it is rebuilt from the store: losing it costs time, never
data.
"""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from index import sealed
from index.catalogue import Catalogue
from index.compressed import CompressedIndex, Exact
from index.dense import DenseIndex, Nearest
from index.errors import ArchiveError
from index.lexical import LexicalIndex
from index.store import Store

FOLDER = "derived"
FORMAT = 3
"""Part of the folder's name; raised whenever the derived files change in kind."""

EXACT_UP_TO = 100_000
"""Passages whose vectors are all compared with the question: 6 ms and 150 MB."""

STATE = "fingerprint"
"""File that repeats the state, lest a renamed folder be taken for another's."""


@dataclass(frozen=True, slots=True)
class Snapshot:
    """Both indexes over one state of the archive; immutable, so threads may share it.

    :param fingerprint: which state.
    :param catalogue: what is known of the passages.
    """

    fingerprint: str
    catalogue: Catalogue
    dense: Nearest
    lexical: LexicalIndex


def snapshot(store: Store, folder: Path, dimension: int) -> Snapshot:
    """The snapshot of the store's present state, loaded if it can be, else rebuilt.

    Call it inside :meth:`Store.reading`, so that fingerprint and rows belong together.
    """
    fingerprint = store.fingerprint
    place = folder / FOLDER / f"{fingerprint}-{FORMAT}"
    if fingerprint and sealed.is_whole(place):
        try:
            return _load(place, store, dimension)
        except (ArchiveError, OSError, ValueError, KeyError, EOFError):
            pass  # damaged in a way that checksums did not tell: rebuilt below
    built = _build(store, fingerprint, dimension)
    if fingerprint:
        _save(built, place)
    return built


def passing(store: Store, dimension: int) -> Snapshot:
    """The snapshot of what the running write sees, which is no state of the archive and may
    never be one: it is not kept, least of all under the name of the last state."""
    return _build(store, "", dimension)


def _build(store: Store, fingerprint: str, dimension: int) -> Snapshot:
    catalogue = Catalogue.of(store)
    size, batches = len(catalogue), store.all_vectors(dimension)
    dense: Nearest
    if size <= EXACT_UP_TO:
        dense = DenseIndex(np.concatenate([np.empty((0, dimension), np.float32), *batches]))
    else:
        dense = CompressedIndex(batches, dimension, _stored(store, catalogue, dimension))
    lexical = LexicalIndex(terms.split(" ") if terms else [] for terms in store.terms())
    return Snapshot(fingerprint, catalogue, dense, lexical)


def _stored(store: Store, catalogue: Catalogue, dimension: int) -> Exact:
    """Looks up the vectors of passages by their positions."""
    return lambda positions: store.vectors(catalogue.ids[positions].tolist(), dimension)


def _save(built: Snapshot, place: Path) -> None:
    """Write it for the next start; a full or read-only disk only costs that start its time."""

    def fill(folder: Path) -> None:
        built.catalogue.save(folder)
        (folder / STATE).write_text(built.fingerprint, encoding="ascii")
        built.dense.save(folder)
        built.lexical.save(folder)

    try:
        sealed.write(place, fill)
        for other in place.parent.iterdir():
            if other != place and not other.name.startswith(sealed.ASIDE):
                shutil.rmtree(other, ignore_errors=True)
    except (OSError, RuntimeError):  # RuntimeError is how FAISS tells of a failed write
        return


def _load(place: Path, store: Store, dimension: int) -> Snapshot:
    if (state := (place / STATE).read_text(encoding="ascii")) != store.fingerprint:
        raise ArchiveError(f"Los índices de «{place}» son del estado «{state}».")
    catalogue, lexical = Catalogue.load(place), LexicalIndex.load(place)
    dense: Nearest
    if len(catalogue) <= EXACT_UP_TO:
        dense = DenseIndex.load(place)
    else:
        dense = CompressedIndex.load(place, _stored(store, catalogue, dimension))
    if store.tally() != (len(catalogue), int(catalogue.ids.sum())) or dense.dimension != dimension:
        raise ArchiveError(f"Los índices de «{place}» no son los de sus pasajes.")
    if len({len(dense), len(lexical), len(catalogue)}) != 1:
        raise ArchiveError(
            f"Los índices de «{place}» no concuerdan entre sí: {len(dense)} vectores, "
            f"{len(lexical)} textos y {len(catalogue)} pasajes."
        )
    return Snapshot(state, catalogue, dense, lexical)
