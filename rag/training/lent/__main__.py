"""Trains on a lent machine for a few minutes, and brings back what can be exported here.

    python -m rag.training.lent --prepare --data FOLDER --out build/lent.npz     # here
    python -m rag.training.lent --data build/lent.npz --out OUT --minutes 8.5    # there
    python -m rag.training.ship OUT/network-*.npz --data FOLDER                  # here again

There, torch, numpy and onnx are enough. From the shipped reader, turned back into a network,
three networks are trained on different draws; their weights are averaged, and the average goes
on learning from all three together. Of these candidates the one that reads the tuning parts
best is written, in half precision, with ``figures.json`` beside it: all candidates on the
tuning parts, and the one chosen on the reported ones. Developers' tool, in English.
"""

from __future__ import annotations

import argparse
import json
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

import torch

from rag.training.lent import judging, parts
from rag.training.lent.data import Questions
from rag.training.lent.restored import Restored, restore
from rag.training.lent.run import GROUPS, RATE, Recipe, averaged, train
from rag.training.network import Network

READER: Final = Path(__file__).parents[2] / "reader" / "weights" / "reader.onnx"

SEEDS: Final = 3

DISTILLING: Final = 0.22
"""Share of the time for the last network, which learns from the others."""

GENTLER: Final = 0.5
"""Highest rate of the last network, which begins at the average, beside that of the others."""

MARGIN: Final = 0.5
"""Minutes of the time that are kept for judging and writing."""


def main(arguments: Sequence[str] | None = None) -> None:
    """Prepare, or train and write."""
    parser = argparse.ArgumentParser(prog="python -m rag.training.lent")
    parser.add_argument("--prepare", action="store_true", help="make the file to train on")
    parser.add_argument("--data", type=Path, required=True, help="folder of sets; else the file")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--reader", type=Path, default=READER, help="to begin from")
    parser.add_argument("--minutes", type=float, default=8.5, help="all in all")
    parser.add_argument("--steps", type=int, default=0, help="of each network at most")
    parser.add_argument("--seeds", type=int, default=SEEDS)
    parser.add_argument("--rate", type=float, default=RATE)
    parser.add_argument("--groups", type=int, default=GROUPS)
    parser.add_argument("--judged", type=int, default=0, help="questions of a part at most")
    parser.add_argument("--device", default="cuda" if torch.cuda.is_available() else "cpu")
    options = parser.parse_args(arguments)
    if options.prepare:
        # What makes the file needs all of the package.
        from index.encoders.loading import load_default
        from rag.training.lent.prepare import prepare

        prepare(options.data, options.out, load_default(), say)
    else:
        run(options)


def run(options: argparse.Namespace) -> None:
    """Train every network, choose, write."""
    began = time.monotonic()
    torch.set_float32_matmul_precision("high")
    data, source = Questions.load(options.data), restore(options.reader)
    say(f"{options.device}: {len(data.asked)} questions, {len(data.passages)} passages")

    def recipe(name: str, minutes: float, seed: int, gentler: float = 1.0) -> Recipe:
        rate = gentler * options.rate
        size = {"steps": options.steps, "groups": options.groups}
        return Recipe(name, minutes, rate=rate, seed=seed, **size)

    left = options.minutes - MARGIN
    found: dict[str, Network] = {}
    for seed in range(options.seeds):
        minutes = left * (1 - DISTILLING) / options.seeds
        one = recipe(f"seed {seed}", minutes, seed)
        found[one.name] = train(one, _network(source, one), data, options.device, say=say)
    seeds = list(found.values())
    found["mean"] = averaged(seeds)
    spent = (time.monotonic() - began) / 60
    last = recipe("distilled", max(0.1, left - spent), options.seeds, GENTLER)
    pupil = _network(source, last)
    pupil.load_state_dict(found["mean"].state_dict())
    found[last.name] = train(last, pupil, data, options.device, teachers=seeds, say=say)
    write(found, data, options)
    say(f"{(time.monotonic() - began) / 60:.1f} minutes")


def write(found: dict[str, Network], data: Questions, options: argparse.Namespace) -> None:
    """The best network by the tuning parts, and what was measured."""
    figures: dict[str, Any] = {}
    for name, network in found.items():
        say(name)
        judged = judging.judge(network, data, "tune", options.device, most=options.judged, say=say)
        figures[name] = {"tune": judged, "all": round(judging.told(judged), 3)}
    best = max(figures, key=lambda name: float(figures[name]["all"]))
    state = {name: value.float().cpu().numpy() for name, value in found[best].state_dict().items()}
    parts.save(state, options.out)
    say(f"chosen: {best}")
    figures["chosen"] = best
    figures["dev"] = judging.judge(
        found[best], data, "dev", options.device, most=options.judged, say=say
    )
    text = json.dumps(figures, indent=1)
    (options.out / "figures.json").write_text(text + "\n", encoding="utf-8")


def _network(source: Restored, recipe: Recipe) -> Network:
    network = Network(source, frozen=recipe.frozen, dropout=recipe.dropout)
    state = {name: torch.from_numpy(value) for name, value in source.state().items()}
    network.load_state_dict(state)
    return network


def say(line: str) -> None:
    """To the log at once: what a machine is stopped in the midst of stays readable."""
    print(line, flush=True)


if __name__ == "__main__":
    main()
