"""What people say of answers, kept even while somebody else is writing to the archive.

A long ``add`` is one transaction, and for as long nothing else can go into the database. A
verdict given meanwhile is laid in a file beside it, which outlives a crash, and goes in when
the writer has done, or with the next verdict or change.
"""

from __future__ import annotations

import json
import uuid
from dataclasses import asdict, astuple, dataclass, fields
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final, Literal, get_args

from index.errors import ArchiveError, BusyError, HemerotecaError
from index.storage import atomic_writes
from index.storage.folder_layout import PENDING
from index.storage.store import Store

Verdict = Literal["right", "wrong", "source"]
VERDICTS: Final[tuple[Verdict, ...]] = get_args(Verdict)

PATIENCE_S: Final = 1.0
"""How long a verdict waits for another writer; adding one article takes less."""


@dataclass(frozen=True, slots=True)
class Given:
    """A verdict as it was given."""

    created: str
    question: str
    verdict: str
    remark: str
    answer_json: str


COLUMNS: Final = tuple(field.name for field in fields(Given))


@dataclass(frozen=True, slots=True)
class Verdicts:
    """The verdicts of an archive, in its database and those that wait beside it."""

    store: Store
    folder: Path

    def keep(self, question: str, verdict: str, remark: str, answer_json: str) -> bool:
        """Keep a verdict for good.

        :returns: whether it is in the database already; if not it goes in by itself.
        :raises ArchiveError: it could be kept in neither place.
        """
        now = datetime.now(UTC).isoformat(timespec="microseconds")
        given = Given(now, question, verdict, remark, answer_json)
        try:
            with self.store.writing(aside=True, patience=PATIENCE_S):
                self._put(given)
        except BusyError:
            self._lay_aside(given)
            # The writer may have done in between, and looked for verdicts before this one.
            return self.settle(0.0)
        self.settle()
        return True

    def settle(self, patience: float = PATIENCE_S) -> bool:
        """Put what waits into the database; whether nothing waits any more.

        It is no reason for whatever else is being done to fail: what cannot go in stays.
        """
        waiting = self._waiting()
        if not waiting:
            return True
        try:
            with self.store.writing(aside=True, patience=patience):
                for given in waiting.values():
                    self._put(given)
            for path in waiting:
                path.unlink(missing_ok=True)
        except (HemerotecaError, OSError):
            return False
        return True

    def all(self) -> list[dict[str, Any]]:
        """Every verdict with its columns, oldest first; those that wait come last."""
        waiting = self._waiting()  # before the others: one that goes in now is not missed
        rows: list[dict[str, Any]] = [*self.store.feedback()]
        known = {Given(**{name: row[name] for name in COLUMNS}) for row in rows}
        fresh = [given for given in waiting.values() if given not in known]
        last = max((row["id"] for row in rows), default=0)
        return rows + [{"id": last + n, **asdict(given)} for n, given in enumerate(fresh, 1)]

    def _put(self, given: Given) -> None:
        self.store.put_feedback(*astuple(given))

    def _lay_aside(self, given: Given) -> None:
        place = self.folder / PENDING
        name = f"{given.created.replace(':', '')}-{uuid.uuid4().hex}.json"
        try:
            atomic_writes.make_folder(place)
            atomic_writes.write_file(place / name, json.dumps(asdict(given)).encode())
        except OSError as error:
            raise ArchiveError(
                f"Otro proceso está modificando el archivo y su opinión no se pudo guardar aparte "
                f"({error.strerror}). Compruebe el espacio y los permisos de «{self.folder}», o "
                "repita cuando termine."
            ) from error

    def _waiting(self) -> dict[Path, Given]:
        """What was laid aside, in the order in which it was given."""
        found = {}
        for path in sorted((self.folder / PENDING).glob("*.json")):
            try:
                given = Given(**json.loads(path.read_bytes()))
            except (OSError, ValueError, TypeError):
                continue  # just put in by another process, or damaged: it is left as it is
            if given.verdict in VERDICTS and all(isinstance(said, str) for said in astuple(given)):
                found[path] = given
        return found
