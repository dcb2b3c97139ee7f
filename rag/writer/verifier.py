"""The verifier that comes along: does a passage carry a sentence, contradict it, or say nothing?

The sentence and the passage go through the encoder's lower layers together, which are there anyway,
and a small network trained for it judges what comes out (``docs/writer.md``). A sentence that it
would show and that has a name or figure with a rival in the passage is put to the reader besides
(:mod:`rag.writer.gaps`). Beside the weights stands a page with their checksum and the threshold.
"""

from __future__ import annotations

import json
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
from rag.writer.coverage import CoverageVerifier, coverage
from rag.writer.gaps.asking import Asker, Heard, heard
from rag.writer.head import Head
from rag.writer.pairs import pair
from rag.writer.protocol import Verdict, Verifier

FOLDER: Final = Path(__file__).with_name("weights")
WEIGHTS: Final = "verifier.npz"
CARD: Final = "verifier.json"
REMEDY: Final = "Vuelva a instalar Hemeroteca, o pregunte sin --writer."

SHOWN: Final = 1_100
"""Characters of a passage that are looked at: about 250 tokens, as many as the longest passage
learned from. Of a longer one it is the part around the sentence that shares most words."""

CLEAR: Final = Heard(asked=1.0)
"""The best that the reader can say: nothing is behind."""


@dataclass(frozen=True, slots=True)
class Scale:
    """From what network, words and reader say to a chance: weights of a logistic regression over
    statements that were never trained on (``python -m rag.training.verifier --weigh``).

    :param supported: of the logit of being supported, over the other two together.
    :param words: of the share of the sentence's words.
    :param asked: of the reader's having been asked at all, and ``behind`` of what it said
        (:class:`rag.writer.gaps.asking.Heard`).
    """

    supported: float
    words: float
    bias: float
    asked: float = 0.0
    behind: float = 0.0

    def chance(self, margin: float, share: float, said: Heard) -> float:
        """The chance that the passage carries the sentence, 0…1."""
        sure = self.supported * margin + self.words * share + self.bias
        sure += self.asked * said.asked + self.behind * said.behind
        return float(1 / (1 + np.exp(-sure)))

    def most(self, margin: float, share: float) -> float:
        """The chance where the reader says the best that it can."""
        return max(self.chance(margin, share, each) for each in (Heard(), CLEAR))


class TrainedVerifier:
    """Safe to share between threads; the weights are read when first needed.

    :param folder: with both files.
    :param model: the reader's weights, to share them with whoever reads with them.
    """

    def __init__(self, folder: Path = FOLDER, model: Model | None = None) -> None:
        self._folder = folder
        self._trunk = Trunk()
        self._asker = Asker(model or Model())
        self._loading = Lock()

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
        head, runtime = self._loaded()
        text = excerpt(sentence, passage)
        ids, first = pair(runtime, sentence, text)
        logits = head.logits(self._trunk.states(ids), first)
        against = float(np.logaddexp(logits[0], logits[1]))
        margin, share = float(logits[2]) - against, coverage(sentence, text)
        contradicted = bool(logits[0] > logits[1])
        chance = self._scale.chance(margin, share, Heard())
        if self._scale.most(margin, share) >= self._card["threshold"]:
            # The reader takes as long as the network: it is asked where that makes a difference.
            said = heard(self._asker.answered(sentence, text))
            contradicted |= said.behind < 0
            chance = self._scale.chance(margin, share, said)
        return Verdict(chance, chance >= self._card["threshold"], contradicted=contradicted)

    def _loaded(self) -> tuple[Head, Runtime]:
        with self._loading:
            return self._head, self._runtime

    @cached_property
    def _card(self) -> dict[str, Any]:
        path = self._folder / CARD
        try:
            card: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
            if not {"sha256", "threshold", "scale"} <= card.keys():
                raise ValueError("faltan «sha256», «threshold» o «scale»")
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
        path, digest = self._folder / WEIGHTS, str(self._card["sha256"])
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
