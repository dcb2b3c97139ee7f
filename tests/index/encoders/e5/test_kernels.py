"""Sums of products come out whole, whatever the processor."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import onnxruntime
import pytest
from numpy.typing import NDArray
from onnx import ModelProto, TensorProto, helper, numpy_helper

from index.encoders.e5 import kernels
from index.encoders.e5.optimized import tune, unsigned

DEPTH, COLUMNS = 256, 16


@pytest.fixture
def processor(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    monkeypatch.setattr(kernels, "_PROCESSOR", tmp_path / "cpuinfo")
    monkeypatch.setattr("platform.machine", lambda: "x86_64")
    kernels.lossless.cache_clear()
    yield tmp_path / "cpuinfo"
    kernels.lossless.cache_clear()


@pytest.mark.parametrize(
    ("flags", "lossless"),
    [
        ("fpu sse4_1 avx2", False),
        ("fpu avx2 avx512f avx512bw", False),
        ("fpu avx2 avx512f avx512_vnni", True),
        ("fpu avx2 avx_vnni", True),
    ],
)
def test_the_processors_flags_decide(processor: Path, flags: str, *, lossless: bool) -> None:
    processor.write_text(f"model name\t: Any\nflags\t\t: {flags}\n", encoding="utf-8")
    assert kernels.lossless() is lossless
    assert (kernels.suffix() == "") is lossless


def test_a_processor_that_is_not_known_is_taken_for_one_that_loses(processor: Path) -> None:
    assert not processor.exists()
    assert not kernels.lossless()


def test_others_than_x86_lose_nothing(processor: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert not processor.exists()
    monkeypatch.setattr("platform.machine", lambda: "aarch64")
    assert kernels.lossless()


def product(weights: NDArray[np.int8]) -> ModelProto:
    constants = {
        "w": weights,
        "scale": np.ones(COLUMNS, np.float32),
        "zero": np.zeros(COLUMNS, np.int8),
    }
    node = helper.make_node(
        "DynamicQuantizeMatMul", ["in", *constants], ["out"], domain="com.microsoft"
    )
    graph = helper.make_graph(
        [node],
        "product",
        [helper.make_tensor_value_info("in", TensorProto.FLOAT, [1, DEPTH])],
        [helper.make_tensor_value_info("out", TensorProto.FLOAT, [1, COLUMNS])],
        [numpy_helper.from_array(value, name) for name, value in constants.items()],
    )
    imports = [helper.make_opsetid("", 17), helper.make_opsetid("com.microsoft", 1)]
    return helper.make_model(graph, opset_imports=imports, ir_version=9)


def run(model: ModelProto, value: NDArray[np.float32]) -> NDArray[np.float32]:
    session = onnxruntime.InferenceSession(model.SerializeToString())
    (out,) = session.run(None, {"in": value})
    return np.asarray(out, np.float32)


def test_the_largest_sums_are_exact_on_this_processor() -> None:
    """Values from 0 to 255 are their own small integers, so that nothing is rounded."""
    value = np.full((1, DEPTH), 255, np.float32)
    value[0, ::5] = 0
    weights = np.full((DEPTH, COLUMNS), 127, np.int8)
    weights[:, 1::2] = -127
    expected = value @ weights.astype(np.float32)
    np.testing.assert_allclose(run(tune(product(weights)), value), expected, rtol=1e-6)


def test_unsigned_weights_give_what_signed_ones_give() -> None:
    drawn = np.random.default_rng(3)
    weights = drawn.integers(-60, 60, (DEPTH, COLUMNS)).astype(np.int8)  # too small to be cut off
    value = drawn.integers(-100, 155, (1, DEPTH)).astype(np.float32)
    before, after = run(product(weights), value), run(unsigned(product(weights)), value)
    np.testing.assert_allclose(after, before, rtol=1e-6)
