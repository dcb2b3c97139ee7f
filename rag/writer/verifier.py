"""The verifier that comes along: does a passage carry a sentence, contradict it, or say nothing?

The sentence and the passage go through the lower layers of the encoder together, and beside them
through those of the reader, which both are there anyway; of each a small network trained for it
judges what comes out (``docs/writer.md``). A sentence that they would show and that has a name or
figure with a rival in the passage is put to the whole reader besides (:mod:`rag.writer.gaps`).
Beside the weights stands a page with their checksums and the threshold.
"""

from __future__ import annotations

import json
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from threading import Lock, Thread
from typing import Any, Final

import numpy as np

from index.encoders import loading
from index.encoders.e5 import pinned
from index.encoders.e5.runtime import Runtime
from index.encoders.e5.trunk import Trunk
from index.errors import HemerotecaError
from index.text.analyzer import analyze
from rag.documents.sentences import split_sentences
from rag.errors import ReaderError
from rag.reader.model import Model
from rag.reader.states import States
from rag.writer.coverage import CoverageVerifier, coverage
from rag.writer.gaps.asking import LATE, Asker, Heard, heard
from rag.writer.head import Float, Head
from rag.writer.pairs import pair
from rag.writer.protocol import Verdict, Verifier

FOLDER: Final = Path(__file__).with_name("weights")
WEIGHTS: Final = "verifier.npz"
READ: Final = "verifier-read.npz"
CARD: Final = "verifier.json"
REMEDY: Final = "Vuelva a instalar Hemeroteca, o pregunte sin --writer."

SHOWN: Final = 1_100
"""Characters of a passage that are looked at: about 250 tokens, as many as the longest passage
learned from. Of a longer one it is the part around the sentence that shares most words."""

EXTREMES: Final = (Heard(), Heard(asked=1.0), Heard(asked=1.0, behind=-LATE))
"""What the reader can say: nothing, that nothing is behind, and that something is by far."""


@dataclass(frozen=True, slots=True)
class Margins:
    """Logits of a sentence's being carried, over those of its being contradicted or not there.

    :param seen: by the network over the encoder's layers.
    :param read: by the one over the reader's.
    """

    seen: float
    read: float = 0.0

    @classmethod
    def of(cls, seen: Float, read: Float) -> Margins:
        """Of the logits (3,) of both."""
        margins = [float(each[2] - np.logaddexp(each[0], each[1])) for each in (seen, read)]
        return cls(*margins)


@dataclass(frozen=True, slots=True)
class Scale:
    """From what network, words and reader say to a chance: weights of a logistic regression over
    statements that were never trained on (``python -m rag.training.verifier``).

    :param supported: of the logit of being supported, over the other two together, by the network
        over the encoder's layers, and ``read`` by the one over the reader's.
    :param words: of the share of the sentence's words.
    :param asked: of the reader's having been asked at all, and ``behind`` of what it said
        (:class:`rag.writer.gaps.asking.Heard`).
    """

    supported: float
    words: float
    bias: float
    asked: float = 0.0
    behind: float = 0.0
    read: float = 0.0

    def chance(self, margins: Margins, share: float, said: Heard) -> float:
        """The chance that the passage carries the sentence, 0…1."""
        sure = self.supported * margins.seen + self.read * margins.read
        sure += self.words * share + self.bias
        sure += self.asked * said.asked + self.behind * said.behind
        return float(1 / (1 + np.exp(-sure)))

    def bounds(self, margins: Margins, share: float) -> tuple[float, float]:
        """The least and the greatest chance, whatever the reader says."""
        chances = [self.chance(margins, share, each) for each in EXTREMES]
        return min(chances), max(chances)


