"""Labelled passages as arrays: a row for each word that may be of a name.

The encoder is not trained, so each passage is read once and what it computed is kept: some 25,000
rows from 660 passages.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
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

SPLIT: Final = 5
"""Seed of the draw of articles that are kept for tuning."""


@dataclass(frozen=True, slots=True)
class Words:
    """Words that may be of names.

    :param states: of the first and the last token of each side by side, float16 (words, 2 · width).
    :param seen: what they look like, float32 (words, looks).
    :param tags: what they are, int64 (words,).
    :param follows: how often one tag stands before another, float64 (tags, tags).
    """

    states: NDArray[np.float16]
    seen: NDArray[np.float32]
    tags: NDArray[np.int64]
    follows: NDArray[np.float64]


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
        chosen = [places[at] for at in positions.tolist()]
        first, last = tokens_of(chosen, offsets)
        states.append(np.concatenate([own[first], own[last]], axis=1).astype(np.float16))
        seen.append(looks(text, places)[positions])
        found = tags_of(passage, [(start - begin, end - begin) for start, end in chosen])
        for at in np.flatnonzero(np.diff(positions) == 1).tolist():
            follows[found[at], found[at + 1]] += 1
        tags.append(found)
    return Words(np.concatenate(states), np.concatenate(seen), np.concatenate(tags), follows)


def tuning_articles(passages: Sequence[LabelledPassage]) -> set[str]:
    """Return a sixth of the articles marked ``train``, drawn once for all: what layers and weights
    were chosen on."""
    articles = sorted({each.article for each in passages if each.part == "train"})
    random.Random(SPLIT).shuffle(articles)
    return set(articles[: len(articles) // 6])


def tags_of(passage: LabelledPassage, places: Sequence[tuple[int, int]]) -> NDArray[np.int64]:
    """Return the tags of words at places in a passage: 0, or beginning or going on with a kind."""
    tags = np.zeros(len(places), np.int64)
    for mention in passage.mentions:
        inside = [
            at
            for at, (start, end) in enumerate(places)
            if start < mention.end and end > mention.start
        ]
        for number, at in enumerate(inside):
            tags[at] = 1 + 2 * KINDS.index(mention.kind) + (number > 0)
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
