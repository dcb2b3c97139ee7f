"""The reader's lower layers alone: token ids in, a vector for every token out.

The reader learned to lay a question beside a passage, and its lower layers hold what they have of
one another; what is learned on top of them (:mod:`rag.writer.verifier`) is small. They come from
the reader's own file, whose graph ends earlier here, and are kept in the cache once they are cut.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import Final

import numpy as np
import onnxruntime
from numpy.typing import NDArray

from index.encoders.e5.runtime import session_options
from rag.reader.model import Model

LAYERS: Final = 7
"""Of twelve. A network that learned from the statements by hand alone, over 6, 7 and 8, tells those
over passages kept apart (the half that fits) with AUROC .91, .94 and .94."""


class States:
    """Safe to share between threads; cut and loaded when it is first used.

    :param model: the reader whose layers they are.
    """

    def __init__(self, model: Model) -> None:
        self._model = model

    def prepare(self) -> None:
        """Load them now.

        :raises ReaderError: the reader's weights are missing or damaged.
        """
        _ = self._session

    def of(self, ids: Sequence[int]) -> NDArray[np.float32]:
        """The vectors (tokens, 384) of at most 512 token ids, marks included.

        :raises ReaderError: the reader's weights are missing or damaged.
        """
        (states,) = self._session.run(None, {"input_ids": np.array([ids], np.int64)})
        return np.asarray(states[0], np.float32)

    @cached_property
    def _session(self) -> onnxruntime.InferenceSession:
        return onnxruntime.InferenceSession(
            self._model.cut(f"l{LAYERS - 1}.out"),
            session_options(threads=1),
            providers=["CPUExecutionProvider"],
        )
