"""Trains the writer's verifier, from statements to the files that are shipped.

    python -m rag.training.verifier --data FOLDER --work FOLDER --over reader [--steps N N]
    python -m rag.training.verifier --data FOLDER --work FOLDER [--reader FILE] [--most N]

``--data`` holds ``prensa/``. With ``--over`` the networks over the lower layers of the encoder or
the reader are trained first; in ``--work`` what those layers make of the statements is kept, once.
A step costs a tenth of a second of one core, a thousand statements half a minute. Then the card is
written anew and the figures of passages that were never trained on are printed: every other passage
fits how much networks, words and reader count and the threshold, the others are reported.
``--reader`` does it all with other weights of the reader, which may have no card yet. ``--most 40
--over reader --steps 5 5 --out FOLDER`` tries it. Developers' tool, in English.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any, Final

from index.encoders.loading import load_default
from rag.reader.model import Model
from rag.training.verifier.judging import Judged, figures, fitted, threshold_of
from rag.training.verifier.members import MEMBERS, Ground, learned, reader, save
from rag.training.verifier.prose import of_prose
from rag.training.verifier.seen import seen
from rag.training.verifier.statements import Statement, made, written
from rag.writer.gaps.asking import Asker
from rag.writer.head import Head
from rag.writer.verifier import CARD, FOLDER, READ, WEIGHTS, Margins

FILES: Final = {"encoder": WEIGHTS, "reader": READ}

SHOWN: Final = 0.85
"""Share of the supported statements by hand that the threshold lets through, of those that the
rules do: of a writer's true sentences some may be lost, since the claims of the answer stand beside
them anyway. On the half that fits as many faults are caught so as with one network where it lets .8
through (.85 of them and .84), and five true ones of a hundred more are shown."""


def main() -> None:
    """Train where that is asked for, fit, report, write."""
    parser = argparse.ArgumentParser(prog="python -m rag.training.verifier")
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--work", type=Path, required=True)
    parser.add_argument("--reader", type=Path, help="other weights than those that are shipped")
    parser.add_argument("--over", choices=tuple(MEMBERS), help="train the networks over its layers")
    parser.add_argument("--steps", type=int, nargs="+", help="of each of them, to try it")
    parser.add_argument("--most", type=int, help="statements of a set at most")
    parser.add_argument("--out", type=Path, default=FOLDER)
    options = parser.parse_args()
    press, work, most = options.data / "prensa", options.work, options.most
    model, encoder = reader(options.reader, work), load_default()
    grounds = {over: Ground.of(over, work, model, encoder) for over in MEMBERS}
    if options.over:
        weights = learned(options.over, grounds[options.over], press, options.steps or (), most)
        save(weights, options.out / FILES[options.over])
    weigh(judged_sets(press, grounds, model, options.out, most), options.out)


SETS: Final = ("hand", "made", "prose")


def weigh(sets: Mapping[str, Sequence[Judged]], folder: Path = FOLDER) -> dict[str, Any]:
    """Write the card beside the weights, and give the figures of the passages it was not fitted on.

    :param sets: by their names in :data:`SETS`; those by hand and those made of questions, and
        those by hand with a detail exchanged, which are reported beside the ones that are carried.
    """
    halves = {
        part: {
            name: [each for each in own if _is_reported(each) == part] for name, own in sets.items()
        }
        for part in (False, True)
    }
    scale = fitted([own for own in halves[False].values() if own])
    # A trial with a few statements may have none by hand that are carried.
    of = ("hand",) if any(_carried(each) for each in halves[False]["hand"]) else SETS
    own = [each for name in of for each in halves[False].get(name, []) if _carried(each)]
    chances = [scale.chance(each.margins, each.share, each.heard) for each in own]
    threshold = round(threshold_of(chances, own, SHOWN), 3)
    told = dict(halves[True])
    if "prose" in told:
        told["prose"] = [*told["prose"], *(each for each in told["hand"] if each.supported)]
    report: dict[str, Any] = {}
    for name, own in told.items():
        if len({each.supported for each in own}) == 2:
            shown = [scale.chance(each.margins, each.share, each.heard) for each in own]
            report[name] = figures(own, shown, threshold)
    card = {
        "sha256": hashlib.sha256((folder / WEIGHTS).read_bytes()).hexdigest(),
        "read": hashlib.sha256((folder / READ).read_bytes()).hexdigest(),
        "threshold": threshold,
        "scale": asdict(scale),
    }
    (folder / CARD).write_text(json.dumps(card, indent=2) + "\n", encoding="utf-8")
    print(json.dumps(report, indent=2))
    return report


def judged_sets(
    press: Path, grounds: Mapping[str, Ground], model: Model, folder: Path, most: int | None
) -> dict[str, list[Judged]]:
    """What the networks that lie in a folder, rules and reader say of the sets to weigh them by.

    :param most: statements of each set over each half of the passages at most.
    """
    heads = {over: Head((folder / FILES[over]).read_bytes()) for over in grounds}
    asker, ground = Asker(model), grounds["reader"]
    every = {
        "hand": written(press, "dev"),
        "made": made(press, "dev"),
        "prose": of_prose(press, "dev", ground.encoder),
    }
    told: dict[str, list[Judged]] = {}
    for name, statements in every.items():
        for part, half in ((False, "fitting"), (True, "reported")):
            own = _of_half(statements, part)[:most]
            logits = [
                each.kept(f"{name}-{half}", own).logits(heads[over])
                for over, each in grounds.items()
            ]
            margins = [Margins.of(*each) for each in zip(*logits, strict=True)]
            path = ground.folder / "seen.jsonl"
            told.setdefault(name, []).extend(seen(own, margins, asker, path, print))
    return told


def _half(statement: Statement) -> bool:
    """Of every two passages one is fitted on, the other reported."""
    return zlib.crc32(statement.passage.encode()) % 2 == 1


def _carried(judged: Judged) -> bool:
    """Whether the passage carries it, and the rules say nothing to the contrary."""
    return judged.supported and not judged.ruled


def _of_half(statements: Sequence[Statement], part: bool) -> list[Statement]:
    return [each for each in statements if _half(each) == part]


def _is_reported(judged: Judged) -> bool:
    return _half(judged.statement)


if __name__ == "__main__":
    main()
