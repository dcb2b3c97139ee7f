"""Threads that ask and processes that change the archive, with every citation checked.

``python -m tests.torture.together`` runs it by itself and prints what was counted.
"""

from __future__ import annotations

import argparse
import json
import multiprocessing
import os
import random
import tempfile
import threading
import time
import traceback
from collections import Counter
from collections.abc import Sequence
from contextlib import closing
from multiprocessing.synchronize import Event, Semaphore
from pathlib import Path
from typing import NamedTuple

from index import Document, Hit
from index.store import Store
from rag import Archive
from rag.answer import Answer
from rag.loading import load
from tests.rag.answers import check
from tests.rag.fakes_rag import open_archive
from tests.torture import world

SAMPLE_S = 0.25
"""Between two looks at the memory."""

VERSIONS = "versiones"
"""Folder of every text that was ever stored, in a file named by its id."""

ARTICLES = 40
"""Numbers of the articles that come, change and go."""


class Turn(NamedTuple):
    """When the writers are ready, and when it is over."""

    ready: Semaphore
    over: Event


def resident_mib() -> float:
    """Memory of this process, in MiB."""
    with Path("/proc/self/status").open(encoding="ascii") as status:
        (kib,) = [int(line.split()[1]) for line in status if line.startswith("VmRSS")]
    return kib / 1024


def opened(folder: Path, *, real: bool) -> Archive:
    """The archive, over a stand-in for the encoder that costs nothing or over the real parts."""
    return Archive.open(folder) if real else open_archive(folder)


def change(folder: Path, notes: Path, seed: int, turn: Turn, real: bool) -> None:
    """Add, rewrite and remove articles."""
    chance = random.Random(seed)
    with closing(opened(folder, real=real)) as archive:
        turn.ready.release()
        while not turn.over.wait(chance.uniform(0, 0.1)):
            if chance.random() < 0.7:
                world.write(notes, chance, chance.sample(range(ARTICLES), 3))
                record(notes, notes.parent / VERSIONS)
                archive.add(notes)
            else:
                with archive.index.writing():
                    ids = [row.id for row in archive.list()]
                    for id in chance.sample(ids, min(3, len(ids) // 2)):
                        archive.index.store.remove_document(id)


def record(notes: Path, versions: Path) -> None:
    """Keep every text by its id, before it is in the archive."""
    versions.mkdir(exist_ok=True)
    for path in notes.iterdir():
        for article in load(path).articles:
            document = Document(article.text, ())
            aside = versions / f"{document.id}.{os.getpid()}"
            aside.write_text(document.text, encoding="utf-8")
            aside.replace(versions / document.id)


class Run:
    """One run: threads that ask, processes that change.

    :param archive: shared by all threads.
    :param versions: every text that was ever stored, in a file named by its id.
    """

    def __init__(self, archive: Archive, versions: Path, seed: int, until: float) -> None:
        self.archive, self.versions, self.seed, self.until = archive, versions, seed, until
        self.counts = Counter[str]()
        self.errors: list[str] = []
        self.memory: list[float] = []
        self.log_bytes = 0

    def ask(self, number: int) -> None:
        """Ask until the time is over."""
        chance = random.Random(self.seed + number)
        while time.time() < self.until and not self.errors:
            question = f"¿Cuántas {chance.choice(world.THINGS)} {chance.choice(world.DEEDS)} "
            question += f"{chance.choice(world.NAMES)}?"
            try:
                if chance.random() < 0.5:
                    self._check_answer(self.archive.ask(question))
                else:
                    self._check_hits(self.archive.search(question, k=10))
            except BaseException as error:
                self.errors.append("".join(traceback.format_exception(error)))

    def _check_answer(self, answer: Answer) -> None:
        check(answer)
        for citation in answer.citations:
            self._check_passage(citation.document, citation.passage)
        self.counts["answers"] += 1
        self.counts["citations"] += len(answer.citations)

    def _check_hits(self, hits: Sequence[Hit]) -> None:
        for hit in hits:
            self._check_passage(hit.passage.document, hit.passage.text)
        self.counts["searches"] += 1
        self.counts["hits"] += len(hits)

    def _check_passage(self, document: str, passage: str) -> None:
        if passage not in (self.versions / document).read_text(encoding="utf-8"):
            raise AssertionError(f"not in {document}: {passage!r}")

    def watch(self) -> None:
        """Look at the memory and the database's log."""
        log = self.archive.folder / "archive.sqlite3-wal"
        while time.time() < self.until or not self.memory:
            self.memory.append(resident_mib())
            if log.exists():
                self.log_bytes = max(self.log_bytes, log.stat().st_size)
            time.sleep(SAMPLE_S)


def run(scratch: Path, seed: int, seconds: float, threads: int, writers: int, *, real: bool) -> Run:
    """Let them loose for some seconds."""
    folder, notes = scratch / "archivo", scratch / "notas"
    world.write(notes, random.Random(seed), range(ARTICLES))
    record(notes, scratch / VERSIONS)
    spawn = multiprocessing.get_context("spawn")
    turn = Turn(spawn.Semaphore(0), spawn.Event())
    with closing(opened(folder, real=real)) as archive:
        archive.add(notes)
        archive.ask("¿Cuántas viviendas anegó Alcedo?")  # everything loaded before it is measured
        others = [
            spawn.Process(target=change, args=(folder, scratch / f"n{n}", seed + n, turn, real))
            for n in range(writers)
        ]
        for other in others:
            other.start()
        for _ in others:
            turn.ready.acquire()
        one = Run(archive, scratch / VERSIONS, seed, time.time() + seconds)
        pool = [threading.Thread(target=one.ask, args=(n,)) for n in range(threads)]
        pool.append(threading.Thread(target=one.watch))
        for thread in pool:
            thread.start()
        for thread in pool:
            thread.join()
        turn.over.set()
        for other in others:
            other.join()
        one.errors += [f"writer ended with {o.exitcode}" for o in others if o.exitcode]
        one.errors += archive.check()
    with closing(Store(folder)) as store:
        one.counts["documents ever"] = len(list(one.versions.iterdir()))
        one.counts["documents at last"] = store.count_documents()
    return one


def main() -> None:
    """Run, and print the counts as JSON."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seed", type=int, required=True)
    parser.add_argument("--seconds", type=float, required=True)
    parser.add_argument("--threads", type=int, default=40)
    parser.add_argument("--writers", type=int, default=2)
    parser.add_argument("--real", action="store_true", help="with the real encoder and reader")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        one = run(
            Path(folder),
            options.seed,
            options.seconds,
            options.threads,
            options.writers,
            real=options.real,
        )
    third = max(1, len(one.memory) // 3)
    shown = {
        **vars(options),
        **one.counts,
        "errors": one.errors,
        "mib_first_third": round(max(one.memory[:third]), 1),
        "mib_last_third": round(max(one.memory[-third:]), 1),
        "log_mib": round(one.log_bytes / 2**20, 2),
    }
    print(json.dumps(shown, ensure_ascii=False))
    raise SystemExit(bool(one.errors))


if __name__ == "__main__":
    main()
