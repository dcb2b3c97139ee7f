"""The verifier's own weights: what NumPy computes is what torch learned, and damage is told."""

from __future__ import annotations

import io
import json
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rag.errors import ReaderError
from rag.writer.head import Head, gelu, packed, unpacked
from rag.writer.verifier import CARD, SHOWN, WEIGHTS, TrainedVerifier, excerpt

SHAPES = {
    **{f"first.{part}": (384, 384) for part in ("q", "k", "v", "ao")},
    **{f"second.{part}": (384, 384) for part in ("q", "k", "v", "ao")},
    "first.aln": (384,), "second.aln": (384,), "oln": (384,),
    "fi": (1536, 384), "fo": (384, 1536), "judge": (128, 1152), "label": (3, 128),
}  # fmt: skip


def state(seed: int = 0) -> dict[str, np.ndarray]:
    chance = np.random.default_rng(seed)
    made = {}
    for name, shape in SHAPES.items():
        made[f"{name}.weight"] = (chance.normal(size=shape) * 0.05).astype(np.float32)
        made[f"{name}.bias"] = (chance.normal(size=shape[0]) * 0.05).astype(np.float32)
    return made


def raw(seed: int = 0) -> bytes:
    buffer = io.BytesIO()
    np.savez(buffer, **packed(state(seed)))
    return buffer.getvalue()


def test_the_weights_fit_beside_the_others() -> None:
    assert len(raw()) < 3_000_000, "bytes; all heads together have five million"


@pytest.mark.slow
def test_numpy_computes_what_torch_learned() -> None:
    import torch

    from rag.training.verifier.network import Network

    network = Network().eval()
    weights = unpacked(packed(state()))
    network.load_state_dict({name: torch.from_numpy(value) for name, value in weights.items()})
    states = np.random.default_rng(1).normal(size=(40, 384)).astype(np.float32)
    said = torch.zeros(1, 40, dtype=torch.bool)
    said[:, :11] = True
    with torch.no_grad():
        learned = network(torch.from_numpy(states)[None], said, torch.ones(1, 40, dtype=torch.bool))
    assert np.allclose(Head(raw()).logits(states, 11), learned[0].numpy(), atol=2e-3)


def test_int8_is_near_and_vectors_stay_as_they_are() -> None:
    before, after = state(), unpacked(packed(state()))
    assert before.keys() == after.keys()
    for name, value in before.items():
        assert np.abs(value - after[name]).max() <= np.abs(value).max() / 250
        assert value.ndim > 1 or np.array_equal(value, after[name])


@given(st.floats(-8, 8))
def test_gelu_is_between_nothing_and_all(x: float) -> None:
    value = float(gelu(np.float32(x)))
    assert min(0.0, x) - 0.2 <= value <= max(0.0, x) + 1e-6


@settings(max_examples=30)
@given(st.lists(st.sampled_from(["Llovió en Lugo.", "El alcalde Arce dimitió ayer por la tarde.",
                                 "Nadie lo supo."]), min_size=1, max_size=90))  # fmt: skip
def test_of_a_long_passage_the_part_that_matters_is_looked_at(sentences: list[str]) -> None:
    passage = " ".join(sentences)
    shown = excerpt("Arce dimitió.", passage)
    assert shown in passage
    assert len(shown) <= max(SHOWN, 0) or len(passage) <= SHOWN
    if any("dimitió" in each for each in sentences):
        assert "dimitió" in shown


def test_a_passage_of_one_endless_sentence_is_looked_at_whole() -> None:
    assert excerpt("Arce dimitió", "palabra " * 400).startswith("palabra")


def test_weights_that_are_not_whole_are_not_used(tmp_path: Path) -> None:
    with pytest.raises(ReaderError, match="ficha del verificador"):
        TrainedVerifier(tmp_path).verdict("Llovió.", "Llovió.")
    card = {"sha256": "0" * 64, "threshold": 0.5,
            "scale": {"supported": 1.0, "words": 0.0, "bias": 0.0}}  # fmt: skip
    (tmp_path / CARD).write_text(json.dumps(card), encoding="utf-8")
    (tmp_path / WEIGHTS).write_bytes(raw())
    with pytest.raises(ReaderError, match="está dañado"):
        TrainedVerifier(tmp_path).verdict("Llovió.", "Llovió.")
    (tmp_path / CARD).write_text("[]", encoding="utf-8")
    with pytest.raises(ReaderError, match="ficha"):
        TrainedVerifier(tmp_path).verdict("Llovió.", "Llovió.")
