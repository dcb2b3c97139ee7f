"""The head: two small products from the states of a word's tokens to the tags that it may have.

Its graph and the card with its SHA-256 lie beside this module; ``python -m rag.training.names``
makes both (``docs/entities.md``).
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final

import numpy as np
import onnxruntime
from numpy.typing import NDArray

from index.encoders.e5 import pinned
from index.encoders.naming import decoding
from index.encoders.naming.words import Place, likely, looks, tokens_of, words_of
from index.errors import EncoderError
from index.types import Mention

FOLDER: Final = Path(__file__).with_name("weights")
WEIGHTS: Final = "names.onnx"
CARD: Final = "names.json"
REMEDY: Final = "Vuelva a instalar Hemeroteca, o recupere el archivo del repositorio."


@dataclass(frozen=True, slots=True)
class Head:
    """The graph, ready to run.

    :param version: the first digits of its SHA-256.
    :param follows: what a tag before another adds, float32 (tags, tags).
    """

    version: str
    session: onnxruntime.InferenceSession
    follows: NDArray[np.float32]

    def scores(self, states: NDArray[np.float32], seen: NDArray[np.float32]) -> NDArray[np.float32]:
        """Return the log probabilities of the tags, of shape (words, tags).

        :param states: of the first and the last token of each word side by side.
        :param seen: what the words look like (:func:`~index.encoders.naming.words.looks`).
        """
        (scores,) = self.session.run(["scores"], {"states": states, "looks": seen})
        return np.asarray(scores, np.float32)

    def mentions(
        self,
        text: str,
        offsets: Sequence[Place],
        states: NDArray[np.float32],
        begin: int = 0,
    ) -> list[Mention]:
        """Return the names of a text, in order.

        :param offsets: of the tokens in the text.
        :param states: of the tokens, float32 (tokens, width).
        :param begin: the first code point from which on names are looked for.
        """
        read = max((end for _, end in offsets), default=0)
        words = words_of(text, begin, read)
        positions = likely(text, words)
        if not len(positions):
            return []
        seen = looks(text, words)[positions]
        first, last = tokens_of([words[at] for at in positions.tolist()], offsets)
        both = np.concatenate([states[first], states[last]], axis=1)
        scores = self.scores(both, seen)
        return list(decoding.mentions(text, words, positions, scores, self.follows))


@cache
def load(folder: Path = FOLDER) -> Head:
    """Return the head, read once.

    :raises EncoderError: a file is missing or not the one that the card names.
    """
    expected = str(card(folder)["sha256"])
    label = "el reconocedor de nombres"
    raw = pinned.read(folder / WEIGHTS, expected, label, REMEDY, EncoderError)
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.log_severity_level = 3
    session = onnxruntime.InferenceSession(raw, options, providers=["CPUExecutionProvider"])
    nothing = {each.name: np.zeros((1, each.shape[1]), np.float32) for each in session.get_inputs()}
    (follows,) = session.run(["follows"], nothing)
    return Head(expected[:12], session, follows)


def card(folder: Path = FOLDER) -> dict[str, Any]:
    """Return the page that stands beside the weights.

    :raises EncoderError: it is missing or no JSON object with a checksum.
    """
    path = folder / CARD
    try:
        found: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        if "sha256" not in found:
            raise ValueError("falta «sha256»")
    except (OSError, ValueError, TypeError) as error:
        raise EncoderError(f"No se puede leer la ficha {path}: {error}. {REMEDY}") from error
    return found
