"""Questions of all sets as numbers in one small file.

It travels to another machine, so it is made to be small: a token is its number among those
that occur (two bytes; the vocabulary's ids take three), the two bytes stand apart, and the
file is packed with LZMA, which ``numpy.load`` reads like any other ``.npz``.
"""

from __future__ import annotations

import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from rag.training.data.ragged import Ragged

PARTS: Final = ("train", "tune", "dev")
"""What a question is for: ``tune`` chooses between networks, ``dev`` is only reported."""


@dataclass(frozen=True, slots=True)
class Questions:
    """Passages, and questions with every passage that answers them.

    :param texts: token ids of every text: passages, titles with the mark behind them,
        questions with the marks around them. A window is question, title, passage, mark.
    :param passages: int32 (passages, 2): rows in ``texts`` of title, -1 where there is none,
        and text.
    :param asked: int32 (questions, 2): row in ``texts`` of the first wording, the original,
        and how many wordings stand side by side.
    :param answers: for each question (passage, first token, last token) of every span that
        answers it; several passages of a cluster, or several spans of one.
    :param others: for each question, passages that do not answer it, those that mislead most
        first; where nothing answers, the first one is the passage that seems to.
    :param kind: int8 (questions,): row in ``kinds``.
    :param kinds: names of the sets.
    :param part: int8 (questions,): row in :data:`PARTS`.
    :param marks: ids of the mark at a window's end and of padding.
    """

    texts: Ragged
    passages: NDArray[np.int32]
    asked: NDArray[np.int32]
    answers: Ragged
    others: Ragged
    kind: NDArray[np.int8]
    kinds: tuple[str, ...]
    part: NDArray[np.int8]
    marks: tuple[int, int]

    def rows(self, part: str) -> NDArray[np.int64]:
        """The questions of a part."""
        return np.flatnonzero(self.part == PARTS.index(part))

    def save(self, path: Path) -> int:
        """Write to one ``.npz``; returns its size in bytes."""
        used, numbers = np.unique(self.texts.values, return_inverse=True)
        if len(used) > 1 << 16:
            raise ValueError(f"{len(used)} different tokens do not go into two bytes")
        # The most frequent first: then the upper byte of most is 0.
        order = np.argsort(-np.bincount(numbers), kind="stable")
        place = np.empty(len(order), np.uint16)
        place[order] = np.arange(len(order))
        short = place[numbers]
        about = self.answers.values[:, 0]
        arrays: dict[str, NDArray[Any]] = {
            "vocabulary": used[order].astype(np.int32),
            "low": (short & 255).astype(np.uint8),
            "high": (short >> 8).astype(np.uint8),
            "lengths": _lengths(self.texts),
            "passages": np.diff(self.passages, axis=0, prepend=0),
            "asked": np.diff(self.asked, axis=0, prepend=0),
            "answers": np.column_stack([np.diff(about, prepend=0), self.answers.values[:, 1:]]),
            "answered": _lengths(self.answers),
            "others": np.diff(self.others.values, prepend=0),
            "othered": _lengths(self.others),
            "kind": self.kind,
            "kinds": np.array(self.kinds),
            "part": self.part,
            "marks": np.array(self.marks, np.int32),
        }
        write(path, arrays)
        return path.stat().st_size

    @classmethod
    def load(cls, path: Path) -> Questions:
        """Read what :meth:`save` wrote."""
        with np.load(path, allow_pickle=False) as stored:
            short = stored["high"].astype(np.int32) << 8 | stored["low"]
            answers = stored["answers"].copy()
            answers[:, 0] = np.cumsum(answers[:, 0])
            end, pad = stored["marks"].tolist()
            return cls(
                texts=_ragged(stored["vocabulary"][short], stored["lengths"]),
                passages=np.cumsum(stored["passages"], axis=0, dtype=np.int32),
                asked=np.cumsum(stored["asked"], axis=0, dtype=np.int32),
                answers=_ragged(answers, stored["answered"]),
                others=_ragged(np.cumsum(stored["others"], dtype=np.int32), stored["othered"]),
                kind=stored["kind"],
                kinds=tuple(stored["kinds"].tolist()),
                part=stored["part"],
                marks=(end, pad),
            )


def write(path: Path, arrays: Mapping[str, NDArray[Any]]) -> None:
    """An ``.npz`` packed with LZMA, which takes a fifth less than ``savez_compressed``."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_LZMA) as archive:
        for name, array in arrays.items():
            with archive.open(f"{name}.npy", "w", force_zip64=True) as file:
                np.lib.format.write_array(file, np.ascontiguousarray(array), allow_pickle=False)


def _lengths(rows: Ragged) -> NDArray[np.uint16]:
    lengths: NDArray[np.uint16] = np.diff(rows.ends, prepend=0).astype(np.uint16)
    return lengths


def _ragged(values: NDArray[np.int32], lengths: NDArray[np.uint16]) -> Ragged:
    return Ragged(values, np.cumsum(lengths, dtype=np.int64))
