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
from multiprocessing.context import SpawnProcess
from pathlib import Path

from index import Document, Hit
from index.storage.store import Store
from rag import Archive
from rag.answers.types import Answer
from rag.documents.loading import load
from tests.rag.answer_checks import check
from tests.rag.fakes_rag import open_archive
from tests.torture import world

SAMPLE_S = 0.25
"""Between two looks at the memory."""

KILL_EVERY_S = (1.0, 4.0)
"""Between two kills of a writer."""

READY, OVER = "listo-", "fin"
"""Files by which writers say that they begin, and are told that it is over."""

VERSIONS = "versiones"
"""Folder of every text that was ever stored, in a file named by its id."""

ARTICLES = 40
"""Numbers of the articles that come, change and go."""


def resident_mib() -> float:
    """Memory of this process, in MiB."""
    with Path("/proc/self/status").open(encoding="ascii") as status:
        (kib,) = [int(line.split()[1]) for line in status if line.startswith("VmRSS")]
    return kib / 1024


def opened(folder: Path, *, real: bool) -> Archive:
    """The archive, over a stand-in for the encoder that costs nothing or over the real parts."""
    return Archive.open(folder) if real else open_archive(folder)


def change(folder: Path, notes: Path, seed: int, real: bool) -> None:
    """Add, rewrite and remove articles until it is over, if it is not killed before."""
    chance = random.Random(seed)
    with closing(opened(folder, real=real)) as archive:
        (notes.parent / f"{READY}{os.getpid()}").touch()
        # A file says when: what is shared through a lock, a killed process may keep locked.
        while not (notes.parent / OVER).exists():
            time.sleep(chance.uniform(0, 0.1))
            if chance.random() < 0.7:
                world.write(notes, chance, chance.sample(range(ARTICLES), 3))
                record(notes, notes.parent / VERSIONS)
                archive.add(notes)
            else:
                with archive.backend.writing():
                    ids = [row.id for row in archive.list()]
                    for id in chance.sample(ids, min(3, len(ids) // 2)):
                        archive.backend.remove(id)


def record(notes: Path, versions: Path) -> None:
    """Keep every text by its id, before it is in the archive."""
    versions.mkdir(exist_ok=True)
    for path in notes.iterdir():
        if not path.stat().st_size:  # left by a writer that was killed before it wrote
            continue
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
        log = Path(self.archive.location) / "archive.sqlite3-wal"
        while time.time() < self.until or not self.memory:
            self.memory.append(resident_mib())
            if log.exists():
                self.log_bytes = max(self.log_bytes, log.stat().st_size)
            time.sleep(SAMPLE_S)


class Writers:
    """Processes that change the archive, some of which are killed and followed by others."""

    def __init__(self, scratch: Path, folder: Path, seed: int, real: bool) -> None:
        self._scratch, self._folder, self._seed, self._real = scratch, folder, seed, real
        self._spawn = multiprocessing.get_context("spawn")
        self._running: dict[int, SpawnProcess] = {}
        self._started = 0

    def start(self, number: int) -> None:
        """Start one, in the place of that number."""
        self._started += 1
        notes = self._scratch / f"n{number}"
        arguments = (self._folder, notes, self._seed + self._started, self._real)
        self._running[number] = self._spawn.Process(target=change, args=arguments)
        self._running[number].start()

    def kill_until(self, until: float) -> int:
        """Kill one now and then and start another; how many were killed."""
        chance, killed = random.Random(self._seed), 0
        while (pause := chance.uniform(*KILL_EVERY_S)) < until - time.time():
            time.sleep(pause)
            number = chance.choice(sorted(self._running))
            self._running[number].kill()
            self._running[number].join()
            self.start(number)
            killed += 1
        return killed

    def finish(self) -> list[str]:
        """Let them end; what went wrong with them."""
        (self._scratch / OVER).touch()
        for process in self._running.values():
            process.join()
        codes = [process.exitcode for process in self._running.values()]
        return [f"a writer ended with {code}" for code in codes if code]


def run(scratch: Path, seed: int, seconds: float, threads: int, writers: int, *, real: bool) -> Run:
    """Let them loose for some seconds."""
    folder, notes = scratch / "archivo", scratch / "notas"
    world.write(notes, random.Random(seed), range(ARTICLES))
    record(notes, scratch / VERSIONS)
    with closing(opened(folder, real=real)) as archive:
        archive.add(notes)
        archive.ask("¿Cuántas viviendas anegó Alcedo?")  # everything loaded before it is measured
        others = Writers(scratch, folder, seed, real)
        for number in range(writers):
            others.start(number)
        while len(list(scratch.glob(f"{READY}*"))) < writers:
            time.sleep(0.05)
        one = Run(archive, scratch / VERSIONS, seed, time.time() + seconds)
        pool = [threading.Thread(target=one.ask, args=(n,)) for n in range(threads)]
        pool.append(threading.Thread(target=one.watch))
        for thread in pool:
            thread.start()
        one.counts["writers killed"] = others.kill_until(one.until)
        for thread in pool:
            thread.join()
        one.errors += others.finish()
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
