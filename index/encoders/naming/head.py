"""The head: two small products from the states of a word's tokens to the tags that it may have.

Its weights and the card with their SHA-256 lie beside this module; ``python -m rag.training.names``
makes both (``docs/entities.md``).
"""

from __future__ import annotations

import io
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from index.encoders.e5 import pinned
from index.encoders.naming import decoding
from index.encoders.naming.words import Place, likely, looks, tokens_of, words_of
from index.errors import EncoderError
from index.types import Mention

FOLDER: Final = Path(__file__).with_name("weights")
WEIGHTS: Final = "names.npz"
CARD: Final = "names.json"
REMEDY: Final = "Vuelva a instalar Hemeroteca, o recupere el archivo del repositorio."

PARTS: Final = ("shift", "scale", "states", "looks", "bias", "tags", "tags_bias", "follows")
"""Arrays of the weights: what the states are normalised by, what they and the looks of words are
multiplied by, the second layer, and how tags follow one another."""


@dataclass(frozen=True, slots=True)
class Head:
    """The weights, in float32.

    :param version: the first digits of their SHA-256.
    """

    version: str
    arrays: Mapping[str, NDArray[np.float32]]

    def scores(self, states: NDArray[np.float32], seen: NDArray[np.float32]) -> NDArray[np.float32]:
        """Return the log probabilities of the tags, of shape (words, tags).

        :param states: of the first and the last token of each word side by side.
        :param seen: what the words look like (:func:`~index.encoders.naming.words.looks`).
        """
        part = self.arrays
        inner = ((states - part["shift"]) * part["scale"]) @ part["states"]
        inner += seen @ part["looks"] + part["bias"]
        raw = np.maximum(inner, 0) @ part["tags"] + part["tags_bias"]
        raw -= raw.max(axis=1, keepdims=True)
        scores: NDArray[np.float32] = raw - np.log(np.exp(raw).sum(axis=1, keepdims=True))
        return scores

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
        return list(decoding.mentions(text, words, positions, scores, self.arrays["follows"]))


@cache
def load(folder: Path = FOLDER) -> Head:
    """Return the head, read once.

    :raises EncoderError: a file is missing or not the one that the card names.
    """
    raw = pinned.read(
        folder / WEIGHTS,
        str(card(folder)["sha256"]),
        "el reconocedor de nombres",
        REMEDY,
        EncoderError,
    )
    with np.load(io.BytesIO(raw), allow_pickle=False) as stored:
        arrays = {name: stored[name].astype(np.float32) for name in PARTS}
    return Head(str(card(folder)["sha256"])[:12], arrays)


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
