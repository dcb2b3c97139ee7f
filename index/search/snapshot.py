"""What is computed from the store: FAISS and BM25, kept on disk and trusted only whole.

One sealed folder per state of the archive, named by its fingerprint. When it is missing,
damaged or of another state, it is rebuilt from the store: losing it costs time, never
data. Before that, the folder of an earlier state is looked for: where rows were only added
and removed since, what is computed from the others is taken over.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from index.errors import ArchiveError
from index.search.bm25 import BM25Index
from index.search.catalogue import Catalogue
from index.search.compressed import CompressedIndex, Exact
from index.search.dense import DenseIndex, Nearest
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


@dataclass(frozen=True, slots=True)
class Snapshot:
    """Both indexes over one state of the archive; immutable, so threads may share it.

    :param fingerprint: which state.
    :param catalogue: what is known of the passages.
    """

    fingerprint: str
    catalogue: Catalogue
    dense: Nearest
    lexical: BM25Index


def snapshot(store: Store, folder: Path, dimension: int) -> Snapshot:
    """The snapshot of the store's present state, loaded if it can be, else rebuilt.

    Call it inside :meth:`Store.reading`, so that fingerprint and rows belong together.
    """
    fingerprint = store.fingerprint
    place = folder / DERIVED / f"{fingerprint}-{FORMAT}"
    if fingerprint and signed_folders.is_whole(place):
        try:
            return _load(place, store, dimension)
        except (ArchiveError, OSError, ValueError, KeyError, EOFError):
            pass  # damaged in a way that checksums did not tell: rebuilt below
    built = _followed(store, folder / DERIVED, dimension) or _build(store, fingerprint, dimension)
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
        dense = DenseIndex(batches, dimension)
    else:
        dense = CompressedIndex(batches, dimension, _stored(store, catalogue, dimension))
    return Snapshot(fingerprint, catalogue, dense, BM25Index(_split(store.terms())))


def _split(stored: Iterable[str]) -> Iterator[list[str]]:
    return (terms.split(" ") if terms else [] for terms in stored)


def _followed(store: Store, folder: Path, dimension: int) -> Snapshot | None:
    """The snapshot made from that of an earlier state, if there is one to make it from."""
    for earlier in store.earlier:
        place = folder / f"{earlier}-{FORMAT}"
        if signed_folders.is_whole(place):
            with suppress(ArchiveError, OSError, ValueError, KeyError, EOFError, RuntimeError):
                return _following(_read(place, store, dimension, mapped=False), store, dimension)
    return None


def _following(before: Snapshot, store: Store, dimension: int) -> Snapshot | None:
    catalogue = Catalogue.of(store)
    kept = np.isin(before.catalogue.ids, catalogue.ids, assume_unique=True)
    fresh = len(catalogue) - int(kept.sum())
    last = int(before.catalogue.ids[-1]) if len(kept) else 0
    # Made from scratch where that is no more work, or of another kind.
    if fresh > len(catalogue) - fresh or before.dense.dimension != dimension:
        return None
    if (len(catalogue) <= EXACT_UP_TO) != isinstance(before.dense, DenseIndex):
        return None
    before.dense.follow(np.flatnonzero(~kept), store.all_vectors(dimension, after=last))
    lexical = before.lexical.updated(kept, _split(store.terms(after=last)))
    if len({len(before.dense), len(lexical), len(catalogue)}) != 1:
        return None  # a passage between the others, which nothing of ours makes
    if isinstance(before.dense, CompressedIndex):
        before.dense.exact = _stored(store, catalogue, dimension)
    return Snapshot(store.fingerprint, catalogue, before.dense, lexical)


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
        signed_folders.write(place, fill)
        for other in place.parent.iterdir():
            if other != place and not other.name.startswith(UNFINISHED):
                shutil.rmtree(other, ignore_errors=True)
    except (OSError, RuntimeError):  # RuntimeError is how FAISS tells of a failed write
        return


def _load(place: Path, store: Store, dimension: int) -> Snapshot:
    loaded = _read(place, store, dimension)
    catalogue = loaded.catalogue
    if loaded.fingerprint != store.fingerprint:
        raise ArchiveError(f"Los índices de «{place}» son del estado «{loaded.fingerprint}».")
    tally = (len(catalogue), int(catalogue.ids.sum()))
    if store.tally() != tally or loaded.dense.dimension != dimension:
        raise ArchiveError(f"Los índices de «{place}» no son los de sus pasajes.")
    return loaded


def _read(place: Path, store: Store, dimension: int, *, mapped: bool = True) -> Snapshot:
    """What :func:`_save` wrote, of whichever state.

    :param mapped: whether what may stay on disk does; off for what will follow.
    """
    state = (place / STATE).read_text(encoding="ascii")
    catalogue, lexical = Catalogue.load(place), BM25Index.load(place)
    dense: Nearest
    if len(catalogue) <= EXACT_UP_TO:
        dense = DenseIndex.load(place)
    else:
        exact = _stored(store, catalogue, dimension)
        dense = CompressedIndex.load(place, exact, mapped=mapped)
    if len({len(dense), len(lexical), len(catalogue)}) != 1:
        raise ArchiveError(
            f"Los índices de «{place}» no concuerdan entre sí: {len(dense)} vectores, "
            f"{len(lexical)} textos y {len(catalogue)} pasajes."
        )
    return Snapshot(state, catalogue, dense, lexical)
