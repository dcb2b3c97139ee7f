"""Rows that are kept for good even while somebody else is writing to the archive.

A long ``add`` is one transaction, and for as long nothing else can go into the database. A row
given meanwhile is laid in a file beside it, which outlives a crash, and goes in when the writer
has done, or with the next row or change.
"""

from __future__ import annotations

import json
import uuid
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

from index.errors import ArchiveError, BusyError, HemerotecaError
from index.storage import atomic_writes
from index.storage.store import Store
from index.storage.tables import Table

PATIENCE_S: Final = 1.0
"""How long a row waits for another writer; adding one article takes less."""


@dataclass(frozen=True, slots=True)
class WaitingRecords:
    """The rows of an archive's registered tables, in its database and those that wait beside it."""

    store: Store

    @property
    def _folder(self) -> Path:
        return self.store.path.parent

    def keep(self, table: Table, record: Mapping[str, str]) -> bool:
        """Keep a row for good.

        :returns: whether it is in the database already; if not it goes in by itself.
        :raises ValueError: the row is none of the table's, or the table not registered.
        :raises ArchiveError: it could be kept in neither place.
        """
        self._check_registered(table)
        table.values(record)
        try:
            with self.store.writing(keep_fingerprint=True, patience=PATIENCE_S):
                self.store.put_record(table, record)
        except BusyError:
            self._lay_beside(table, record)
            # The writer may have done in between, and looked for rows before this one.
            return self.settle(0.0)
        self.settle()
        return True

    def settle(self, patience: float = PATIENCE_S) -> bool:
        """Put what waits into the database, and return whether nothing waits any more.

        It is no reason for whatever else is being done to fail: what cannot go in stays.
        """
        waiting = [
            (table, path, record)
            for table in self.store.tables
            for path, record in self._waiting(table)
        ]
        if not waiting:
            return True
        try:
            with self.store.writing(keep_fingerprint=True, patience=patience):
                for table, _, record in waiting:
                    self.store.put_record(table, record)
            for _, path, _ in waiting:
                path.unlink(missing_ok=True)
        except (HemerotecaError, OSError):
            return False
        return True

    def all(self, table: Table) -> list[dict[str, Any]]:
        """Return every row with its number as ``id``, the first first; those that wait come
        last."""
        self._check_registered(table)
        waiting = [record for _, record in self._waiting(table)]
        # After the others were looked for: one that goes in now is not missed.
        rows = self.store.records(table)
        in_table = {tuple(row[name] for name in table.names) for row in rows}
        fresh = [record for record in waiting if table.values(record) not in in_table]
        last = max((row["id"] for row in rows), default=0)
        return rows + [{"id": last + n, **record} for n, record in enumerate(fresh, 1)]

    def _check_registered(self, table: Table) -> None:
        if table not in self.store.tables:
            raise ValueError(f"The archive was opened without the table {table.name}.")

    def _lay_beside(self, table: Table, record: Mapping[str, str]) -> None:
        place = self._folder / table.pending
        now = datetime.now(UTC).isoformat(timespec="microseconds").replace(":", "")
        try:
            atomic_writes.make_folder(place)
            data = json.dumps(dict(record)).encode()
            atomic_writes.write_file(place / f"{now}-{uuid.uuid4().hex}.json", data)
        except OSError as error:
            raise ArchiveError(
                f"Otro proceso está modificando el archivo y {table.label} no se pudo guardar "
                f"aparte ({error.strerror}). Compruebe el espacio y los permisos de "
                f"«{self._folder}», o repita cuando termine."
            ) from error

    def _waiting(self, table: Table) -> Iterator[tuple[Path, dict[str, str]]]:
        """Return what was laid beside the database, in the order in which it was given."""
        for path in sorted((self._folder / table.pending).glob("*.json")):
            try:
                record = json.loads(path.read_bytes())
                table.values(record)
            except (OSError, ValueError, AttributeError):
                continue  # just put in by another process, or damaged: it is left as it is
            yield path, record
