"""Draws questions with the passages they are put to, as padded arrays of one shape a batch.

A group is one question: the passage it was written about, then others that do not answer
it. All groups of a batch have the same number of windows, so that scores can be
normalised over a group (Clark & Gardner 2018, arXiv 1710.10723, section 3).
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from index.encoders.e5.tokenizer import EOS_ID, PAD_ID
from rag.reader.windows import prefix
from rag.training.data.prepared import Prepared

ORIGINAL: Final = 0.7
"""Chance of the question as it was written; else one of its noisy wordings."""

TITLED: Final = 0.5
"""Chance of a passage with its title: the reader must do with and without."""

POOLED: Final = 32
"""Batches whose questions are sorted by length together, to save padding."""


@dataclass(frozen=True, slots=True)
class Batch:
    """Windows of several groups, group after group.

    :param ids: int64 (groups · windows, tokens).
    :param mask: bool, of the same shape: real tokens.
    :param readable: bool, of the same shape: tokens of the passage.
    :param spans: int64 (groups · windows, 2): first and last token of an answer, zeros where
        the window does not answer.
    :param windows: of a group.
    """

    ids: NDArray[np.int64]
    mask: NDArray[np.bool_]
    readable: NDArray[np.bool_]
    spans: NDArray[np.int64]
    windows: int


@dataclass(frozen=True, slots=True)
class View:
    """One window: ids, where its passage begins, and the answer's place or (0, 0)."""

    ids: list[int]
    first: int
    span: tuple[int, int]


class Batches:
    """Draws groups anew every time round.

    :param kinds: how often a question of each kind is asked per pass, by its number in
        :data:`~rag.training.data.prepared.KINDS`; fractions by chance.
    :param size: windows of a batch.
    :param others: further passages of each question.
    :param alone: share of the batches whose questions are put to their own passage only.
    :param window: tokens of a window at most.
    """

    def __init__(
        self,
        data: Prepared,
        kinds: dict[int, float],
        *,
        size: int,
        others: int,
        alone: float,
        window: int,
        seed: int,
    ) -> None:
        self.data = data
        self.kinds = kinds
        self.size = size
        self.others = others
        self.alone = alone
        self.window = window
        self.chance = random.Random(seed)
        self._passages = sorted(
            {int(row) for row, kind in zip(data.about, data.kind, strict=True) if kind in kinds}
        )

    def draw_pass(self) -> list[list[int]]:
        """Draw the questions of one pass, those of passages of like length together."""
        rows = []
        for row, kind in enumerate(self.data.kind.tolist()):
            share = self.kinds.get(kind, 0.0)
            rows += [row] * (int(share) + (self.chance.random() < share % 1))
        self.chance.shuffle(rows)
        pool = self.size * POOLED
        lengths = np.diff(self.data.passages.ends, prepend=0)
        batches = []
        for start in range(0, len(rows), pool):
            near = sorted(rows[start : start + pool], key=lambda r: lengths[self.data.about[r]])
            batches += [near[i : i + self.size] for i in range(0, len(near), self.size)]
        self.chance.shuffle(batches)
        return [batch for batch in batches if len(batch) == self.size]

    def __iter__(self) -> Iterator[Batch]:
        """Yield the batches of one pass."""
        for rows in self.draw_pass():
            if not self.others or self.chance.random() < self.alone:
                yield padded([view for row in rows for view in self.group(row, 0)], 1)
                continue
            windows = 1 + self.others
            groups = self.size // windows
            for start in range(0, len(rows) - groups + 1, groups):
                questions = rows[start : start + groups]
                yield padded(
                    [v for row in questions for v in self.group(row, self.others)], windows
                )

    def group(self, row: int, others: int) -> list[View]:
        """Make the question's windows, its own passage first."""
        question = self._question(row)
        near = self.data.others[row].tolist()
        # The nearest mislead most, and are read most often: they are drawn more often.
        weights = [1 / (rank + 1) for rank in range(len(near))]
        chosen: list[int] = []
        while len(chosen) < others:
            pick = (
                self.chance.choices(near, weights)[0]
                if near and self.chance.random() < 0.9
                else self.chance.choice(self._passages)
            )
            if pick != self.data.about[row] and (pick not in chosen or len(set(near)) < others):
                chosen.append(pick)
        answers = self.data.answers[row].tolist()
        answer = tuple(self.chance.choice(answers)) if answers else None
        views = [self.view(question, int(self.data.about[row]), answer)]
        return views + [self.view(question, passage, None) for passage in chosen]

    def _question(self, row: int) -> list[int]:
        first, count = self.data.wordings[row].tolist()
        noisy = count > 1 and self.chance.random() > ORIGINAL
        wording: list[int] = self.data.questions[
            first + (self.chance.randrange(1, count) if noisy else 0)
        ].tolist()
        return wording

    def view(self, question: list[int], passage: int, answer: tuple[int, int] | None) -> View:
        """Cut a window of a passage; one that holds the answer where there is one."""
        titled = self.chance.random() < TITLED
        before = prefix(question, self.data.titles[passage].tolist() if titled else [])
        tokens = self.data.passages[passage].tolist()
        room = self.window - len(before) - 1
        low, high = 0, max(0, len(tokens) - room)
        if answer is not None:
            low, high = max(0, answer[1] + 1 - room), min(high, answer[0])
        start = self.chance.randint(min(low, high), high) if high else 0
        ids = [*before, *tokens[start : start + room], EOS_ID]
        span = (0, 0)
        if answer is not None and start <= answer[0] and answer[1] < start + room:
            span = (len(before) + answer[0] - start, len(before) + answer[1] - start)
        return View(ids, len(before), span)


def padded(views: Sequence[View], windows: int = 1) -> Batch:
    """Put windows side by side, padded to a multiple of 8 tokens."""
    longest = -(-max(len(view.ids) for view in views) // 8) * 8
    ids = np.full((len(views), longest), PAD_ID, np.int64)
    readable = np.zeros(ids.shape, np.bool_)
    mask = np.zeros(ids.shape, np.bool_)
    for row, view in enumerate(views):
        ids[row, : len(view.ids)] = view.ids
        mask[row, : len(view.ids)] = True
        readable[row, view.first : len(view.ids) - 1] = True
    return Batch(ids, mask, readable, np.array([view.span for view in views], np.int64), windows)
