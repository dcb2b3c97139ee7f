"""What is computed from the store: FAISS and BM25, saved on disk and trusted only whole.

One signed folder per state of the archive, named by its fingerprint. When it is missing,
damaged or of another state, the indexes are rebuilt from the store: losing it costs time, never
data, and the log says why. Before that, the folder of an earlier state is looked for: where rows
were only added and removed since, what is computed from the others is taken over.
"""

from __future__ import annotations

import logging
import shutil
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from index.errors import IndexFilesError
from index.search.bm25 import BM25Index
from index.search.catalogue import Catalogue
from index.search.compressed import CompressedIndex, VectorLookup
from index.search.dense import DenseIndex, VectorIndex
from index.storage import signed_folders
from index.storage.atomic_writes import UNFINISHED
from index.storage.folder_layout import DERIVED
from index.storage.store import Store

FORMAT = 4
"""Part of the folder's name; raised whenever the derived files change in kind."""

EXACT_UP_TO = 100_000
"""Passages whose vectors are all compared with the question: 6 ms and 150 MB."""

STATE = "fingerprint"
"""File that repeats the state, lest a renamed folder be taken for another's."""

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Snapshot:
    """Both indexes over one state of the archive; immutable, so threads may share it.

    :param fingerprint: which state.
    :param catalogue: document, source and day of each passage.
    """

    fingerprint: str
    catalogue: Catalogue
    dense: VectorIndex
    bm25: BM25Index


def current_snapshot(store: Store, folder: Path, dimension: int) -> Snapshot:
    """Return the snapshot of the store's present state, loaded if it can be, else rebuilt.

    Call it inside :meth:`Store.reading`, so that fingerprint and rows belong together.
    """
    fingerprint = store.fingerprint
    if not fingerprint:
        return _build(store, "", dimension)
    place = folder / DERIVED / f"{fingerprint}-{FORMAT}"
    try:
        return _load(place, store, dimension)
    except IndexFilesError as error:
        level = logging.WARNING if place.exists() else logging.INFO
        _log.log(level, "Indexes of «%s» are made anew: %s", folder, error)
    snapshot = _update_earlier(store, folder / DERIVED, dimension)
    snapshot = snapshot or _build(store, fingerprint, dimension)
    _save(snapshot, place)
    return snapshot


def uncommitted_snapshot(store: Store, dimension: int) -> Snapshot:
    """Return the snapshot of what the running write sees, which is no state of the archive and may
    never be one: it is not saved, least of all under the name of the last state."""
    return _build(store, "", dimension)


def _build(store: Store, fingerprint: str, dimension: int) -> Snapshot:
    catalogue = Catalogue.of(store)
    size, batches = len(catalogue), store.all_vectors(dimension)
    dense: VectorIndex
    if size <= EXACT_UP_TO:
        dense = DenseIndex(batches, dimension)
    else:
        dense = CompressedIndex(batches, dimension, _lookup(store, catalogue, dimension))
    return Snapshot(fingerprint, catalogue, dense, BM25Index(_split(store.terms())))


def _split(stored: Iterable[str]) -> Iterator[list[str]]:
    return (terms.split(" ") if terms else [] for terms in stored)


def _update_earlier(store: Store, folder: Path, dimension: int) -> Snapshot | None:
    """Return the snapshot made from that of an earlier state, if there is one to make it from."""
    for earlier in store.ancestry:
        place = folder / f"{earlier}-{FORMAT}"
        if not place.exists():
            continue
        try:
            snapshot = _update(_read(place, store, dimension, mapped=False), store, dimension)
        except IndexFilesError as error:
            _log.warning("Indexes of an earlier state are not taken over: %s", error)
            continue
        how = "made from nothing, as that is no more work" if snapshot is None else "updated"
        _log.info("Indexes of state %s are %s.", earlier, how)
        return snapshot
    return None


