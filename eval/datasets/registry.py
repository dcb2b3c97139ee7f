"""Finds the question set that a name or path stands for."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Final

from eval.datasets import beir, builtin, squad
from eval.datasets.types import Dataset
from index.errors import InputError

BUILTIN: Final = "builtin"


def load(
    name_or_path: str | Path,
    *,
    more_passages: Sequence[str | Path] = (),
    split: str = builtin.DEFAULT_SPLIT,
) -> Dataset:
    """Read a question set.

    :param name_or_path: ``builtin``, a file in SQuAD format or a folder in BEIR format.
    :param more_passages: further SQuAD files whose paragraphs join the ones to search.
    :param split: part of the built-in set, one of :data:`eval.datasets.builtin.SPLITS`; other sets
        are taken whole.
    :raises InputError: when the set cannot be used, saying where and why.
    """
    path = Path(name_or_path)
    others = [Path(other) for other in more_passages]
    if str(name_or_path) == BUILTIN or path.is_dir():
        if others:
            raise InputError(
                "Solo se pueden añadir pasajes (--passages) a un conjunto en formato SQuAD."
            )
        dataset = builtin.load(split) if str(name_or_path) == BUILTIN else beir.load(path)
    elif path.exists():
        dataset = squad.load(path, others)
    else:
        raise InputError(
            f"No existe el conjunto de preguntas «{name_or_path}». Indique «{BUILTIN}», un "
            "archivo JSON en formato SQuAD o una carpeta en formato BEIR."
        )
    if not dataset.questions:
        raise InputError(f"El conjunto de preguntas «{name_or_path}» no contiene ninguna pregunta.")
    return dataset
