"""Loads the reader's one file, trusts it only whole, and runs it.

Beside the weights stands a page that says which file belongs to it (SHA-256) and how its
scores are to be understood (:mod:`rag.reader.calibration`): a score calibrated for one set
of weights means nothing for another.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from threading import Lock, Thread
from typing import Any, Final

import numpy as np
import onnxruntime
from numpy.typing import NDArray

from index.encoders.e5 import kernels, pinned, unpacked
from index.encoders.e5.runtime import session_options
from rag.errors import ReaderError

FOLDER: Final = Path(__file__).with_name("weights")
WEIGHTS: Final = "reader.onnx"
CARD: Final = "reader.json"

TUNED_FORMAT: Final = 1
"""Raised whenever :mod:`index.encoders.e5.optimized` writes other nodes."""

REMEDY: Final = (
    "Vuelva a instalar Hemeroteca, o recupere el archivo del repositorio. "
    "Mientras tanto la búsqueda sigue funcionando («hemeroteca search»)."
)


@dataclass(frozen=True, slots=True)
class Logits:
    """What the network says of one window.

    :param start: float32 (tokens,): that the answer starts here; the first token for "not here".
    :param end: float32 (tokens,): that it ends here.
    :param answerable: that the window answers.
    """

    start: NDArray[np.float32]
    end: NDArray[np.float32]
    answerable: float


class Model:
    """The weights and their card; safe to share between threads.

    :param folder: with both files; they are read when first needed, so that an archive can be
        opened and searched without them.
    """

    def __init__(self, folder: Path = FOLDER) -> None:
        self._folder = folder
        self._loading = Lock()
        self._loaded: onnxruntime.InferenceSession | None = None

    @cached_property
    def card(self) -> dict[str, Any]:
        """The page that stands beside the weights.

        :raises ReaderError: it is missing or no JSON object with what is needed.
        """
        path = self._folder / CARD
        try:
            card: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
            if not {"sha256", "calibration"} <= card.keys():
                raise ValueError("faltan «sha256» o «calibration»")
        except (OSError, ValueError, AttributeError) as error:
            raise ReaderError(
                f"No se puede leer la ficha del lector, {path}: {error}. {REMEDY}"
            ) from error
        return card

    def prepare(self) -> None:
        """Load the weights in a thread, beside what the caller does next; what fails there
        fails, and is told, when they are needed."""

        def load() -> None:
            with suppress(ReaderError):
                _ = self._session

        Thread(target=load, name="reader-weights").start()

    @property
    def _session(self) -> onnxruntime.InferenceSession:
        with self._loading:
            if self._loaded is None:
                self._loaded = self._load()
            return self._loaded

    def _load(self) -> onnxruntime.InferenceSession:
        options = session_options(threads=1)  # a window a core, as the encoder does with texts
        return onnxruntime.InferenceSession(
            self.cut(""), options, providers=["CPUExecutionProvider"]
        )

    def cut(self, value: str) -> bytes:
        """The graph up to one of its values, as it runs fastest on this processor.

        :param value: what comes out instead of the logits, as ``l7.out``; ``""`` for all of it.
        :raises ReaderError: the file is missing or damaged.
        """
        expected, path = str(self.card["sha256"]), self._folder / WEIGHTS
        raw = pinned.read(path, expected, "el lector", REMEDY, ReaderError)
        return _tuned(raw, expected, value)

    @cached_property
    def _cores(self) -> ThreadPoolExecutor:
        """Its own pool: questions do not queue behind the texts that the encoder runs."""
        return ThreadPoolExecutor(os.cpu_count() or 1, thread_name_prefix="reader")

    def run(self, windows: Sequence[Sequence[int]]) -> Iterator[Logits]:
        """The logits of each window, in order, as many at a time as there are cores.

        :raises ReaderError: the file is missing or damaged.
        """
        session = self._session

        def one(ids: Sequence[int]) -> Logits:
            spans, answerable = session.run(None, {"input_ids": np.array([ids], np.int64)})
            return Logits(spans[0, :, 0], spans[0, :, 1], answerable.item())

        return self._cores.map(one, windows)


def _tuned(raw: bytes, digest: str, value: str) -> bytes:
    """The graph as it runs fastest and right on this processor, from the cache; made anew where
    that cannot be written.

    :param value: with which it ends, ``""`` where it is whole.
    """

    def made() -> bytes:
        import onnx  # which later starts do without

        from index.encoders.e5 import optimized

        graph = onnx.load_model_from_string(raw)
        tuned = optimized.tune(optimized.ending(graph, value) if value else graph)
        content: bytes = tuned.SerializeToString()
        return content

    def write(folder: Path) -> None:
        (folder / WEIGHTS).write_bytes(made())

    part = f"-{value}" if value else ""
    name = f"reader-{digest[:8]}{part}-{TUNED_FORMAT}{kernels.suffix()}"
    try:
        return (unpacked.cached_folder(name, write) / WEIGHTS).read_bytes()
    except OSError:
        return made()
