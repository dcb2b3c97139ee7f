"""The same words give the same head, to the byte, and it has learnt them and what stands beside."""

from __future__ import annotations

import numpy as np
import onnxruntime
import pytest
import torch

from index.encoders.naming.decoding import TAGS
from rag.training.names.export import graph
from rag.training.names.learning import Network, Passages, fit
from rag.training.names.words import UNSETTLED, Words


@pytest.fixture(scope="module")
def few() -> Words:
    """Words in passages of six, whose tags the state of the word before tells."""
    draw = np.random.default_rng(7)
    told = draw.integers(0, TAGS, 601)
    states = draw.normal(size=(600, 24)) + 4 * np.eye(24)[told[1:]]
    tags = told[:-1].copy()
    tags[::6] = UNSETTLED
    seen = draw.integers(0, 2, (600, 5)).astype(np.float32)
    return Words(states.astype(np.float16), seen, tags, (6,) * 100, np.ones((TAGS, TAGS)))


def made(words: Words, seed: int, epochs: int = 2) -> bytes:
    threads = torch.get_num_threads()
    torch.set_num_threads(1)
    try:
        sets = [Passages(words, 0.5), Passages(words)]
        raw: bytes = graph(fit(sets, seed, epochs)).SerializeToString()
    finally:
        torch.set_num_threads(threads)
    return raw


def test_the_same_words_and_seed_give_the_same_file(few: Words) -> None:
    one = made(few, 3)
    assert made(few, 3) == one
    assert made(few, 4) != one


def test_what_the_words_beside_tell_is_learnt(few: Words) -> None:
    session = onnxruntime.InferenceSession(
        made(few, 0, epochs=40), providers=["CPUExecutionProvider"]
    )
    right = []
    for start, end in few.places():
        given = {"states": few.states[start:end].astype(np.float32), "looks": few.seen[start:end]}
        (scores,) = session.run(["scores"], given)
        assert np.exp(scores).sum(axis=1) == pytest.approx(1, abs=1e-3)
        right += (np.argmax(scores, axis=1) == few.tags[start:end])[1:].tolist()
    assert np.mean(right) > 0.9


def test_what_parts_passages_says_nothing_to_the_words_beside_it() -> None:
    torch.manual_seed(0)
    network = Network(4, 3, heads=2).eval()
    states, looks = torch.randn(5, 4), torch.randn(5, 3)
    alone = network(states, looks, torch.ones(5))
    more = torch.cat([states, torch.randn(2, 4)]), torch.cat([looks, torch.randn(2, 3)])
    real = torch.tensor([1.0] * 5 + [0.0] * 2)
    assert torch.allclose(network(*more, real)[:5], alone, atol=1e-6)