class TrainedVerifier:
    """Safe to share between threads; the weights are read when first needed.

    :param folder: with both files.
    :param model: the reader's weights, to share them with whoever reads with them.
    """

    def __init__(self, folder: Path = FOLDER, model: Model | None = None) -> None:
        self._folder = folder
        model = model or Model()
        self._trunk = Trunk()
        self._states = States(model)
        self._asker = Asker(model)
        self._loading = Lock()
        self._cores = ThreadPoolExecutor(2, thread_name_prefix="verifier")

    def prepare(self) -> None:
        """Begin to load the weights in a thread; what fails there fails when they are needed."""

        def load() -> None:
            with suppress(HemerotecaError):
                self._loaded()

        self._asker.prepare()
        Thread(target=load, name="verifier-weights").start()

    def verdict(self, sentence: str, passage: str) -> Verdict:
        """What the passage says of the sentence.

        :raises ReaderError: the weights are missing or damaged.
        :raises EncoderError: those of the encoder are.
        """
        runtime = self._loaded()
        text = excerpt(sentence, passage)
        ids, first = pair(runtime, sentence, text)
        # A core each: a sentence is waited for.
        own = self._cores.submit(self._trunk.states, ids)
        read = self._read_head.logits(self._states.of(ids), first)
        seen = self._head.logits(own.result(), first)
        margins, share = Margins.of(seen, read), coverage(sentence, text)
        contradicted = bool(seen[0] + read[0] > seen[1] + read[1])
        chance, threshold = self._scale.chance(margins, share, Heard()), self._card["threshold"]
        least, most = self._scale.bounds(margins, share)
        if least < threshold <= most:
            # The reader takes as long as the networks: it is asked where that makes a difference.
            said = heard(self._asker.answered(sentence, text))
            contradicted |= said.behind < 0
            chance = self._scale.chance(margins, share, said)
        return Verdict(chance, chance >= threshold, contradicted=contradicted)

    def _loaded(self) -> Runtime:
        with self._loading:
            _ = self._head, self._read_head
            self._states.prepare()
            return self._runtime

    @cached_property
    def _card(self) -> dict[str, Any]:
        path = self._folder / CARD
        try:
            card: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
            if not {"sha256", "read", "threshold", "scale"} <= card.keys():
                raise ValueError("faltan «sha256», «read», «threshold» o «scale»")
        except (OSError, ValueError, AttributeError) as error:
            raise ReaderError(
                f"No se puede leer la ficha del verificador, {path}: {error}. {REMEDY}"
            ) from error
        return card

    @cached_property
    def _scale(self) -> Scale:
        return Scale(**self._card["scale"])

    @cached_property
    def _head(self) -> Head:
        return self._weights(WEIGHTS, "sha256")

    @cached_property
    def _read_head(self) -> Head:
        return self._weights(READ, "read")

    def _weights(self, name: str, key: str) -> Head:
        path, digest = self._folder / name, str(self._card[key])
        return Head(pinned.read(path, digest, "el verificador", REMEDY, ReaderError))

    @cached_property
    def _runtime(self) -> Runtime:
        return loading.load_default().runtime


def excerpt(sentence: str, passage: str) -> str:
    """The part of a passage around the sentence that shares most words with what was written."""
    if len(passage) <= SHOWN:
        return passage
    spans = split_sentences(passage) or [(0, len(passage))]
    wanted = set(analyze(sentence))
    best = max(
        range(len(spans)), key=lambda i: len(wanted & set(analyze(passage[slice(*spans[i])])))
    )
    low = high = best
    while True:
        wider = [
            (max(0, low - 1), high),
            (low, min(len(spans) - 1, high + 1)),
        ]
        fitting = [
            (a, b) for a, b in wider if (a, b) != (low, high) and spans[b][1] - spans[a][0] <= SHOWN
        ]
        if not fitting:
            return passage[spans[low][0] : spans[high][1]]
        # What comes after a sentence tells of it no less than what came before: turn about.
        low, high = min(fitting, key=lambda each: abs(sum(each) / 2 - best))


def trained(model: Model | None = None) -> Verifier:
    """The verifier that comes with the program: the trained one where its weights lie beside it,
    else the share of words.

    :param model: the reader's weights, where they are in use already.
    """
    return TrainedVerifier(model=model) if (FOLDER / CARD).is_file() else CoverageVerifier()
