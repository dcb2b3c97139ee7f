"""From a trained network, saved without its word vectors, to the files that are shipped.

    python -m rag.training.ship NETWORK.npz… --data FOLDER [--mixed 0.8] [--folder WEIGHTS]

``NETWORK.npz`` holds the state of :class:`rag.training.network.Network` in half precision, in
as many files as it took; ``FOLDER`` the question sets, whose passages the activations' maxima
are measured on. With ``--mixed`` the weights are that share of the new network's and the rest
those of the reader that lies in ``WEIGHTS`` so far. What the scores mean is fitted afterwards
(``python -m eval.fit_reader``).
"""

from __future__ import annotations

import argparse
import hashlib
import json
import random
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray
from onnx import ModelProto

from index.encoders.e5 import weights
from index.encoders.e5.tokenizer import EOS_ID
from index.encoders.loading import load_default
from rag.questions.query import without_capitals
from rag.reader.model import CARD, FOLDER, WEIGHTS
from rag.reader.windows import LONGEST, prefix, tokens
from rag.training.data import press
from rag.training.data.examples import Example, read_squad
from rag.training.export import export
from rag.training.lent.restored import restore
from rag.training.start import cut

MEASURED: Final = 160
"""Windows that the activations' maxima are measured on, half of them over the press."""

SEED: Final = 20251121

UNFITTED: Final[Mapping[str, Any]] = {
    "here": 0.0,
    "search": 1.0,
    "bias": -3.0,
    "slope": 0.0,
    "beside": [-3.0, 0.0],
}
"""Until it is calibrated: the order of the search, and nothing is sure."""


def joined(paths: Iterable[Path]) -> dict[str, NDArray[np.float32]]:
    """The state that the files hold together, in fp32."""
    state: dict[str, NDArray[np.float32]] = {}
    for path in paths:
        with np.load(path, allow_pickle=False) as stored:
            state |= {name: stored[name].astype(np.float32) for name in stored}
    return state


def mixed(
    new: Mapping[str, NDArray[np.float32]], old: Mapping[str, NDArray[np.float32]], share: float
) -> dict[str, NDArray[np.float32]]:
    """Average two states, weight by weight (Wortsman et al. 2022, arXiv 2203.05482)."""
    return {
        name: (share * value + (1 - share) * old[name].reshape(value.shape)).astype(np.float32)
        for name, value in new.items()
    }


def write(model: ModelProto, folder: Path = FOLDER) -> None:
    """The weights and a card beside them, not yet calibrated."""
    raw = model.SerializeToString()
    folder.mkdir(parents=True, exist_ok=True)
    (folder / WEIGHTS).write_bytes(raw)
    card = {"sha256": hashlib.sha256(raw).hexdigest(), "calibration": UNFITTED}
    (folder / CARD).write_text(json.dumps(card, indent=1) + "\n", encoding="utf-8")


def windows(data: Path) -> Iterator[list[int]]:
    """Windows of the sets that are trained on, with their headlines."""
    over_press = list(press.read_questions(data / "prensa", "train"))
    others = list(read_squad(data / "squad_es_train.json"))
    chance = random.Random(SEED)
    tokenizer = load_default().runtime.tokenizer

    def window(example: Example) -> list[int]:
        title = tokens(tokenizer, example.title).ids
        before = prefix(tokens(tokenizer, without_capitals(example.question)).ids, title)
        return [*before, *tokens(tokenizer, example.context).ids[: LONGEST // 2], EOS_ID]

    for examples in (over_press, others):
        yield from map(window, chance.sample(examples, MEASURED // 2))


def main(arguments: Sequence[str] | None = None) -> None:
    """Join, export, write."""
    parser = argparse.ArgumentParser(prog="python -m rag.training.ship")
    parser.add_argument("networks", type=Path, nargs="+")
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--mixed", type=float, default=1.0, help="share of the new network")
    parser.add_argument("--folder", type=Path, default=FOLDER)
    options = parser.parse_args(arguments)
    start = cut(weights.read())
    state = joined(options.networks)
    if options.mixed < 1:
        state = mixed(state, restore(options.folder / WEIGHTS).state(), options.mixed)
    write(export(start, state, windows(options.data)), options.folder)


if __name__ == "__main__":
    main()
