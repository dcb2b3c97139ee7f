from __future__ import annotations

import numpy as np
import onnxruntime
import pytest
import torch
from onnx import ModelProto

from rag.training.export import ReaderBuilder, TrainedModel, export
from rag.training.network import Network
from tests.rag.training.tiny import start

WINDOWS = [[0, *range(5, 5 + count), 2] for count in (3, 20, 60)]

pytestmark = pytest.mark.slow  # torch takes seconds to import


@pytest.fixture(scope="module")
def network() -> Network:
    torch.manual_seed(1)
    return Network(start()).eval()


def run(model: ModelProto, ids: list[int]) -> tuple[np.ndarray, float]:
    session = onnxruntime.InferenceSession(model.SerializeToString())
    spans, answerable = session.run(None, {"input_ids": np.array([ids], np.int64)})
    return spans[0], float(answerable.item())


def tensors(network: Network) -> dict[str, np.ndarray]:
    return {name: value.numpy() for name, value in network.state_dict().items()}


def test_the_exported_graph_says_what_the_trained_network_says(network: Network) -> None:
    exact = ReaderBuilder(TrainedModel(start(), tensors(network)), None).build()
    for ids in WINDOWS:
        batch = torch.tensor([ids])
        with torch.no_grad():
            first, last, answerable = network(batch, torch.ones_like(batch, dtype=torch.bool))
        spans, judged = run(exact, ids)
        assert np.allclose(spans[:, 0], first[0], atol=1e-4)
        assert np.allclose(spans[:, 1], last[0], atol=1e-4)
        assert judged == pytest.approx(float(answerable), abs=1e-4)


def test_int8_stays_close_to_the_exact_graph(network: Network) -> None:
    stored = tensors(network)
    exact = ReaderBuilder(TrainedModel(start(), stored), None).build()
    small = export(start(), stored, WINDOWS)
    for ids in WINDOWS:
        (one, _), (other, _) = run(exact, ids), run(small, ids)
        assert np.corrcoef(one.ravel(), other.ravel())[0, 1] > 0.98


def test_padding_changes_no_logit(network: Network) -> None:
    short = torch.tensor([WINDOWS[0]])
    padded = torch.nn.functional.pad(short, (0, 7), value=1)
    mask = torch.arange(padded.shape[1])[None] < short.shape[1]
    with torch.no_grad():
        alone = network(short, torch.ones_like(short, dtype=torch.bool))
        beside = network(padded, mask)
    assert torch.allclose(alone[0], beside[0][:, : short.shape[1]], atol=1e-5)
    assert torch.allclose(alone[2], beside[2], atol=1e-5)


def test_frozen_layers_and_word_vectors_are_not_trained() -> None:
    network = Network(start(), frozen=1)
    trained = {name for name, value in network.named_parameters() if value.requires_grad}
    assert not any(name.startswith(("layers.0", "norm", "positions")) for name in trained)
    assert any(name.startswith("layers.1") for name in trained)
    assert "words" not in dict(network.named_parameters())
