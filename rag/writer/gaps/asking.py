"""How a sentence's own name fares against its rivals when the reader is asked for it.

The reader gives every span of a passage a score. The best of the spans that touch a place where
the passage has what the sentence says is compared with the best of those that touch a rival: a name
in its own place is ahead, one that took another's is behind. Spans that touch neither are let be
there, since the reader answers «the local authorities» too where a sentence names them. Besides it
is looked at how much of all that the reader thinks possible falls to the sentence's own, and
whether it finds the question answered at all. What each of this counts is weighed with what the
verifier's network says (:class:`rag.writer.verifier.Scale`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from index.encoders.loading import load_default
from rag.reader.model import Logits, Model
from rag.reader.windows import Window, tokens, windows
from rag.writer.gaps.questions import Gap, Place, gaps

LONGEST: Final = 14
"""Tokens of a span; names and amounts are shorter."""

BESIDE: Final = 4
"""Tokens of a rival's span that are none of its own: what is longer tells of something in which the
rival is only named («las reglas de la FIFA dicen que solo los campeones»). On statements by hand of
the part to learn from, where one name in twenty is refused that its passage carries, 60 of a
hundred exchanged ones are told with this bound and 48 without it."""

BOUND: Final = 20.0
"""Logits beyond which it makes no difference how far one is ahead of the other."""

CERTAIN: Final = 6.0
"""The same for whether the passage answers at all; of statements by hand those that are carried
have -1 to 3."""


@dataclass(frozen=True, slots=True)
class Answered:
    """What the reader said of one gap.

    :param ahead: how far the sentence's own is ahead of its rivals, in logits, within
        :data:`BOUND`; below zero where it is behind.
    :param sure: logarithm of the share that the spans which touch the sentence's own have of all
        spans and of none, from -:data:`BOUND` to 0.
    :param answerable: the reader's logit that the passage answers, within :data:`CERTAIN`.
    """

    gap: Gap
    ahead: float
    sure: float = 0.0
    answerable: float = 0.0


@dataclass(frozen=True, slots=True)
class Heard:
    """What the reader said of all of a sentence's gaps: the worst of each, 0 where none was asked.

    :param asked: 1 where a gap was asked for.
    :param behind: how far the worst is behind its rivals, in logits, 0 or less.
    """

    asked: float = 0.0
    behind: float = 0.0
    sure: float = 0.0
    answerable: float = 0.0


class Asker:
    """Puts gaps to the reader; safe to share between threads.

    :param model: the reader's weights, loaded when first needed.
    """

    def __init__(self, model: Model) -> None:
        self._model = model

    def prepare(self) -> None:
        """Begin to load the reader's weights."""
        self._model.prepare()

    def answered(self, sentence: str, passage: str) -> list[Answered]:
        """Each gap of a sentence with how its own fares; none where nothing has a rival.

        :raises ReaderError: the reader's weights are missing or damaged.
        """
        asked = gaps(sentence, passage)
        if not asked:
            return []
        tokenizer = load_default().runtime.tokenizer_for(sentence, passage)
        there = tokens(tokenizer, passage)
        put = [windows(tokens(tokenizer, gap.question).ids, [], there)[0] for gap in asked]
        read = self._model.run([window.ids for window in put])
        return [
            answered(gap, window, logits)
            for gap, window, logits in zip(asked, put, read, strict=True)
        ]


def heard(every: Sequence[Answered]) -> Heard:
    """The worst of what was said of a sentence's names and figures."""
    if not every:
        return Heard()
    return Heard(
        1.0,
        min(0.0, *(each.ahead for each in every)),
        min(each.sure for each in every),
        min(each.answerable for each in every),
    )


def answered(gap: Gap, window: Window, logits: Logits) -> Answered:
    """What the reader's logits say of a gap."""
    return Answered(
        gap,
        ahead(logits, window, gap.held, gap.rivals),
        sure(logits, window, gap.held),
        float(np.clip(logits.answerable, -CERTAIN, CERTAIN)),
    )


def ahead(logits: Logits, window: Window, held: Sequence[Place], rivals: Sequence[Place]) -> float:
    """How far the best span that touches one of some places is over the best that touches a rival
    and none of them, in logits, within :data:`BOUND`; 0 where a window shows none of the former.
    """
    count = len(window.offsets)
    sums, spans = _spans(logits, window)
    own, of_rivals = _touching(window, held), _touching(window, rivals)
    length = np.arange(count)[None, :] - np.arange(count)[:, None] + 1
    short = (of_rivals > 0) & (length - of_rivals <= BESIDE)
    best = sums[spans & (own > 0)].max(initial=-np.inf)
    other = sums[spans & (own == 0) & short].max(initial=-np.inf)
    if np.isneginf(best):
        return 0.0
    return float(np.clip(best - other, -BOUND, BOUND))


def sure(logits: Logits, window: Window, held: Sequence[Place]) -> float:
    """Logarithm of the share that the spans which touch some places have of all spans and of none,
    from -:data:`BOUND` to 0; 0 where a window shows none of the places."""
    sums, spans = _spans(logits, window)
    own = spans & (_touching(window, held) > 0)
    if not own.any():
        return 0.0
    none = float(logits.start[0] + logits.end[0])
    share = np.logaddexp.reduce(sums[own]) - np.logaddexp(np.logaddexp.reduce(sums[spans]), none)
    return float(max(share, -BOUND))


def _spans(logits: Logits, window: Window) -> tuple[NDArray[np.float64], NDArray[np.bool_]]:
    """The score of each span of a window's passage, first token by last one, and which of them are
    no longer than :data:`LONGEST`."""
    count = len(window.offsets)
    first = slice(window.first, window.first + count)
    start, end = logits.start[first].astype(np.float64), logits.end[first].astype(np.float64)
    spans = np.tri(count, k=LONGEST - 1, dtype=bool) & ~np.tri(count, k=-1, dtype=bool)
    return start[:, None] + end[None, :], spans


def _touching(window: Window, places: Sequence[Place]) -> NDArray[np.int64]:
    """Of each first token (rows) and last one (columns), how many tokens of the span between touch
    one of some places."""
    inside = [any(a < high and low < b for low, high in places) for a, b in window.offsets]
    before = np.concatenate([[0], np.cumsum(inside)]).astype(np.int64)
    touching: NDArray[np.int64] = before[None, 1:] - before[:-1, None]
    return touching
