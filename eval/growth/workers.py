"""Measures how much sooner two workers of one thread empty a queue than one does.

Each worker is a process bound to one core. Beside the time by the clock stands the processor time:
on a machine with other work, the files would be done when the busier of the two workers had had
its share, and that is what the second ratio compares.
"""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any, Final

from eval.growth import corpus
from eval.growth.corpus import Sentences
from rag import Archive

SETTING: Final = "HEMEROTECA_ARCHIVE"


def write_files(sentences: Sentences, folder: Path, files: int) -> None:
    """Write so many articles of ten passages as text."""
    made = corpus.recombine(sentences, files * corpus.PER_DOCUMENT, seed=corpus.SEED + 2)
    for number, each in enumerate(made):
        (folder / f"{number}.txt").write_text(each.document.text, encoding="utf-8")


def measure(address: str, sentences: Sentences, files: int) -> dict[str, Any]:
    """Empty the same queue with one worker and with two; the archive is emptied in between.

    :param address: of an archive on a server, without documents.
    """
    result: dict[str, Any] = {"files": files, "passages": files * corpus.PER_DOCUMENT}
    with tempfile.TemporaryDirectory(prefix="hemeroteca-workers-") as work:
        write_files(sentences, Path(work), files)
        for count in (1, 2):
            archive = Archive.open(address)
            archive.queue(work)
            started = time.perf_counter()
            processor = _run(address, count)
            result[str(count)] = {"wall": time.perf_counter() - started, "processor": processor}
            done = archive.list()
            if len(done) != files:
                raise RuntimeError(f"Llegaron {len(done)} artículos de {files}.")
            for article in done:
                archive.remove(article.id)
            archive.purge()
            archive.close()
    one, two = result["1"], result["2"]
    result["times_sooner"] = one["wall"] / two["wall"]
    result["times_sooner_by_processor"] = max(one["processor"]) / max(two["processor"])
    return result


def _run(address: str, count: int) -> list[float]:
    """Let workers empty the queue, and return the processor seconds of each."""
    cores = sorted(os.sched_getaffinity(0))
    environment = {**os.environ, SETTING: address}
    workers = [
        subprocess.Popen(  # noqa: S603
            [sys.executable, "-m", "eval.growth.workers", str(cores[number % len(cores)])],
            env=environment,
            stdout=subprocess.PIPE,
            text=True,
        )
        for number in range(count)
    ]
    told = [worker.communicate()[0] for worker in workers]
    if any(worker.returncode for worker in workers):
        raise RuntimeError("Un proceso de «hemeroteca worker» ha fallado.")
    return [float(json.loads(each.splitlines()[-1])) for each in told]


def main() -> None:
    """Be one worker, bound to a core; prints the processor seconds that it took."""
    os.sched_setaffinity(0, {int(sys.argv[1])})
    before = resource.getrusage(resource.RUSAGE_SELF)
    archive = Archive.open(os.environ[SETTING])
    archive.work(lambda waiting, problems: None, until_empty=True)
    archive.close()
    after = resource.getrusage(resource.RUSAGE_SELF)
    print(json.dumps(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime))


if __name__ == "__main__":
    main()
