"""``python -m tests.torture.kills``: SIGKILL at random instants; see :mod:`scenarios`.

A process of its own, so that it can fork before any thread has been started.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from tests.torture import forking, world
from tests.torture.scenarios import Scenario, build, scenarios


def took(scenario: Scenario, folder: Path) -> float:
    """Seconds that the work takes undisturbed, at best of two."""
    times = []
    for _ in range(2):
        world.fresh(scenario.base, folder)
        start = time.perf_counter()
        assert forking.wait(forking.forked(lambda: scenario.act(folder))) == 0
        times.append(time.perf_counter() - start)
    return min(times)


def torture(scenario: Scenario, scratch: Path, chance: random.Random, kills: int) -> Counter[str]:
    """Kill the work ``kills`` times, up to three times in a row on one archive."""
    folder, counts = scratch / "prueba", Counter[str]()
    whole = took(scenario, folder)
    while counts["kills"] < kills:
        world.fresh(scenario.base, folder)
        for _ in range(chance.randrange(1, 4)):
            instant = chance.uniform(0, 1.05 * whole)
            hit = forking.killed(lambda: scenario.act(folder), instant)
            counts["kills" if hit else "too late"] += 1
        left = forking.answer(lambda: scenario.holds(folder))
        if left is None:
            raise SystemExit(f"{scenario.name}: killed after {instant:.4f} s, see above")
        counts[left] += 1
    print(scenario.name, dict(counts), file=sys.stderr, flush=True)  # long runs show how far
    return counts


def main() -> None:
    """Torture, and print the counts as JSON."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seed", type=int, required=True)
    parser.add_argument("--kills", type=int, required=True, help="of each scenario")
    parser.add_argument("--size", type=int, default=24, help="articles in the archive")
    parser.add_argument("--only", help="one scenario")
    options = parser.parse_args()
    chance = random.Random(options.seed)
    with tempfile.TemporaryDirectory() as folder:
        counts = {
            scenario.name: dict(torture(scenario, Path(folder), chance, options.kills))
            for scenario in prepare(Path(folder), options.seed, options.size)
            if options.only in (None, scenario.name)
        }
    print(json.dumps({"seed": options.seed, "size": options.size, **counts}))


def prepare(scratch: Path, seed: int, size: int) -> list[Scenario]:
    """The scenarios, each with what it leads to; made in children, since building an index may
    start threads and a process that has any cannot fork safely."""
    ids = asked(lambda: build(scratch, random.Random(seed), size))
    made = scenarios(scratch, ids)
    for scenario in made:
        scenario.keeps, finds = asked(partial(scenario.settle, scratch))
        scenario.finds = [(text, score) for text, score in finds]
    return made


def asked(action: Callable[[], Any]) -> Any:
    """What the action returns in a child, through JSON."""
    said = forking.answer(lambda: json.dumps(action()))
    if said is None:
        raise SystemExit("it could not be prepared, see above")
    return json.loads(said)


if __name__ == "__main__":
    main()
