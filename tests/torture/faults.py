"""``python -m tests.torture.faults``: writes that fail, and kills at the very write.

Two ways to make a write fail, both of the real system call:

- ``limits``: the kernel refuses to let any file grow past a size (RLIMIT_FSIZE), from nothing up to
  the largest file; needs nothing, and is part of ``make test``. The database, its log and
  the indexes meet it at every place of their files.
- ``calls``: a library loaded before the C library (``faults.c``, so it takes a C compiler) lets
  the nth change of a file fail once (EIO), fail from then on (ENOSPC, a full disk), or kills the
  process before, in the middle of or after it. Counted, so every change of the work is
  met; part of ``make torture``.
"""

from __future__ import annotations

import argparse
import contextlib
import ctypes
import json
import os
import random
import resource
import signal
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from index.errors import HemerotecaError
from tests.torture import forking, world
from tests.torture.kills import asked, prepare
from tests.torture.scenarios import Scenario

STEP = 1024
"""Bytes between limits: a page of the database has 4,096, a frame of its log 24 more."""

MODES = {"once": 2, "full": 3, "kill-before": 4, "kill-half": 5, "kill-after": 6}
"""As ``faults.c`` counts them."""

COUNT = 1
LIBRARY = "TORTURE_FAULTS"


@contextlib.contextmanager
def limited(size: int) -> Iterator[None]:
    """No file may grow past ``size`` bytes."""
    _, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (hard, hard))


@contextlib.contextmanager
def faulty(folder: Path, mode: int, nth: int) -> Iterator[ctypes.CDLL]:
    """The nth change of a file in the folder meets its fault."""
    library = ctypes.CDLL(os.environ[LIBRARY])
    library.faults_arm(os.fsencode(folder), mode, ctypes.c_long(nth))
    try:
        yield library
    finally:
        library.faults_arm(b"", 0, ctypes.c_long(0))


def struck(
    scenario: Scenario, folder: Path, fault: Callable[[], contextlib.AbstractContextManager[object]]
) -> list[str]:
    """Do the work under the fault, and go on in the same process: outcome and state left."""
    outcome = "done"
    with fault():
        try:
            scenario.act(folder)
        except HemerotecaError as error:
            assert "«" in str(error), error
            outcome = "told"
    return [outcome, scenario.holds(folder)]


def largest(scenario: Scenario, folder: Path) -> int:
    """Bytes of the largest file that the work leaves, its log included."""
    world.fresh(scenario.base, folder)
    scenario.act(folder)
    return max(path.stat().st_size for path in folder.rglob("*"))


def limits(scenario: Scenario, scratch: Path, chance: random.Random, most: int) -> Counter[str]:
    """Files of every size, or of ``most`` sizes drawn from them."""
    folder, counts = scratch / "prueba", Counter[str]()
    sizes = range(0, int(asked(partial(largest, scenario, folder))) + 2 * STEP, STEP)
    chosen = sorted(chance.sample(sizes, most)) if most < len(sizes) else list(sizes)
    for size in chosen:
        world.fresh(scenario.base, folder)
        said = forking.answer(
            lambda: json.dumps(struck(scenario, folder, partial(limited, size)))  # noqa: B023
        )
        if said is None:
            raise SystemExit(f"{scenario.name}: files of at most {size} bytes, see above")
        counts.update(["faults", *json.loads(said)])
    return counts


def calls(scenario: Scenario, scratch: Path, mode: str, every: int) -> Counter[str]:
    """Each change of a file in turn, or every so many."""
    folder, counts = scratch / "prueba", Counter[str]()
    folder.mkdir(exist_ok=True)

    def counted() -> int:
        world.fresh(scenario.base, folder)
        with faulty(folder.resolve(), COUNT, 0) as library:
            scenario.act(folder)
            return int(library.faults_seen())

    changes = int(asked(counted))
    # Other changes for other modes, where not all are met.
    for nth in range(1 + MODES[mode] % every, changes + 1, every):
        world.fresh(scenario.base, folder)
        fault = partial(faulty, folder.resolve(), MODES[mode], nth)
        if mode.startswith("kill"):
            # The last changes of a run may fall away in the next, where a cache is warm.
            hit = forking.wait(forking.forked(lambda: meet(scenario, folder, fault)))  # noqa: B023
            assert hit in (0, -signal.SIGKILL), hit
            left = forking.answer(lambda: scenario.holds(folder))
            said = None if left is None else json.dumps(["killed" if hit else "done", left])
        else:
            said = forking.answer(lambda: json.dumps(struck(scenario, folder, fault)))  # noqa: B023
        if said is None:
            raise SystemExit(f"{scenario.name}: {mode} at change {nth} of {changes}, see above")
        counts.update(["faults", *json.loads(said)])
    return counts


def meet(
    scenario: Scenario, folder: Path, fault: Callable[[], contextlib.AbstractContextManager[object]]
) -> None:
    """Do the work under a fault that kills."""
    with fault():
        scenario.act(folder)


def preload(name: str, setting: str, scratch: Path) -> None:
    """Run this command again with a library of ours before the C library, and end with it.

    :param setting: the environment's variable that says where the library is.
    """
    if setting in os.environ:
        return
    library, source = scratch / f"{name}.so", Path(__file__).with_name(f"{name}.c")
    made = ["cc", "-shared", "-fPIC", "-O1", "-o", library, source, "-ldl", "-lpthread"]
    subprocess.run(made, check=True)
    environment = {**os.environ, "LD_PRELOAD": str(library), setting: str(library)}
    again = [sys.executable, "-m", f"tests.torture.{Path(sys.argv[0]).stem}", *sys.argv[1:]]
    raise SystemExit(subprocess.run(again, env=environment).returncode)


def main() -> None:
    """Torture, and print the counts as JSON."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seed", type=int, required=True)
    parser.add_argument("--limits", type=int, default=0, help="sizes for each scenario")
    parser.add_argument("--every", type=int, default=0, help="which calls; 1 is all")
    parser.add_argument("--size", type=int, default=8, help="articles in the archive")
    parser.add_argument("--only", help="one scenario")
    options = parser.parse_args()
    chance = random.Random(options.seed)
    with tempfile.TemporaryDirectory() as folder:
        scratch = Path(folder).resolve()
        if options.every:
            preload("faults", LIBRARY, scratch)
        counts: dict[str, dict[str, int]] = {}
        for scenario in prepare(scratch, options.seed, options.size):
            if options.only not in (None, scenario.name):
                continue
            if options.limits:
                met = limits(scenario, scratch, chance, options.limits)
                counts[f"{scenario.name} limits"] = dict(met)
            for mode in MODES if options.every else ():
                met = calls(scenario, scratch, mode, options.every)
                counts[f"{scenario.name} {mode}"] = dict(met)
                print(scenario.name, mode, dict(met), file=sys.stderr, flush=True)
    print(json.dumps({"seed": options.seed, "size": options.size, **counts}))


if __name__ == "__main__":
    main()