def _update(before: Snapshot, store: Store, dimension: int) -> Snapshot | None:
    """Return the snapshot of the present state made from another, or ``None`` if it is better
    built.

    :param before: is changed, and not to be used any more.
    """
    catalogue = Catalogue.of(store)
    remains = np.isin(before.catalogue.ids, catalogue.ids, assume_unique=True)
    added = len(catalogue) - int(remains.sum())
    last = int(before.catalogue.ids[-1]) if len(remains) else 0
    # Made from scratch where that is no more work, or of another kind.
    if added > len(catalogue) - added or before.dense.dimension != dimension:
        return None
    if (len(catalogue) <= EXACT_UP_TO) != isinstance(before.dense, DenseIndex):
        return None
    before.dense.update(np.flatnonzero(~remains), store.all_vectors(dimension, after=last))
    bm25 = before.bm25.updated(remains, _split(store.terms(after=last)))
    if len({len(before.dense), len(bm25), len(catalogue)}) != 1:
        return None  # a passage between the others, which nothing of ours makes
    if isinstance(before.dense, CompressedIndex):
        before.dense.look_up = _lookup(store, catalogue, dimension)
    return Snapshot(store.fingerprint, catalogue, before.dense, bm25)


def _lookup(store: Store, catalogue: Catalogue, dimension: int) -> VectorLookup:
    """Look up the vectors of passages by their positions."""
    return lambda positions: store.vectors(catalogue.ids[positions].tolist(), dimension)


def _save(snapshot: Snapshot, place: Path) -> None:
    """Write it for the next start; a full or read-only disk only costs that start its time."""

    def fill(folder: Path) -> None:
        snapshot.catalogue.save(folder)
        (folder / STATE).write_text(snapshot.fingerprint, encoding="ascii")
        snapshot.dense.save(folder)
        snapshot.bm25.save(folder)

    try:
        signed_folders.write(place, fill)
        for other in place.parent.iterdir():
            if other != place and not other.name.startswith(UNFINISHED):
                shutil.rmtree(other, ignore_errors=True)
    except (OSError, RuntimeError) as error:  # RuntimeError is how FAISS reports a failed write
        _log.warning("Indexes could not be saved in «%s»: %s", place, error)


def _load(place: Path, store: Store, dimension: int) -> Snapshot:
    """Return the snapshot saved for the present state.

    :raises IndexFilesError: there is none, or it is not of these passages.
    """
    snapshot = _read(place, store, dimension)
    catalogue = snapshot.catalogue
    if snapshot.fingerprint != store.fingerprint:
        raise IndexFilesError(f"Los índices de «{place}» son del estado «{snapshot.fingerprint}».")
    tally = (len(catalogue), int(catalogue.ids.sum()))
    if store.tally() != tally or snapshot.dense.dimension != dimension:
        raise IndexFilesError(f"Los índices de «{place}» no son los de sus pasajes.")
    return snapshot


def _read(place: Path, store: Store, dimension: int, *, mapped: bool = True) -> Snapshot:
    """Return what :func:`_save` wrote, of whichever state.

    :param mapped: whether what may stay on disk does; off for what will be updated.
    :raises IndexFilesError: it is not there as it was written.
    """
    if not place.exists():
        raise IndexFilesError(f"No hay índices en «{place}».")
    if not signed_folders.is_whole(place):
        raise IndexFilesError(f"Los índices de «{place}» no están como se escribieron.")
    try:
        state = (place / STATE).read_text(encoding="ascii")
        catalogue = Catalogue.load(place)
    # Files that vanish meanwhile, are empty, or are none of ours although signed.
    except (OSError, EOFError, ValueError) as error:
        raise IndexFilesError(f"Los índices de «{place}» no se pueden leer ({error}).") from error
    bm25 = BM25Index.load(place)
    dense: VectorIndex
    if len(catalogue) <= EXACT_UP_TO:
        dense = DenseIndex.load(place)
    else:
        look_up = _lookup(store, catalogue, dimension)
        dense = CompressedIndex.load(place, look_up, mapped=mapped)
    if len({len(dense), len(bm25), len(catalogue)}) != 1:
        raise IndexFilesError(
            f"Los índices de «{place}» no concuerdan entre sí: {len(dense)} vectores, "
            f"{len(bm25)} textos y {len(catalogue)} pasajes."
        )
    return Snapshot(state, catalogue, dense, bm25)
