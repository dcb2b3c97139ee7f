"""Trains the writer's verifier, from statements to the files that are shipped.

    python -m rag.training.verifier --data FOLDER --work FOLDER --over reader [--steps N N]
    python -m rag.training.verifier --data FOLDER --work FOLDER [--most N]

``--data`` holds ``prensa/``. With ``--over`` the networks over the lower layers of the encoder or
the reader are trained first; in ``--work`` what those layers make of the statements is kept, once.
A step costs a tenth of a second of one core, a thousand statements half a minute. Then the card is
written anew and the figures of passages that were never trained on are printed: every other passage
fits how much networks, words and reader count and the threshold, the others are reported.
``--most 40 --over reader --steps 5 5 --out FOLDER`` tries it all. Developers' tool, in English.
"""

from __future__ import annotations

import argparse
import hashlib
import io
import json
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Final

import numpy as np
import torch
from numpy.typing import NDArray

from index.encoders.e5.trunk import Trunk
from index.encoders.loading import load_default
from rag.reader.model import Model
from rag.reader.states import States
from rag.training.verifier.judging import Judged, figures, fitted, threshold_of
from rag.training.verifier.learning import train
from rag.training.verifier.network import Network
from rag.training.verifier.prose import of_prose, to_learn
from rag.training.verifier.seen import seen
from rag.training.verifier.statements import Statement, made, written
from rag.training.verifier.states import Layers, keep, read
from rag.writer.gaps.asking import Asker
from rag.writer.head import Float, Head, packed
from rag.writer.pairs import pair
from rag.writer.verifier import CARD, FOLDER, READ, WEIGHTS


@dataclass(frozen=True, slots=True)
class Member:
    """How one of the networks whose logits are averaged is trained, from a start and in an order of
    its own.

    :param hand: how often the statements by hand come in a pass, ``prose`` those with a detail
        exchanged, and ``made`` those made of questions.
    """

    steps: int
    hand: int = 0
    prose: int = 0
    made: int = 0


MEMBERS: Final[Mapping[str, Sequence[Member]]] = {
    "encoder": (Member(300, hand=2, made=1), Member(1_500, hand=2, made=1)),
    "reader": (Member(300, hand=1), Member(700, hand=1, prose=1, made=1)),
}
"""Over the encoder's layers a short run knows the statements by hand better, a long one those of a
detail exchanged: AUROC over passages kept apart .893 and .880 on the former, .71 and .83 on the
latter; both together have .896 and .83. What is shipped has a short one from before the made
statements were mended; one from after has .865 and .74. Over the reader's layers (the half of the
passages that fits) the first has .94 by hand and tells nothing of what was exchanged in prose
(.47 of names), the second .87 and .71; without made statements its like has .92 and .61."""

MADE: Final = {"encoder": 9_240, "reader": 1_676}
"""Statements made of questions that are learned from; the last 476 of the shipped ones over the
reader's layers are of the kinds that rules do not find."""

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
    parser.add_argument("--over", choices=tuple(MEMBERS), help="train the networks over its layers")
    parser.add_argument("--steps", type=int, nargs="+", help="of each of them, to try it")
    parser.add_argument("--prose", type=int, default=700)
    parser.add_argument("--rate", type=float, default=1.5e-3)
    parser.add_argument("--most", type=int, help="statements of a set at most")
    parser.add_argument("--out", type=Path, default=FOLDER)
    options = parser.parse_args()
    press = options.data / "prensa"
    if options.over:
        save(learned(options, press), options.out / FILES[options.over])
    weigh_anew(press, options.work, options.most, options.out)


def learned(options: argparse.Namespace, press: Path) -> list[Mapping[str, NDArray[np.float32]]]:
    """The weights of the networks over one's layers."""
    members, encoder = MEMBERS[options.over], load_default()
    layers: Layers = Trunk().states if options.over == "encoder" else States(Model()).of
    sets = {"hand": written(press, "train")}
    if any(member.prose for member in members):
        sets["prose"] = to_learn(press, "train", encoder, options.prose)
    if any(member.made for member in members):
        sets["made"] = made(press, "train")[: MADE[options.over]]
    kept = {}
    for name, statements in sets.items():
        folder, own = options.work / options.over / name, statements[: options.most]
        if not (folder / "rows.jsonl").exists() or len(read(folder).statements) < len(own):
            keep(own, folder, encoder, print, layers)
        kept[name] = read(folder)
    states: list[Mapping[str, NDArray[np.float32]]] = []
    for seed, member in enumerate(members, 1):
        torch.manual_seed(seed)
        often = {name: getattr(member, name) for name in kept if getattr(member, name)}
        steps = options.steps[seed - 1] if options.steps else member.steps
        of = [kept[name] for name in often]
        mean = train(Network(), of, [*often.values()], steps, options.rate, print, seed=seed)
        states.append({name: value.numpy() for name, value in mean.state_dict().items()})
    return states


def save(states: Sequence[Mapping[str, NDArray[np.float32]]], path: Path) -> None:
    """Write the weights of some networks, as :class:`rag.writer.head.Head` reads them."""
    buffer = io.BytesIO()
    np.savez_compressed(buffer, allow_pickle=False, **packed(*states))
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(buffer.getvalue())


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


def weigh_anew(press: Path, work: Path, most: int | None, folder: Path = FOLDER) -> dict[str, Any]:
    """Weigh the networks that lie in a folder; what is seen is kept in ``seen.jsonl``.

    :param most: statements of each set over each half of the passages at most.
    """
    encoder = load_default()
    model = Model()
    seeing, reading = (Head((folder / name).read_bytes()) for name in (WEIGHTS, READ))
    trunk, states, asker = Trunk(), States(model), Asker(model)

    def logits(statement: Statement) -> tuple[Float, Float]:
        ids, first = pair(encoder.runtime, statement.text, statement.passage)
        return seeing.logits(trunk.states(ids), first), reading.logits(states.of(ids), first)

    every = {
        "hand": written(press, "dev"),
        "made": made(press, "dev"),
        "prose": of_prose(press, "dev", encoder),
    }
    sets = {
        name: [s for part in (False, True) for s in _of_half(own, part)[:most]]
        for name, own in every.items()
    }
    work.mkdir(parents=True, exist_ok=True)
    path = work / "seen.jsonl"
    return weigh(
        {name: seen(own, logits, asker, path, print) for name, own in sets.items()}, folder
    )


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
