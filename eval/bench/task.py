"""Defines what every system gets, as a file, since each runs in a process of its own.

Nothing of Hemeroteca is imported here nor in the other systems' modules: it would count as
their memory and their time to load.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Final

#: Hits asked for: what a person is shown, and as deep as the table's metrics look.
DEPTH: Final = 10
#: One passage and questions of no set, for what is loaded or compiled only on first use.
WARM_PASSAGE: Final = "El mercado abrió ayer sus puertas después de dos años de obras."
WARM_QUERIES: Final = (
    "¿Quién?",
    "¿Cuándo abrió el mercado?",
    "¿Cuántos años duraron las obras del mercado?",
    "¿Qué dijo la alcaldesa de las obras que se hicieron junto a la estación del puerto?",
    "¿Dónde está?",
)


@dataclass(frozen=True, slots=True)
class Model:
    """The encoder that all but Hemeroteca use: the same weights, in fp32.

    :param folder: what sentence-transformers loads.
    :param query: prefix of questions.
    :param passage: prefix of passages.
    """

    folder: str = ""
    query: str = ""
    passage: str = ""


@dataclass(frozen=True, slots=True)
class Task:
    """Passages to index and questions to ask.

    :param texts: the passages; systems answer with their row numbers.
    :param queries: questions, each asked once.
    :param files: a folder that holds the same passages as articles.
    """

    texts: tuple[str, ...]
    queries: tuple[str, ...]
    files: str = ""
    model: Model = Model()

    def write(self, path: Path) -> None:
        """Write it for the process that measures."""
        # Escaped: a question set may hold halves of surrogate pairs, which UTF-8 does not.
        path.write_text(json.dumps(asdict(self), ensure_ascii=True), encoding="ascii")

    @classmethod
    def read(cls, path: Path) -> Task:
        """Read what :meth:`write` wrote."""
        stored = json.loads(path.read_text(encoding="ascii"))
        texts, queries = tuple(stored["texts"]), tuple(stored["queries"])
        return cls(texts, queries, stored["files"], Model(**stored["model"]))
