"""Writers and workers in forked processes, to be killed: from one warm process, since starting
Python and reading this program in takes longer than most of them live."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from typing import TextIO

from index.postgres.address import Address
from index.postgres.backend import PostgresIndex
from index.types import Document
from rag.intake import queueing
from rag.tables import TABLES
from tests.index.fakes import REMARKS, FakeEncoder, article
from tests.rag import fakes_rag
from tests.torture.forking import forked

STALLED_S = 1.0
"""After how long without a sign a worker's file goes to another."""


@dataclass
class Running:
    """A process, and what it says.

    :param status: with which it ended: minus the signal where one ended it; ``None`` before.
    """

    pid: int
    said: TextIO
    status: int | None = None

    def kill(self) -> None:
        with suppress(ProcessLookupError):
            os.kill(self.pid, signal.SIGKILL)

    def wait(self, seconds: float) -> int:
        """Wait for its end, and return its status."""
        until = time.monotonic() + seconds
        while self.status is None:
            pid, status = os.waitpid(self.pid, os.WNOHANG)
            if pid:
                self.status = os.waitstatus_to_exitcode(status)
                break
            if time.monotonic() > until:
                self.kill()
                raise AssertionError(f"still there after {seconds} s")
            time.sleep(0.01)
        return self.status


def _begun(action: Callable[[TextIO], None]) -> Running:
    reader, writer = os.pipe()

    def act() -> None:
        os.close(reader)
        with os.fdopen(writer, "w", buffering=1) as out:
            print("ready", file=out)
            action(out)

    pid = forked(act, quiet=True)
    os.close(writer)
    running = Running(pid, os.fdopen(reader))
    assert running.said.readline() == "ready\n"
    return running


def writer(url: str, start: int) -> Running:
    """Says of each document when it is in for good; of every third, the one two before goes."""

    def write(out: TextIO) -> None:
        index = PostgresIndex(Address.parse(url), FakeEncoder(), (REMARKS,))
        number = start
        while True:
            number += 1
            document = numbered(number)
            with index.writing():
                index.add([document])
                if number % 3 == 0:
                    index.remove(numbered(number - 2).id)
            print(number, document.id, file=out)

    return _begun(write)


def numbered(number: int) -> Document:
    texts = f"Hecho {number} del pueblo.", f"Y otro {number}, con río."
    return article(*texts, title=f"t{number}")


def confirmed(process: Running) -> dict[int, str]:
    """What a writer said is in, to its end: the ids of documents by their numbers."""
    lines = [line.split() for line in process.said.read().splitlines()]
    return {int(line[0]): line[1] for line in lines if len(line) == 2 and len(line[1]) == 12}


def worker(url: str) -> Running:
    """Brings in what waits until nothing does."""

    def work(out: TextIO) -> None:
        index = PostgresIndex(Address.parse(url), fakes_rag.FakeEncoder(), TABLES)
        queueing.work(index, lambda state: None, until_empty=True, stalled_s=STALLED_S)

    return _begun(work)
