"""Questions with several passages each, as padded arrays of one shape a batch.

A group is one question with as many windows as every other group has: passages that answer
it, and passages that do not, the hardest more often.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from rag.training.lent.data import Questions

ORIGINAL: Final = 0.7
"""Chance of the question as it was written, where there is a noisy wording."""

TITLED: Final = 0.5
"""Chance of a passage with its headline: the reader must do with and without."""

ANYWHERE: Final = 0.1
"""Chance of a passage from anywhere instead of one that misleads."""

POOLED: Final = 32
"""Batches whose questions are sorted by length together, to save padding."""


@dataclass(frozen=True, slots=True)
class Batch:
    """Windows of several groups, group after group.

    :param ids: int64 (windows in all, tokens).
    :param mask: bool, of the same shape: real tokens.
    :param readable: bool, of the same shape: tokens of the passage.
    :param spans: int64 (windows in all, spans at most, 2): first and last token of each
        answer, zeros where there is no further one.
    :param first: int64 (windows in all,): place of the passage's first token.
    :param windows: of a group.
    """

    ids: NDArray[np.int64]
    mask: NDArray[np.bool_]
    readable: NDArray[np.bool_]
    spans: NDArray[np.int64]
    first: NDArray[np.int64]
    windows: int


@dataclass(frozen=True, slots=True)
class View:
    """One window: ids, where its passage begins, and the answers' places."""

    ids: NDArray[np.int32]
    first: int
    spans: list[tuple[int, int]]


@dataclass(slots=True)
class Batches:
    """Draws groups anew every time round.

    :param shares: how often a question of each kind is asked in a pass, fractions by chance.
    :param groups: of a batch.
    :param windows: of a group.
    :param window: tokens of a window at most.
    """

    data: Questions
    shares: Mapping[str, float]
    groups: int
    windows: int
    window: int
    seed: int

    def __iter__(self) -> Iterator[Batch]:
        """One pass; another one the next time."""
        chance = random.Random(self.seed)
        self.seed += 1
        for rows in self._drawn(chance):
            yield padded(
                [view for row in rows for view in self._group(row, chance)],
                self.data.marks[1],
                self.windows,
            )

    def _drawn(self, chance: random.Random) -> list[list[int]]:
        rows: list[int] = []
        for row in self.data.rows("train").tolist():
            share = self.shares.get(self.data.kinds[self.data.kind[row]], 0.0)
            rows += [row] * (int(share) + (chance.random() < share % 1))
        chance.shuffle(rows)
        pool = self.groups * POOLED
        batches: list[list[int]] = []
        for start in range(0, len(rows), pool):
            near = sorted(rows[start : start + pool], key=self._length)
            batches += [near[i : i + self.groups] for i in range(0, len(near), self.groups)]
        chance.shuffle(batches)
        return [batch for batch in batches if len(batch) == self.groups]

    def _length(self, row: int) -> int:
        answers = self.data.answers[row]
        passage = answers[0, 0] if len(answers) else self.data.others[row][0]
        return len(self.data.texts[self.data.passages[passage, 1]])

    def _group(self, row: int, chance: random.Random) -> list[View]:
        spans: dict[int, list[tuple[int, int]]] = {}
        for passage, first, last in self.data.answers[row].tolist():
            spans.setdefault(passage, []).append((first, last))
        near = [passage for passage in self.data.others[row].tolist() if passage not in spans]
        right = chance.sample(list(spans), len(spans)) if spans else near[:1]
        # Half of the windows beside the first may answer too, where there are such passages.
        chosen = right[: 1 + sum(chance.random() < 0.5 for _ in right[1 : self.windows])]
        near = [passage for passage in near if passage not in chosen]
        while len(chosen) < self.windows:
            weights = [1 / (rank + 1) for rank in range(len(near))]
            if near and chance.random() >= ANYWHERE:
                pick = chance.choices(near, weights)[0]
                near.remove(pick)
            else:
                pick = chance.randrange(len(self.data.passages))
            if pick not in chosen and pick not in spans:
                chosen.append(pick)
        first, count = self.data.asked[row].tolist()
        noisy = count > 1 and chance.random() > ORIGINAL
        question = self.data.texts[first + (chance.randrange(1, count) if noisy else 0)]
        return [self._view(question, p, spans.get(p, []), chance) for p in chosen]

    def _view(
        self,
        question: NDArray[np.int32],
        passage: int,
        spans: Sequence[tuple[int, int]],
        chance: random.Random,
    ) -> View:
        """A window of the passage that holds one of its answers."""
        before = [question, *headline(self.data, passage)][: 2 if chance.random() < TITLED else 1]
        tokens = self.data.texts[self.data.passages[passage, 1]]
        room = self.window - sum(map(len, before)) - 1
        low, high = 0, max(0, len(tokens) - room)
        if spans:
            held = chance.choice(spans)
            low, high = max(0, held[1] + 1 - room), min(high, held[0])
        start = chance.randint(min(low, high), high)
        return view(before, tokens[start : start + room], self.data.marks[0], start, spans)


def headline(data: Questions, passage: int) -> list[NDArray[np.int32]]:
    """The passage's title, where it has one."""
    row = int(data.passages[passage, 0])
    return [] if row < 0 else [data.texts[row]]


def view(
    before: Sequence[NDArray[np.int32]],
    tokens: NDArray[np.int32],
    end: int,
    start: int,
    spans: Sequence[tuple[int, int]],
) -> View:
    """A window of some of a passage's tokens, those from ``start`` on."""
    first = sum(map(len, before))
    ids = np.concatenate([*before, tokens, np.array([end], np.int32)])
    moved = [
        (a - start + first, b - start + first)
        for a, b in spans
        if a >= start and b < start + len(tokens)
    ]
    return View(ids, first, moved)


def padded(views: Sequence[View], pad: int, windows: int = 1) -> Batch:
    """Windows side by side, padded to a multiple of 8 tokens."""
    longest = -(-max(len(view.ids) for view in views) // 8) * 8
    most = max(1, *(len(view.spans) for view in views))
    ids = np.full((len(views), longest), pad, np.int64)
    spans = np.zeros((len(views), most, 2), np.int64)
    for row, one in enumerate(views):
        ids[row, : len(one.ids)] = one.ids
        if one.spans:
            spans[row, : len(one.spans)] = one.spans
    lengths = np.array([len(view.ids) for view in views])[:, None]
    first = np.array([view.first for view in views])
    place = np.arange(longest)[None, :]
    readable = (place >= first[:, None]) & (place < lengths - 1)
    return Batch(ids, place < lengths, readable, spans, first, windows)
