"""``python -m tests.torture.power``: power cuts, after which the disk has lost what it may lose.

A library loaded before the C library (``recorded.c``, so it takes a C compiler) writes down all
that some work does to files; :mod:`disk` makes of it what a cut at any instant may leave. That must
be as before or after, as in :mod:`scenarios`; cut after the work has returned, as after.
"""

from __future__ import annotations

import argparse
import ctypes
import json
import os
import random
import shutil
import sys
import tempfile
from collections import Counter
from contextlib import closing
from functools import partial
from pathlib import Path
from typing import Final

from rag import Archive
from tests.rag.fakes_rag import open_archive
from tests.torture import forking, world
from tests.torture.disk import SHARED, Recording
from tests.torture.faults import preload
from tests.torture.kills import asked, prepare
from tests.torture.scenarios import TAKEN, Scenario

LIBRARY: Final = "TORTURE_RECORDED"
TRIED: Final = "prueba"
_open: Final[list[Archive]] = []


def recorded(scenario: Scenario, scratch: Path, log: Path) -> Recording:
    """What the work does, from a fresh copy; nothing of it has escaped the recording."""
    folder = world.fresh(scenario.base, scratch / TRIED)
    if not any(folder.iterdir()):
        folder.rmdir()  # a new archive's folder is made by the work
    (scratch / TAKEN).unlink(missing_ok=True)
    log.unlink(missing_ok=True)
    recording = Recording(scratch, (TRIED, TAKEN))

    def act() -> None:
        library = ctypes.CDLL(os.environ[LIBRARY])
        library.record(os.fsencode(scratch), os.fsencode(log))
        scenario.act(folder)
        library.record(b"", b"")

    assert forking.wait(forking.forked(act)) == 0
    recording.read(log)
    copy = scratch.parent / "todo"
    recording.lay(copy, len(recording.changes))
    for path in ((scratch / TAKEN), *folder.rglob("*")):
        if path.is_file() and not path.name.endswith(SHARED):
            same = copy / path.relative_to(scratch)
            assert same.read_bytes() == path.read_bytes(), f"{path} was not recorded whole"
    return recording


def torture(scenario: Scenario, scratch: Path, chance: random.Random, cuts: int) -> Counter[str]:
    """Cut the power so often, the last time after the work has returned."""
    recording = recorded(scenario, scratch, scratch.parent / "registro")
    counts, disk = Counter[str](), scratch.parent / "disco"
    changes = len(recording.changes)
    for cut in range(cuts):
        returned = cut % 5 == 4
        upto = changes if returned else chance.randrange(changes)
        recording.lay(disk, upto, chance)
        shutil.rmtree(scratch / TRIED)
        (scratch / TAKEN).unlink(missing_ok=True)
        for name in (TRIED, TAKEN):
            if (disk / name).exists():
                (disk / name).rename(scratch / name)
        taken = (scratch / TAKEN).exists()
        (scratch / TRIED).mkdir(exist_ok=True)
        left = forking.answer(partial(scenario.holds, scratch / TRIED))
        if left is None:
            raise SystemExit(f"{scenario.name}: cut after change {upto} of {changes}, see above")
        undone = left != "after" and scenario.keeps[0] != scenario.keeps[-1]
        if returned and (undone or (scenario.name == "backup" and not taken)):
            raise SystemExit(f"{scenario.name}: it had returned, and the cut took it back")
        counts.update(["cuts", left, *(["returned"] if returned else [])])
    print(scenario.name, dict(counts), f"of {changes}", file=sys.stderr, flush=True)
    return counts


def begun(scratch: Path) -> Scenario:
    """Adding to an archive that is not there yet, and that stays open as in the chat: nothing
    but the transaction itself brings it to the disk."""

    def add(folder: Path) -> None:
        archive = open_archive(folder)
        _open.append(archive)
        archive.add(scratch / "más")
        world.found(archive)

    new = Scenario("begin", scratch / "nada", add)
    new.base.mkdir()
    folder = scratch / TRIED

    def settled() -> tuple[list[str], list[tuple[str, float]]]:
        world.fresh(new.base, folder)
        open_archive(folder).close()
        before = world.digest(folder)
        new.act(folder)
        with closing(open_archive(folder)) as archive:
            return [before, world.digest(folder)], world.found(archive)

    new.keeps, finds = asked(settled)
    new.finds = [(text, score) for text, score in finds]
    return new


def main() -> None:
    """Torture, and print the counts as JSON."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seed", type=int, required=True)
    parser.add_argument("--cuts", type=int, required=True, help="of each scenario")
    parser.add_argument("--size", type=int, default=8, help="articles in the archive")
    parser.add_argument("--only", help="one scenario")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        preload("recorded", LIBRARY, Path(folder))
        scratch = (Path(folder) / "archivos").resolve()
        scratch.mkdir()
        every = prepare(scratch, options.seed, options.size)
        every.append(begun(scratch))
        counts = {
            scenario.name: dict(
                torture(scenario, scratch, random.Random(options.seed), options.cuts)
            )
            for scenario in every
            if options.only in (None, scenario.name)
        }
    print(json.dumps({"seed": options.seed, "size": options.size, **counts}))


if __name__ == "__main__":
    main()
