"""Statements as frozen layers see them, laid beside their passages, kept in a file.

The layers never change and the alignment has no weights, so that every statement passes both once
however many times it is learned from or judged: 45 kB each, and a thousand in a quarter of a minute
of one core.
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
from rag.writer.head import Float, Head, aligned
from rag.writer.pairs import pair

HIDDEN: Final = 384

WIDTH: Final = 2 * HIDDEN + 1
"""Numbers of a token: its own 384, those of what lies beside it, and how near that is."""

TOKENS: Final = "tokens.bin"
ROWS: Final = "rows.jsonl"

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

    def logits(self, head: Head) -> list[Float]:
        """What networks say of each."""
        every = (np.asarray(self.of(number), np.float32) for number in range(len(self.statements)))
        return [
            head.judged(own[:, :HIDDEN], own[:, HIDDEN : 2 * HIDDEN], own[:, -1]) for own in every
        ]


def keep(
    statements: Sequence[Statement],
    folder: Path,
    encoder: BundledEncoder,
    say: Callable[[str], None],
    layers: Layers,
) -> Kept:
    """Statements as the layers see them. They are written to a folder as they come, and those that
    are there already, in the same order, are not run again."""
    folder.mkdir(parents=True, exist_ok=True)
    wanted = tuple(statements)
    there = _read(folder)
    if there.statements[: len(wanted)] == wanted:
        return Kept(wanted, there.rows, there.starts[: len(wanted) + 1])
    # A run may have ended in the middle of a statement, or have been over others.
    goes_on = there.statements == wanted[: len(there.statements)]
    lengths: list[int] = np.diff(there.starts).tolist() if goes_on else []
    with (folder / TOKENS).open("ab") as tokens, (folder / ROWS).open("w") as rows:
        tokens.truncate(sum(lengths) * WIDTH * np.dtype(np.float16).itemsize)
        for number, statement in enumerate(statements):
            if number >= len(lengths):
                ids, first = pair(encoder.runtime, statement.text, statement.passage)
                said, beside, near = aligned(layers(ids), first)
                joined = np.concatenate([said, beside, near[:, None]], -1)
                tokens.write(joined.astype(np.float16).tobytes())
                lengths.append(len(said))
                if number % 200 == 0:
                    say(f"{folder.name}: {number} of {len(statements)}")
            row = {**asdict(statement), "tokens": lengths[number]}
            rows.write(json.dumps(row, ensure_ascii=False) + "\n")
    return _read(folder)


def _read(folder: Path) -> Kept:
    """What was written whole."""
    nothing = Kept((), np.zeros((0, WIDTH), np.float16), np.zeros(1, np.int64))
    if not (folder / ROWS).exists():
        return nothing
    rows = list(_rows(folder / ROWS))
    count = (folder / TOKENS).stat().st_size // (WIDTH * np.dtype(np.float16).itemsize)
    starts = np.cumsum([0, *(row.pop("tokens") for row in rows)])
    whole = int(np.searchsorted(starts, count, "right")) - 1
    if not whole:
        return nothing
    tokens = np.memmap(folder / TOKENS, np.float16, "r", shape=(int(starts[whole]), WIDTH))
    return Kept(tuple(Statement(**row) for row in rows[:whole]), tokens, starts[: whole + 1])


def _rows(path: Path) -> Iterator[dict[str, Any]]:
    with path.open() as lines:
        for line in lines:
            if line.endswith("\n"):
                yield json.loads(line)
