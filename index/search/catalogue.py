"""Which document, source and day each passage is of, as arrays to filter by.

One row a document and one number a passage: rows of text for each passage would take
400 bytes of every one of a million.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from index.storage.store import Store
from index.text.folding import fold_name

ARRAYS = ("ids", "owners", "documents", "sources", "dates")
NAMES = "sources.json"


@dataclass(frozen=True, slots=True)
class Catalogue:
    """Document, source and day of the passages of one state; immutable.

    :param ids: passage ids, int64 (passages,), ascending; a position in the indexes is a row here.
    :param owners: row of each passage's document, int32 (passages,).
    :param documents: document ids (documents,).
    :param sources: int32 (documents,): place of the source in ``names``.
    :param dates: ISO day of each document, ``""`` when unknown, (documents,).
    :param names: every source once, as :func:`index.text.folding.fold_name` has it.
    """

    ids: NDArray[np.int64]
    owners: NDArray[np.int32]
    documents: NDArray[np.str_]
    sources: NDArray[np.int32]
    dates: NDArray[np.str_]
    names: tuple[str, ...]

    def __len__(self) -> int:
        return len(self.ids)

    @classmethod
    def of(cls, store: Store) -> Catalogue:
        """Return the catalogue of the store's present state."""
        rows: dict[str, int] = {}
        names: dict[str, int] = {}
        sources: list[int] = []
        dates: list[str] = []
        for row, (id, source, date) in enumerate(store.document_metadata()):
            rows[id] = row
            sources.append(names.setdefault(fold_name(source), len(names)))
            dates.append(date or "")
        pairs = np.fromiter(
            ((id, rows[document]) for id, document in store.passage_owners()),
            np.dtype([("id", np.int64), ("owner", np.int32)]),
        )
        order = np.argsort(pairs["id"])
        return cls(
            pairs["id"][order],
            pairs["owner"][order],
            np.array(list(rows), np.str_),
            np.array(sources, np.int32),
            np.array(dates, np.str_),
            tuple(names),
        )

    def save(self, folder: Path) -> None:
        """Write it into a folder."""
        for name in ARRAYS:
            np.save(folder / f"{name}.npy", getattr(self, name), allow_pickle=False)
        (folder / NAMES).write_text(json.dumps(self.names, ensure_ascii=False), encoding="utf-8")

    @classmethod
    def load(cls, folder: Path) -> Catalogue:
        """Read what :meth:`save` wrote; the caller has verified its checksum.

        :raises ValueError: a file is none of ours.
        """
        arrays = {name: np.load(folder / f"{name}.npy", allow_pickle=False) for name in ARRAYS}
        names = json.loads((folder / NAMES).read_text(encoding="utf-8"))
        if not isinstance(names, list):
            raise ValueError(f"«{NAMES}» no contiene una lista.")
        lengths = [len(arrays[name]) for name in ("documents", "sources", "dates")]
        if len(set(lengths)) != 1 or len(arrays["ids"]) != len(arrays["owners"]):
            raise ValueError(f"Las tablas de «{folder}» no concuerdan entre sí.")
        return cls(**arrays, names=tuple(names))
