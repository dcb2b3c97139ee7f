"""A start of a few thousand weights, to try the training's machinery on."""

from __future__ import annotations

import numpy as np

from index.encoders.e5.weights import BLOCK, Shape
from rag.training.start import PARTS, Start

SHAPE = Shape(
    hidden=64, layers=2, heads=2, feed_forward=128, vocabulary=80, positions=96, token_types=1,
    epsilon=1e-12,
)  # fmt: skip


def start(seed: int = 0) -> Start:
    """Random weights; of 80 token ids 60 have a row of their own."""
    chance = np.random.default_rng(seed)
    vectors, nibbles, scales = {}, {}, {}

    def packed(name: str, count: int) -> None:
        nibbles[name] = chance.integers(0, 256, count // 2, dtype=np.uint8)
        scales[name] = chance.uniform(0.01, 0.02, count // BLOCK).astype(np.float16)

    for layer in range(SHAPE.layers):
        for part in PARTS:
            name = f"l{layer}.{part}"
            size = SHAPE.feed_forward if part == "fi" else SHAPE.hidden
            vectors[f"{name}.b"] = chance.normal(0, 0.02, size).astype(np.float32)
            if part.endswith("ln"):
                vectors[f"{name}.w"] = np.ones(size, np.float32)
            else:
                inputs = SHAPE.feed_forward if part == "fo" else SHAPE.hidden
                packed(f"{name}.w", size * inputs)
    packed("emb.word", 60 * SHAPE.hidden)
    positions = SHAPE.positions * SHAPE.hidden
    vectors["emb.pos"] = chance.normal(0, 0.1, positions).astype(np.float32)
    vectors["emb.type"] = chance.normal(0, 0.1, SHAPE.hidden).astype(np.float32)
    vectors["emb.ln.w"] = np.ones(SHAPE.hidden, np.float32)
    vectors["emb.ln.b"] = np.zeros(SHAPE.hidden, np.float32)
    rows = np.minimum(np.arange(SHAPE.vocabulary), 59).astype(np.int32)
    return Start(SHAPE, rows, vectors, nibbles, scales)
