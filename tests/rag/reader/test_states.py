"""The reader's lower layers alone give each token a vector, that of the whole reader on its way."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import onnx
import onnxruntime
import pytest

from index.encoders.e5 import optimized
from index.encoders.e5.runtime import session_options
from rag.errors import ReaderError
from rag.reader.model import FOLDER, WEIGHTS, Model
from rag.reader.states import LAYERS, States

IDS = [0, 581, 4479, 2, 2, 581, 900, 2]


@pytest.mark.slow
def test_the_states_are_those_that_the_whole_reader_has_on_its_way() -> None:
    own = States(Model()).of(IDS)
    assert own.shape == (len(IDS), 384)
    assert own.dtype == np.float32
    name = f"l{LAYERS - 1}.out"
    whole = onnx.load(str(FOLDER / WEIGHTS))
    shape = [1, "tokens", 384]
    whole.graph.output.append(
        onnx.helper.make_tensor_value_info(name, onnx.TensorProto.FLOAT, shape)
    )
    session = onnxruntime.InferenceSession(
        optimized.tune(whole).SerializeToString(), session_options(1), ["CPUExecutionProvider"]
    )
    (there,) = session.run([name], {"input_ids": np.array([IDS], np.int64)})
    assert np.allclose(own, there[0], atol=1e-5)


@pytest.mark.slow
def test_what_does_not_lead_to_the_value_is_left_out() -> None:
    whole = onnx.load(str(FOLDER / WEIGHTS))
    before = len(whole.graph.node)
    cut = optimized.ending(whole, "l2.out")
    assert [each.name for each in cut.graph.output] == ["l2.out"]
    assert len(cut.graph.node) < before / 3
    assert not [each.name for each in cut.graph.initializer if each.name.startswith("l3.")]
    onnx.checker.check_model(cut)


def test_without_the_readers_weights_there_are_none(tmp_path: Path) -> None:
    with pytest.raises(ReaderError):
        States(Model(tmp_path)).prepare()
