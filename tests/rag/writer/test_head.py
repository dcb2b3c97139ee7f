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
from rag.writer.gaps.asking import LATE, Heard
from rag.writer.head import Head, aligned, gelu, packed, unpacked
from rag.writer.verifier import CARD, SHOWN, WEIGHTS, Margins, Scale, TrainedVerifier, excerpt

SHAPES = {
    "norm": (384,), "compare": (128, 1537), "context": (128, 256), "judge": (64, 384),
    "label": (3, 64),
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
    np.savez(buffer, **packed(state(seed), state(seed + 1)))
    return buffer.getvalue()


def test_the_weights_fit_beside_the_others() -> None:
    assert len(raw()) < 3_000_000, "bytes; all heads together have five million"


@pytest.mark.slow
def test_numpy_computes_what_torch_learned() -> None:
    import torch

    from rag.training.verifier.network import Network

    states = np.random.default_rng(1).normal(size=(40, 384)).astype(np.float32)
    said, beside, near = aligned(states, 14)
    assert said.shape == beside.shape == (11, 384)
    told = []
    for weights in unpacked(packed(state(0), state(1))):
        network = Network().eval()
        network.load_state_dict({n: torch.from_numpy(value) for n, value in weights.items()})
        # Padding counts for nothing.
        rows = [torch.nn.functional.pad(torch.from_numpy(a), (0, 0, 0, 5)) for a in (said, beside)]
        length = torch.nn.functional.pad(torch.from_numpy(near), (0, 5))
        mask = torch.tensor([1.0] * 11 + [0.0] * 5)
        with torch.no_grad():
            told.append(network(*(each[None] for each in (*rows, length, mask)))[0].numpy())
    assert np.allclose(Head(raw()).logits(states, 14), np.mean(told, 0), atol=5e-3)


def test_each_token_lies_beside_the_one_that_is_nearest() -> None:
    states = np.eye(384, dtype=np.float32)[[9, 1, 2, 9, 9, 2, 5, 1, 9]]
    said, beside, near = aligned(states, 5)
    assert said.argmax(1).tolist() == beside.argmax(1).tolist() == [1, 2]
    assert np.allclose(near, 1)


def test_int8_is_near_and_vectors_stay_as_they_are() -> None:
    before, after = state(), unpacked(packed(state()))[0]
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
    card = {"sha256": "0" * 64, "read": "0" * 64, "threshold": 0.5,
            "scale": {"supported": 1.0, "words": 0.0, "bias": 0.0}}  # fmt: skip
    (tmp_path / CARD).write_text(json.dumps(card), encoding="utf-8")
    (tmp_path / WEIGHTS).write_bytes(raw())
    with pytest.raises(ReaderError, match="está dañado"):
        TrainedVerifier(tmp_path).verdict("Llovió.", "Llovió.")
    (tmp_path / CARD).write_text("[]", encoding="utf-8")
    with pytest.raises(ReaderError, match="ficha"):
        TrainedVerifier(tmp_path).verdict("Llovió.", "Llovió.")


def test_what_both_networks_and_the_reader_say_is_weighed() -> None:
    scale = Scale(supported=1.0, words=0.0, bias=0.0, asked=-0.5, behind=0.5, read=2.0)
    carried, not_there = Margins(1.0, 2.0), Margins(1.0, -2.0)
    assert scale.chance(carried, 0.5, Heard()) > 0.9 > 0.1 > scale.chance(not_there, 0.5, Heard())
    least, most = scale.bounds(carried, 0.5)
    for said in (Heard(), Heard(1.0), Heard(1.0, -2.0), Heard(1.0, -LATE)):
        assert least <= scale.chance(carried, 0.5, said) <= most
    assert least == scale.chance(carried, 0.5, Heard(1.0, -LATE))


def test_margins_are_of_being_carried_over_all_else() -> None:
    even, sure = np.zeros(3, np.float32), np.array([-9.0, -9.0, 9.0], np.float32)
    margins = Margins.of(even, sure)
    assert margins.seen == pytest.approx(-np.log(2))
    assert margins.read > 10
