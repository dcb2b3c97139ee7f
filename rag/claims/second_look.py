"""A second look at what was read: which reading answers, which others answer too, and how.

The reader sees one passage at a time. Here all readings of a question are seen together: logistic
regressions over :mod:`rag.claims.features` say how likely each reading is right, how likely the
best of them is, how likely each other one answers the same question about the same event as the
best one, and how likely it then says something else. They were learned on press clusters, where
every paragraph that answers is known (``python -m eval.fit_second_look``), and are kept beside the
reader whose numbers they weigh: for another they mean nothing.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any, Final, Self

import numpy as np

from rag.claims.features import PAIR, PASSAGE, Floats, pair_features, passage_features
from rag.claims.meaning import Question
from rag.claims.relation import Relation
from rag.claims.statements import Relations, Statement, distinct_statements
from rag.errors import ReaderError
from rag.questions.query import Query
from rag.reader.model import FOLDER
from rag.reader.protocol import Reading

FILE: Final = "second_look.json"

WORDS: Final = 0.5
"""Chance of answering too and of saying something else from which two values contradict that are
no figures, dates or names. Of the disagreements told under it on 40 training clusters 2 of 5
are real, of all others 27 of 33."""


@dataclass(frozen=True, slots=True)
class Logistic:
    """A logistic regression over named features.

    :param weights: of each feature in its own unit, (features,).
    """

    weights: Floats
    bias: float

    @classmethod
    def of(cls, stored: Mapping[str, Any], names: Sequence[str]) -> Self:
        """Read the weights of the features of those names.

        :raises KeyError: one is missing.
        """
        weights = stored["weights"]
        return cls(np.array([weights[name] for name in names], np.float64), float(stored["bias"]))

    def chances(self, features: Floats) -> Floats:
        """Chances (rows,) for features (rows, features)."""
        odds = np.clip(features @ self.weights + self.bias, -50.0, 50.0)
        chances: Floats = 1.0 / (1.0 + np.exp(-odds))
        return chances


@dataclass(frozen=True, slots=True)
class Bounds:
    """The chances from which a second look is believed, chosen on the tuning clusters.

    :param threshold: of the best reading, under which nothing is asserted.
    :param beside: of another one to answer too, from which it is cited.
    :param differs: of another one to answer too and to say something else, from which the two
        contradict one another.
    :param same: of it to say something else, up to which it says the same.
    :param agrees: of it to answer too, from which it bears the best one out.
    """

    threshold: float
    beside: float
    differs: float
    same: float
    agrees: float

    @classmethod
    def of(cls, stored: Mapping[str, Any]) -> Self:
        """Read them from the file's JSON.

        :raises KeyError: one is missing.
        """
        return cls(
            *(float(stored[name]) for name in ("threshold", "beside", "differs", "same", "agrees"))
        )


@dataclass(frozen=True, slots=True)
class Judged:
    """Readings after the second look.

    :param readings: the best first; its score is the chance that it is right, that of the
        others the chance that they answer too.
    :param differing: chance of each further reading to say something else, by passage id.
    :param bounds: the chances from which they are believed.
    """

    readings: tuple[Reading, ...]
    differing: Mapping[int, float]
    bounds: Bounds

    @property
    def beside(self) -> float:
        """Chance of answering too from which a reading is cited."""
        return self.bounds.beside

    def relation(self, reading: Reading, rule: Relation) -> Relation:
        """What a further reading is to the best one.

        :param rule: what comparing their values says.
        """
        chance = self.differing.get(reading.hit.passage.id)
        if chance is None:
            return rule
        # Words that differ are mostly two things that are told of one, not two that are told of it.
        least = self.bounds.differs if rule == "different" else max(self.bounds.differs, WORDS)
        if rule != "same" and chance * reading.score >= least:
            return "different"
        if rule != "different" and chance <= self.bounds.same:
            return "same"
        return "same" if rule == "same" and chance < 0.5 else "open"


@dataclass(frozen=True, slots=True)
class SecondLook:
    """The four judgements, and the chances from which they are believed.

    :param first: whether a reading is right, to choose the best one by.
    :param certainty: whether the best one is right, questions that nothing answers included.
    :param further: whether another one answers too, over its own features, the chances of both
        to be right, and the pair's features.
    :param differing: whether the other one says something else, over the pair's features.
    """

    first: Logistic
    certainty: Logistic
    further: Logistic
    differing: Logistic
    bounds: Bounds

    @classmethod
    def of(cls, stored: Mapping[str, Any]) -> Self:
        """Read it from its file's JSON.

        :raises KeyError: something is missing.
        """
        return cls(
            Logistic.of(stored["first"], PASSAGE),
            Logistic.of(stored["certainty"], CERTAINTY),
            Logistic.of(stored["further"], FURTHER),
            Logistic.of(stored["differing"], PAIR),
            Bounds.of(stored["bounds"]),
        )

    def judge(self, query: Query, question: Question, readings: Sequence[Reading]) -> Judged:
        """Order the readings anew and say how likely each is right.

        :param readings: each with signals, best first as the reader has it.
        """
        relations = Relations(question)
        statements = distinct_statements(question, readings, relations)
        if not statements:
            return Judged((), {}, self.bounds)
        features = passage_features(query, question, statements, relations)
        lowest, highest = np.array([bounds_of(statement) for statement in statements]).T
        chances = np.clip(self.first.chances(features), lowest, highest)
        best = int(chances.argmax())
        others = [place for place in range(len(statements)) if place != best]
        sure = self.certainty.chances(certainty_features(features, chances, best)[None])
        certain = float(np.clip(sure[0], lowest[best], highest[best]))
        scores = {statements[best].reading.hit.passage.id: certain}
        differing: dict[int, float] = {}
        if others:
            pairs = np.stack(
                [
                    pair_features(query, statements[best], statements[place], relations)
                    for place in others
                ]
            )
            both = further_features(features, chances, best, others, pairs)
            further = np.minimum(self.further.chances(both), highest[others])
            ids = [statements[place].reading.hit.passage.id for place in others]
            scores |= dict(zip(ids, further.tolist(), strict=True))
            differing = dict(zip(ids, self.differing.chances(pairs).tolist(), strict=True))
        # A text that another document repeats counts as that one does.
        for statement in statements:
            for reading in statement.also:
                scores[reading.hit.passage.id] = scores[statement.reading.hit.passage.id]
        first = statements[best].reading.hit.passage.id
        ordered = sorted(
            (reading for reading in readings if reading.hit.passage.id in scores),
            key=lambda reading: (
                reading.hit.passage.id != first,
                -scores[reading.hit.passage.id],
            ),
        )
        judged = tuple(replace(r, score=scores[r.hit.passage.id]) for r in ordered)
        return Judged(judged, differing, self.bounds)


CERTAINTY: Final = (*PASSAGE, "own_odds", "runner_up")
"""Columns of :func:`certainty_features`."""

FURTHER: Final = (*PASSAGE, "best_chance", "own_chance", *PAIR)
"""Columns of :func:`further_features`."""


def certainty_features(features: Floats, chances: Floats, best: int) -> Floats:
    """Features of the best reading, (columns of :data:`CERTAINTY`,)."""
    own = float(np.clip(chances[best], 1e-6, 1 - 1e-6))
    runner_up = float(np.delete(chances, best).max(initial=0.0))
    return np.append(features[best], [np.log(own / (1 - own)), runner_up])


def further_features(
    features: Floats, chances: Floats, best: int, others: Sequence[int], pairs: Floats
) -> Floats:
    """Features of each other reading, (others, columns of :data:`FURTHER`)."""
    own = [[chances[best], chances[place]] for place in others]
    return np.concatenate([features[list(others)], np.array(own), pairs], axis=1)


def bounds_of(statement: Statement) -> tuple[float, float]:
    """The lowest and the highest chance that rules leave the statement."""
    signals = statement.reading.signals
    return (0.0, 1.0) if signals is None else (signals.floor, signals.ceiling)


@cache
def load(reader: str, folder: Path = FOLDER) -> SecondLook | None:
    """The second look that was learned with a reader; ``None`` where there is none.

    :param reader: SHA-256 of the reader's weights.
    :raises ReaderError: the file is damaged.
    """
    return read_from(folder, reader)


def read_from(folder: Path, reader: str | None = None) -> SecondLook | None:
    """The second look that lies in a folder; ``None`` where there is none.

    :param reader: SHA-256 of the weights of the reader that it must have been learned with;
        ``None``: whichever it was.
    :raises ReaderError: the file is damaged.
    """
    path = folder / FILE
    if not path.exists():
        return None
    try:
        stored = json.loads(path.read_text(encoding="utf-8"))
        return SecondLook.of(stored) if reader in (None, stored["reader"]) else None
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise ReaderError(
            f"El archivo «{path}» está dañado ({type(error).__name__}: {error}). "
            "Vuelva a instalar Hemeroteca."
        ) from error
