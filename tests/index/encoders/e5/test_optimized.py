"""The tuned graph computes what the plain one does, with other operators."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import onnxruntime
import pytest
from numpy.typing import NDArray
from onnx import ModelProto

from index.encoders.e5.onnx_graph import EMBEDDING, Builder
from index.encoders.e5.optimized import tune, unsigned
from index.encoders.e5.runtime import session_options
from index.encoders.e5.weights import BLOCK, Shape

SHAPE = Shape(64, 2, 2, 128, 40, 24, 1, 1e-12)


@dataclass(frozen=True, slots=True)
class RandomWeights:
    """A network of two layers whose every weight is drawn."""

    drawn: np.random.Generator
    shape: Shape = SHAPE

    def vector(self, name: str) -> NDArray[np.float32]:
        sizes = {"emb.pos": SHAPE.positions * SHAPE.hidden, "fi.b": SHAPE.feed_forward}
        size = next((n for end, n in sizes.items() if name.endswith(end)), SHAPE.hidden)
        mean = 1.0 if name.endswith("ln.w") else 0.0
        return self.drawn.normal(mean, 0.3, size).astype(np.float32)

    def matrix(self, name: str, rows: int) -> NDArray[np.float32]:
        columns = SHAPE.feed_forward if name.endswith("fo.w") else SHAPE.hidden
        return self.drawn.normal(0, columns**-0.5, (rows, columns)).astype(np.float32)

    def blocks(self, name: str) -> tuple[NDArray[np.uint8], NDArray[np.float32]]:
        count = SHAPE.vocabulary * SHAPE.hidden // BLOCK
        return self.drawn.integers(0, 16, (count, BLOCK), np.uint8), np.full(count, 0.1, np.float32)


def plain() -> ModelProto:
    drawn = np.random.default_rng(8)
    maxima = drawn.uniform(1, 4, (SHAPE.layers, 2, SHAPE.hidden)).astype(np.float32)
    return Builder(RandomWeights(drawn), maxima).build()


def operators(model: ModelProto) -> list[str]:
    return [node.op_type for node in model.graph.node]


def vector(model: ModelProto, ids: list[int]) -> NDArray[np.float32]:
    session = onnxruntime.InferenceSession(model.SerializeToString(), session_options(threads=1))
    (found,) = session.run([EMBEDDING], {"input_ids": np.array([ids], np.int64)})
    return np.asarray(found[0], np.float32)


@pytest.mark.parametrize("ids", [[0, 2], [0, 7, 39, 7, 11, 2], list(range(24))])
def test_the_vector_stays_within_what_int8_rounds_off(ids: list[int]) -> None:
    before, after = vector(unsigned(plain()), ids), vector(tune(plain()), ids)
    assert np.linalg.norm(after) == pytest.approx(1, abs=1e-5)
    assert float(before @ after) > 0.999


def test_nothing_slow_is_left_and_nothing_is_lost() -> None:
    before, after = operators(plain()), operators(tune(plain()))
    assert not {"SkipLayerNormalization", "BiasGelu"} & set(after)
    assert after.count("LayerNormalization") == 1 + before.count("SkipLayerNormalization")
    for kept in ("DynamicQuantizeMatMul", "MultiHeadAttention", "Split", "Div"):
        assert after.count(kept) == before.count(kept) > 0


def test_every_bias_is_added_once() -> None:
    model = tune(plain())
    biases = {f"l{n}.{part}.b" for n in range(SHAPE.layers) for part in ("qkv", "ao", "fi", "fo")}
    used = [name for node in model.graph.node for name in node.input if name in biases]
    assert sorted(used) == sorted(biases)


def test_tuning_a_tuned_graph_changes_nothing() -> None:
    once = tune(plain()).SerializeToString()
    assert tune(ModelProto.FromString(once)).SerializeToString() == once
