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
from numpy.typing import NDArray

from index import sealed
from index.dense import DenseIndex
from index.errors import ArchiveError, DamageError
from index.lexical import LexicalIndex
from index.store import Store

FOLDER = "derived"
FORMAT = 2
"""Part of the folder's name; raised whenever the derived files change in kind."""

ARRAYS = ("ids", "documents", "sources", "dates")
STATE = "fingerprint"
"""File that repeats the state, lest a renamed folder be taken for another's."""


@dataclass(frozen=True, slots=True)
class Snapshot:
    """Both indexes over one state of the archive; immutable, so threads may share it.

    :param fingerprint: which state.
    :param ids: passage ids, int64 (passages,); a position in the indexes is a row here.
    :param documents: document id of each passage.
    :param sources: source of each passage, as given.
    :param dates: ISO day of each passage's document, ``""`` when unknown.
    """

    fingerprint: str
    ids: NDArray[np.int64]
    documents: NDArray[np.str_]
    sources: NDArray[np.str_]
    dates: NDArray[np.str_]
    dense: DenseIndex
    lexical: LexicalIndex


def snapshot(store: Store, folder: Path, dimension: int) -> Snapshot:
    """The snapshot of the store's present state, loaded if it can be, else rebuilt.

    Call it inside :meth:`Store.reading`, so that fingerprint and rows belong together.
    """
    fingerprint = store.fingerprint
    place = folder / FOLDER / f"{fingerprint}-{FORMAT}"
    if fingerprint and sealed.is_whole(place):
        try:
            return _load(place, fingerprint, store.ids(), dimension)
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
    try:
        rows = list(store.rows())
        vectors = np.array([row.vector for row in rows], np.float32).reshape(len(rows), dimension)
    except ValueError as error:  # vectors of odd lengths, or of another than the encoder's
        raise DamageError(
            f"Los vectores de la base de datos «{store.path}» están dañados. «hemeroteca check» "
            "dice qué se puede salvar."
        ) from error
    return Snapshot(
        fingerprint,
        np.array([row.id for row in rows], np.int64),
        np.array([row.document for row in rows], np.str_),
        np.array([row.source for row in rows], np.str_),
        np.array([row.date or "" for row in rows], np.str_),
        DenseIndex(vectors),
        LexicalIndex([row.terms.split(" ") if row.terms else [] for row in rows]),
    )


def _save(built: Snapshot, place: Path) -> None:
    """Write it for the next start; a full or read-only disk only costs that start its time."""

    def fill(folder: Path) -> None:
        for name in ARRAYS:
            np.save(folder / f"{name}.npy", getattr(built, name), allow_pickle=False)
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


def _load(place: Path, fingerprint: str, expected: NDArray[np.int64], dimension: int) -> Snapshot:
    """:param expected: ids of the passages that the state has."""
    if (state := (place / STATE).read_text(encoding="ascii")) != fingerprint:
        raise ArchiveError(f"Los índices de «{place}» son del estado «{state}».")
    arrays = {name: np.load(place / f"{name}.npy", allow_pickle=False) for name in ARRAYS}
    loaded = Snapshot(
        fingerprint, dense=DenseIndex.load(place), lexical=LexicalIndex.load(place), **arrays
    )
    if not np.array_equal(loaded.ids, expected) or loaded.dense.dimension != dimension:
        raise ArchiveError(f"Los índices de «{place}» no son los de sus pasajes.")
    sizes = {len(loaded.dense), len(loaded.lexical), *(len(array) for array in arrays.values())}
    if len(sizes) != 1:
        raise ArchiveError(f"Los índices de «{place}» no concuerdan entre sí: {sorted(sizes)}.")
    return loaded
