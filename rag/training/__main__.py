"""Trains the reader, from question sets to the file that is shipped.

    python -m rag.training --data FOLDER --work FOLDER [--minutes 80]
    python -m rag.training --data FOLDER --work FOLDER --go-on --minutes 75 --rate 1.7e-4 --seed 5
    python -m rag.training --data FOLDER --work FOLDER --go-on --minutes 40 --rate 1.2e-4 --seed 11
                           --dropout 0.1 --swaps 0.3 --mixed 0.5

``--go-on`` takes up the network that an earlier run left, and ends at the mean of both;
``--swaps`` asks so many of the questions that :mod:`rag.training.data.swaps` made unanswerable.
``--data`` holds the SQuAD files that :mod:`rag.training.data.prepare` names; in ``--work`` are
left ``prepared.npz`` (made once) and ``network.pt`` (saved every minute or two). At the end
``rag/reader/weights`` is written anew; its calibration comes from ``python -m
eval.fit_reader`` (``make train-reader`` does all of it). Developers' tool, in English.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import random
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import numpy as np
import torch

from index.encoders.e5 import weights
from index.encoders.e5.tokenizer import EOS_ID
from index.encoders.loading import load_default
from rag.reader.model import CARD, FOLDER, WEIGHTS
from rag.reader.windows import prefix
from rag.training.data.prepare import SEED, prepare
from rag.training.data.prepared import KINDS, Prepared
from rag.training.export import export
from rag.training.learning import Recipe, judge, train
from rag.training.network import Network
from rag.training.start import cut

NEWS: Final = 3_000
"""Generated press paragraphs: 15,000 questions, of which a sixth is asked in a pass."""

MIXTURE: Final = {"es": 1.0, "dist": 1.0, "en": 0.5, "news": 0.17}
"""How often each kind of question is asked in a pass."""

MIXED: Final = 0.6
"""Share of the later network where two are averaged, weight by weight. On 500 questions of
``squad_es_dev`` the second run alone has F1 62.5 and EM 48.1; mixed at .5 63.9 and 50.6, at
.7 64.1 and 50.0 (Wortsman et al. 2022, "Model soups", arXiv 2203.05482)."""

MEASURED: Final = 160
"""Windows that the activations' maxima are measured on."""


def main() -> None:
    """Prepare what is missing, train, export."""
    parser = argparse.ArgumentParser(prog="python -m rag.training")
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--work", type=Path, required=True)
    parser.add_argument("--minutes", type=float, default=80.0)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--rate", type=float, default=2e-4, help="highest learning rate")
    parser.add_argument("--go-on", action="store_true", help="from network.pt on")
    parser.add_argument("--mixed", type=float, default=MIXED, help="share of the later network")
    parser.add_argument("--dropout", type=float, default=0.0)
    parser.add_argument("--swaps", type=float, default=0.0, help="how often in a pass")
    options = parser.parse_args()
    options.work.mkdir(parents=True, exist_ok=True)
    stored = options.work / "prepared.npz"
    if not stored.exists():
        prepare(options.data, load_default(), news=NEWS, progress=_say).save(stored)
    data = Prepared.load(stored)
    start = cut(weights.read())
    device = "cuda" if torch.cuda.is_available() else "cpu"
    recipe = Recipe(
        "reader",
        MIXTURE | {"swap": options.swaps},
        options.minutes,
        rate=options.rate,
        dropout=options.dropout,
        seed=options.seed,
    )
    _say(f"{device}: {recipe}")

    path = options.work / "network.pt"

    def save(network: Network) -> None:
        torch.save(network.state_dict(), path.with_suffix(".part"))
        path.with_suffix(".part").replace(path)

    begun = Network(start, frozen=recipe.frozen, dropout=recipe.dropout)
    earlier = torch.load(path, weights_only=True) if options.go_on else {}
    if earlier:
        begun.load_state_dict(earlier)
    network = train(recipe, start, data, device, network=begun, log=_say, save=save)
    with torch.no_grad():
        for name, weight in network.state_dict().items():
            if name in earlier:
                weight.lerp_(earlier[name].to(weight), 1 - options.mixed)
    save(network)
    _say(str(judge([network], data, device, deep=0)))
    tensors = {name: value.float().cpu().numpy() for name, value in network.state_dict().items()}
    model = export(start, tensors, _windows(data)).SerializeToString()
    FOLDER.mkdir(exist_ok=True)
    (FOLDER / WEIGHTS).write_bytes(model)
    card = {
        "sha256": hashlib.sha256(model).hexdigest(),
        # Until it is fitted: the order of the search, and nothing is sure.
        "calibration": {
            "here": 0.0,
            "search": 1.0,
            "bias": -3.0,
            "slope": 0.0,
            "beside": [-3.0, 0.0],
        },
    }
    (FOLDER / CARD).write_text(json.dumps(card, indent=1) + "\n", encoding="utf-8")


def _windows(data: Prepared) -> Iterator[list[int]]:
    """Windows of all kinds but those that are tuned on."""
    trained = np.flatnonzero(data.kind != KINDS.index("dev")).tolist()
    for row in random.Random(SEED).sample(trained, MEASURED):
        question = data.questions[int(data.wordings[row, 0])].tolist()
        yield [*prefix(question, []), *data.passages[int(data.about[row])].tolist()[:300], EOS_ID]


def _say(line: str) -> None:
    print(line, flush=True)


if __name__ == "__main__":
    main()
