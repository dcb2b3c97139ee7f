"""Labelled passages as arrays: a row for each word that may be of a name.

The encoder is not trained, so each passage is read once and what it computed is kept: some 38
rows a passage.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from index.encoders.bundled import BundledEncoder
from index.encoders.e5.reference import PROMPTS
from index.encoders.naming.decoding import TAGS
from index.encoders.naming.words import likely, looks, tokens_of, words_of
from index.text.searched_text import searchable
from index.types import KINDS
from rag.entities.labels import LabelledPassage

UNSETTLED: Final = -100
"""The tag of a word of which it is not settled what it is."""

SPLIT: Final = 5
"""Seed of the draw of articles that are kept for tuning."""


@dataclass(frozen=True, slots=True)
class Words:
    """Words that may be of names, passage by passage, in order.

    :param states: of the first and the last token of each side by side, float16 (words, 2 · width).
    :param seen: what they look like, float32 (words, looks).
    :param tags: what they are, or :data:`UNSETTLED`, int64 (words,).
    :param lengths: how many of them each passage has, none without any.
    :param follows: how often one tag stands before another, float64 (tags, tags).
    """

    states: NDArray[np.float16]
    seen: NDArray[np.float32]
    tags: NDArray[np.int64]
    lengths: tuple[int, ...]
    follows: NDArray[np.float64]

    def places(self) -> Iterator[tuple[int, int]]:
        """Yield the first row of each passage, and one past its last."""
        ends = np.cumsum(self.lengths).tolist()
        return zip([0, *ends[:-1]], ends, strict=True)


def words(encoder: BundledEncoder, passages: Sequence[LabelledPassage]) -> Words:
    """Read the passages, as ``add`` does, and return their words with their tags."""
    prefix = PROMPTS["document"]
    texts = [prefix + searchable(passage.title, passage.text) for passage in passages]
    tokens = encoder.runtime.tokens_and_places(texts)
    runs = encoder.runtime.embed_and_see([ids for ids, _ in tokens])
    states, seen, tags = [], [], []
    follows = np.ones((TAGS, TAGS))
    for passage, text, (_, offsets), (_, own) in zip(passages, texts, tokens, runs, strict=True):
        begin = len(text) - len(passage.text)
        places = words_of(text, begin, max(end for _, end in offsets))
        positions = likely(text, places)
        if not len(positions):
            continue
        chosen = [places[at] for at in positions.tolist()]
        first, last = tokens_of(chosen, offsets)
        states.append(np.concatenate([own[first], own[last]], axis=1).astype(np.float16))
        seen.append(looks(text, places)[positions])
        found = tags_of(passage, [(start - begin, end - begin) for start, end in chosen])
        for at in np.flatnonzero(np.diff(positions) == 1).tolist():
            if UNSETTLED not in (found[at], found[at + 1]):
                follows[found[at], found[at + 1]] += 1
        tags.append(found)
    lengths = tuple(map(len, tags))
    return Words(
        np.concatenate(states), np.concatenate(seen), np.concatenate(tags), lengths, follows
    )


def tuning_articles(passages: Sequence[LabelledPassage]) -> set[str]:
    """Return a sixth of the articles marked ``train``, drawn once for all: what layers and weights
    were chosen on."""
    articles = sorted({each.article for each in passages if each.part == "train"})
    random.Random(SPLIT).shuffle(articles)
    return set(articles[: len(articles) // 6])


def tags_of(passage: LabelledPassage, places: Sequence[tuple[int, int]]) -> NDArray[np.int64]:
    """Return the tags of words at places in a passage: 0, beginning or going on with a kind, or
    :data:`UNSETTLED`."""
    tags = np.zeros(len(places), np.int64)
    for mention in passage.mentions:
        inside = [
            at
            for at, (start, end) in enumerate(places)
            if start < mention.end and end > mention.start
        ]
        for number, at in enumerate(inside):
            tags[at] = 1 + 2 * KINDS.index(mention.kind) + (number > 0)
    for at, (start, end) in enumerate(places):
        if any(start < other[1] and end > other[0] for other in passage.unsettled):
            tags[at] = UNSETTLED
    return tags


def following(counts: NDArray[np.float64], weight: float, most: float) -> NDArray[np.float32]:
    """Return what one tag before another adds: how much oftener than by chance it stands there, as
    a logarithm.

    :param weight: of it beside the words' own scores.
    :param most: what it is cut to before it is weighed.
    """
    chance = counts.sum(axis=0) / counts.sum()
    ratio = np.log(counts / counts.sum(axis=1, keepdims=True)) - np.log(chance)
    table: NDArray[np.float32] = (weight * np.clip(ratio, -most, most)).astype(np.float32)
    return table
