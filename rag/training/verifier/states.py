"""Statements as the states that the frozen trunk gives them, computed once and kept in a file.

The trunk never changes, so that every statement passes it once however many times it is learned
from: of 15,000 statements that is two gigabytes of halves and twenty minutes of one core.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from index.encoders.bundled import BundledEncoder
from index.encoders.e5.trunk import Trunk
from rag.training.verifier.statements import Statement
from rag.writer.pairs import pair


@dataclass(frozen=True, slots=True)
class Kept:
    """Statements with their states.

    :param states: float16 (tokens of all, 384).
    :param starts: where each begins there, and one past the end of the last.
    :param first: tokens before the passage, of each.
    """

    statements: tuple[Statement, ...]
    states: NDArray[np.float16]
    starts: NDArray[np.int64]
    first: NDArray[np.int32]

    def of(self, number: int) -> NDArray[np.float16]:
        """The states (tokens, 384) of one."""
        return self.states[self.starts[number] : self.starts[number + 1]]


def keep(
    statements: Sequence[Statement],
    folder: Path,
    encoder: BundledEncoder,
    say: Callable[[str], None],
) -> None:
    """Write their states to a folder, as they come: what is there can be read at any time."""
    folder.mkdir(parents=True, exist_ok=True)
    trunk = Trunk()
    with (folder / "states.bin").open("wb") as states, (folder / "rows.jsonl").open("w") as rows:
        for number, statement in enumerate(statements):
            ids, first = pair(encoder.runtime, statement.text, statement.passage)
            states.write(trunk.states(ids).astype(np.float16).tobytes())
            states.flush()
            row = {**asdict(statement), "tokens": len(ids), "first": first}
            rows.write(json.dumps(row, ensure_ascii=False) + "\n")
            rows.flush()
            if number % 200 == 0:
                say(f"{folder.name}: {number} of {len(statements)}")


def read(folder: Path) -> Kept:
    """What was written so far."""
    rows = list(_rows(folder / "rows.jsonl"))
    starts = np.cumsum([0, *(row["tokens"] for row in rows)])
    states = np.memmap(folder / "states.bin", np.float16, "r")
    whole = states[: len(states) // 384 * 384].reshape(-1, 384)
    return Kept(
        tuple(Statement(r["passage"], r["text"], r["label"], r["kind"]) for r in rows),
        whole,
        starts,
        np.array([row["first"] for row in rows], np.int32),
    )


def _rows(path: Path) -> Iterator[dict[str, Any]]:
    with path.open() as lines:
        for line in lines:
            if line.endswith("\n"):
                yield json.loads(line)
