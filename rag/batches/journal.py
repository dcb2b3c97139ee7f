"""Keeps what a batch has answered, row by row, so that a killed one goes on where it was.

A line of JSON a row beside the file that will be written, on the disk before the next one. The
first line says of which state of the archive they are: answers of another one are not taken up.
"""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from pathlib import Path
from types import TracebackType
from typing import BinaryIO, Final, Self

from index.errors import InputError
from rag.batches.types import Record

SUFFIX: Final = ".a-medias"
"""Follows the name of the file that is being made."""

VERSION: Final = 1
"""Of the lines; a journal of another one is begun anew."""


class Journal:
    """What an unfinished batch has answered so far.

    :param out: the file that is being made.
    :param state: names the state of the archive that answers.
    """

    def __init__(self, out: Path, state: str) -> None:
        self.path = out.with_name(out.name + SUFFIX)
        self._state = state
        self._file: BinaryIO | None = None
        self.records: dict[str, Record] = {}
        self.stale = False

    def __enter__(self) -> Self:
        """Take up what is there.

        :raises InputError: it cannot be written, or is something else.
        """
        try:
            self._file = self.path.open("r+b" if self.path.exists() else "w+b")
            self._lock(self._file)
            self._take_up(self._file)
        except InputError:
            self._close()
            raise
        except OSError as error:
            self._close()
            raise InputError(
                f"No se puede escribir «{self.path}» ({error.strerror}). Elija otra carpeta para "
                "las respuestas, o espere a que termine el otro lote que la usa."
            ) from error
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if error is not None and not self.records:
            self.forget()
        self._close()

    def _close(self) -> None:
        if self._file is not None:
            self._file.close()

    def _lock(self, file: BinaryIO) -> None:
        """:raises OSError: another batch is writing it."""
        try:
            import fcntl
        except ImportError:  # Windows: two batches into one file are their owner's affair
            return
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)

    def _take_up(self, file: BinaryIO) -> None:
        end = 0
        for number, line in enumerate(file):
            parsed = _parsed(line)
            if number == 0 and (parsed is None or parsed.get("hemeroteca") != "batch"):
                if line.endswith(b"\n"):
                    raise InputError(
                        f"«{self.path}» no es de un lote sin terminar. Cámbiele el nombre."
                    )
                break
            if parsed is None:
                break  # cut by the kill
            if number == 0:
                if parsed.get("state") != self._state or parsed.get("version") != VERSION:
                    self.stale = True
                    break
            else:
                key, record = parsed.get("key"), parsed.get("record")
                if isinstance(key, str) and isinstance(record, dict):
                    self.records[key] = record
            end += len(line)
        file.seek(end)
        file.truncate()
        if end == 0:
            self._write({"hemeroteca": "batch", "version": VERSION, "state": self._state})

    def keep(self, key: str, record: Record) -> None:
        """Keep the row of a question; it outlives a kill from here on.

        :raises OSError: the disk is full.
        """
        if key not in self.records:
            self._write({"key": key, "record": dict(record)})
            self.records[key] = record

    def _write(self, line: Mapping[str, object]) -> None:
        if self._file is None:
            raise ValueError("the journal is closed")
        self._file.write(json.dumps(line).encode() + b"\n")
        self._file.flush()
        os.fsync(self._file.fileno())

    def forget(self) -> None:
        """Remove it: the answers are written."""
        self.path.unlink(missing_ok=True)


def _parsed(line: bytes) -> dict[str, object] | None:
    if not line.endswith(b"\n"):
        return None
    try:
        parsed = json.loads(line)
    except ValueError:
        return None
    return parsed if isinstance(parsed, dict) else None
