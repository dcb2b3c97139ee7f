"""Statements as frozen layers see them, laid beside their passages, kept in a file.

The layers never change and the alignment has no weights, so that every statement passes both once
however many times it is learned from: 45 kB each, and a thousand in half a minute of one core.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from index.encoders.bundled import BundledEncoder
from rag.training.verifier.statements import Statement
from rag.writer.head import Float, aligned
from rag.writer.pairs import pair

WIDTH: Final = 769
"""Numbers of a token: its own 384, those of what lies beside it, and how near that is."""

Layers = Callable[[Sequence[int]], Float]
"""Token ids, marks included, to the states (tokens, 384) of some layer."""


@dataclass(frozen=True, slots=True)
class Kept:
    """Statements with their aligned tokens.

    :param rows: float16 (tokens of all, 769).
    :param starts: where each begins there, and one past the end of the last.
    """

    statements: tuple[Statement, ...]
    rows: NDArray[np.float16]
    starts: NDArray[np.int64]

    def of(self, number: int) -> NDArray[np.float16]:
        """The tokens (n, 769) of one."""
        return self.rows[self.starts[number] : self.starts[number + 1]]

    def length(self, number: int) -> int:
        """How many tokens one has."""
        return int(self.starts[number + 1] - self.starts[number])


def keep(
    statements: Sequence[Statement],
    folder: Path,
    encoder: BundledEncoder,
    say: Callable[[str], None],
    layers: Layers,
) -> None:
    """Write them to a folder, as they come."""
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "tokens.bin").open("wb") as tokens, (folder / "rows.jsonl").open("w") as rows:
        for number, statement in enumerate(statements):
            ids, first = pair(encoder.runtime, statement.text, statement.passage)
            said, beside, near = aligned(layers(ids), first)
            joined = np.concatenate([said, beside, near[:, None]], -1)
            tokens.write(joined.astype(np.float16).tobytes())
            row = {**asdict(statement), "tokens": len(said)}
            rows.write(json.dumps(row, ensure_ascii=False) + "\n")
            if number % 200 == 0:
                say(f"{folder.name}: {number} of {len(statements)}")


def read(folder: Path) -> Kept:
    """What was written."""
    rows = list(_rows(folder / "rows.jsonl"))
    tokens = np.memmap(folder / "tokens.bin", np.float16, "r")
    return Kept(
        tuple(Statement(**{key: row[key] for key in row if key != "tokens"}) for row in rows),
        tokens.reshape(-1, WIDTH),
        np.cumsum([0, *(row["tokens"] for row in rows)]),
    )


def _rows(path: Path) -> Iterator[dict[str, Any]]:
    with path.open() as lines:
        for line in lines:
            yield json.loads(line)
