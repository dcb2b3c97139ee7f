"""Holds everything that training reads, as numbers in one file.

Texts are tokenised and negatives searched once, beforehand: training then needs nothing but
torch, and can run on another machine.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from rag.training.data.ragged import Ragged

KINDS: Final = ("es", "dist", "en", "news", "cloze", "dev", "swap")
"""Where a question comes from; ``dev`` is never trained on, ``swap`` has no answer by a rule."""


@dataclass(frozen=True, slots=True)
class Prepared:
    """Passages and questions about them.

    :param passages: token ids of each passage.
    :param titles: token ids of each passage's title, empty where there is none.
    :param offsets: (start, end) in the passage of each of its tokens.
    :param questions: token ids; the wordings of one question stand side by side.
    :param wordings: int32 (questions, 2): first row in ``questions`` and how many; the first
        wording is the original.
    :param about: int32 (questions,): the passage that the question was written about.
    :param answers: for each question (first, last) token in that passage of each answer.
    :param others: for each question, further passages that do not answer it, nearest first;
        for ``dev``, what the search finds, the right passage among them.
    :param scores: the search's score of each of ``others``, in millionths.
    :param kind: int8 (questions,): index in :data:`KINDS`.
    """

    passages: Ragged
    titles: Ragged
    offsets: Ragged
    questions: Ragged
    wordings: NDArray[np.int32]
    about: NDArray[np.int32]
    answers: Ragged
    others: Ragged
    scores: Ragged
    kind: NDArray[np.int8]

    def save(self, path: Path) -> None:
        """Write all arrays to one ``.npz``."""
        arrays: dict[str, Any] = {}
        for field in fields(self):
            value = getattr(self, field.name)
            if isinstance(value, Ragged):
                arrays[f"{field.name}.values"] = value.values
                arrays[f"{field.name}.ends"] = value.ends
            else:
                arrays[field.name] = value
        np.savez_compressed(path, **arrays)

    @classmethod
    def load(cls, path: Path) -> Prepared:
        """Read what :meth:`save` wrote."""
        with np.load(path, allow_pickle=False) as stored:
            arrays: dict[str, Any] = {
                field.name: stored[field.name]
                if field.name in stored
                else Ragged(stored[f"{field.name}.values"], stored[f"{field.name}.ends"])
                for field in fields(cls)
            }
            return cls(**arrays)
