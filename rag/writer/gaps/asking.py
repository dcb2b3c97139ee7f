"""How a sentence's own name fares against its rivals when the reader is asked for it.

The reader gives every span of a passage a score. The best of the spans that touch a place where
the passage has what the sentence says is compared with the best of those that touch a rival: a name
in its own place is ahead, one that took another's is behind. Spans that touch neither are let be,
since the reader answers «the local authorities» too where a sentence names them. What being behind
counts is weighed with what the verifier's network says (:class:`rag.writer.verifier.Scale`).
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

LATE: Final = 5.0
"""Logits behind beyond which it makes no difference. Weighed without a bound, names exchanged in
prose are caught less (.66 instead of .72 where four in five of what is carried are shown), as they
are with one of 8 (.66); 3 and 4 have .68 and .72 (five parts of the fitting half in turn, by what
``python -m rag.training.verifier`` keeps)."""


@dataclass(frozen=True, slots=True)
class Answered:
    """What the reader said of one gap.

    :param ahead: how far the sentence's own is ahead of its rivals, in logits, within
        :data:`BOUND`; below zero where it is behind.
    """

    gap: Gap
    ahead: float


@dataclass(frozen=True, slots=True)
class Heard:
    """What the reader said of all of a sentence's gaps.

    :param asked: 1 where a gap was asked for, else 0.
    :param behind: how far the worst is behind its rivals, in logits from -:data:`LATE` to 0.
    """

    asked: float = 0.0
    behind: float = 0.0


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
            Answered(gap, ahead(logits, window, gap.held, gap.rivals))
            for gap, window, logits in zip(asked, put, read, strict=True)
        ]


def heard(every: Sequence[Answered]) -> Heard:
    """The worst of what was said of a sentence's names and figures."""
    if not every:
        return Heard()
    return Heard(1.0, float(np.clip(min(each.ahead for each in every), -LATE, 0.0)))


def ahead(logits: Logits, window: Window, held: Sequence[Place], rivals: Sequence[Place]) -> float:
    """How far the best span that touches one of some places is over the best that touches a rival
    and none of them, in logits, within :data:`BOUND`; 0 where a window shows none of the former.
    """
    count = len(window.offsets)
    first = slice(window.first, window.first + count)
    sums = logits.start[first][:, None] + logits.end[first][None, :]
    spans = np.tri(count, k=LONGEST - 1, dtype=bool) & ~np.tri(count, k=-1, dtype=bool)
    own, of_rivals = _touching(window, held), _touching(window, rivals)
    length = np.arange(count)[None, :] - np.arange(count)[:, None] + 1
    short = (of_rivals > 0) & (length - of_rivals <= BESIDE)
    best = sums[spans & (own > 0)].max(initial=-np.inf)
    other = sums[spans & (own == 0) & short].max(initial=-np.inf)
    if np.isneginf(best):
        return 0.0
    return float(np.clip(best - other, -BOUND, BOUND))


def _touching(window: Window, places: Sequence[Place]) -> NDArray[np.int64]:
    """Of each first token (rows) and last one (columns), how many tokens of the span between touch
    one of some places."""
    inside = [any(a < high and low < b for low, high in places) for a, b in window.offsets]
    before = np.concatenate([[0], np.cumsum(inside)]).astype(np.int64)
    touching: NDArray[np.int64] = before[None, 1:] - before[:-1, None]
    return touching
