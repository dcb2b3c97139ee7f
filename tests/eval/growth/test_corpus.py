"""Recombined passages: as many as wanted, verbatim, of unit length, the same each time."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.testing import assert_allclose, assert_array_equal

from eval.cache import EmbeddingCache
from eval.datasets.types import PassageText
from eval.growth.corpus import (
    FEWEST,
    MOST,
    PER_DOCUMENT,
    Sentences,
    encode_sentences,
    likeness,
    recombine,
)
from index.text.analyzer import analyze
from tests.index.fakes import DIMENSION, FakeEncoder

PASSAGES = (
    PassageText(
        "a#1", "La cosecha de trigo fue buena. Llovió en abril. El molino trabajó todo mayo."
    ),
    PassageText("b#1", "El puente se cerró al tráfico. Nadie resultó herido."),
)


@pytest.fixture(scope="module")
def sentences() -> Sentences:
    return encode_sentences(PASSAGES, FakeEncoder(), EmbeddingCache(None))


def test_each_sentence_has_its_terms_and_vector(sentences: Sentences) -> None:
    assert sentences.bounds.tolist() == [0, 3, 5]
    assert sentences.texts[3] == "El puente se cerró al tráfico."
    assert sentences.terms[3] == " ".join(analyze(sentences.texts[3]))
    assert_allclose(sentences.vectors[3], FakeEncoder().vector(sentences.texts[3]))


@settings(max_examples=20)
@given(st.integers(0, 45), st.integers(0, 3))
def test_there_are_as_many_passages_as_asked_for_of_whole_sentences(size: int, seed: int) -> None:
    sentences = encode_sentences(PASSAGES, FakeEncoder(), EmbeddingCache(None))
    prepared = list(recombine(sentences, size, seed))
    assert sum(len(each.document.spans) for each in prepared) == size
    assert len({each.document.id for each in prepared}) == len(prepared) == -(-size // PER_DOCUMENT)
    for each in prepared:
        assert len(each.document.spans) == len(each.terms) == len(each.vectors)
        assert_allclose(np.linalg.norm(each.vectors, axis=1), 1, rtol=1e-5)
        for span, terms in zip(each.document.spans, each.terms, strict=True):
            text = each.document.text[span.start : span.end]
            found = [sentence for sentence in sentences.texts if sentence in text]
            assert found
            assert set(terms.split()) <= {t for s in found for t in analyze(s)}
            assert FEWEST <= text.count(".") <= MOST


def test_the_same_seed_makes_the_same_passages(sentences: Sentences) -> None:
    first, second = (list(recombine(sentences, 25)) for _ in range(2))
    assert [each.document for each in first] == [each.document for each in second]
    for one, other in zip(first, second, strict=True):
        assert_array_equal(one.vectors, other.vectors)
    assert next(recombine(sentences, 10, seed=9)).document != first[0].document


def test_made_vectors_lie_nearer_to_the_encoders_than_chance(sentences: Sentences) -> None:
    chance = np.random.default_rng(0).normal(size=(200, 2, DIMENSION))
    chance /= np.linalg.norm(chance, axis=2, keepdims=True)
    by_chance = float(np.abs((chance[:, 0] * chance[:, 1]).sum(axis=1)).mean())
    assert likeness(sentences, FakeEncoder(), 40) > 0.7 > by_chance
