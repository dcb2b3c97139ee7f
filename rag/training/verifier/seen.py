"""What the check sees in statements, kept as it comes: judging two thousand takes minutes.

Weighing and reporting anew wants nothing but these numbers, so that it takes a second.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from rag.training.verifier.judging import Judged, is_ruled_out
from rag.training.verifier.statements import Statement
from rag.writer.coverage import coverage
from rag.writer.gaps.asking import Asker, Heard, heard
from rag.writer.head import Float
from rag.writer.verifier import Margins

Logits = Callable[[Statement], tuple[Float, Float]]
"""The logits (3,) of a statement by the network over the encoder's layers and by the other one."""


def look(statement: Statement, logits: tuple[Float, Float], asker: Asker) -> Judged:
    """What the check sees in one statement."""
    text, passage = statement.text, statement.passage
    return Judged(
        statement,
        Margins.of(*logits),
        coverage(text, passage),
        heard(asker.answered(text, passage)),
        is_ruled_out(statement),
    )


def seen(
    statements: Sequence[Statement],
    logits: Logits,
    asker: Asker,
    path: Path,
    say: Callable[[str], None],
) -> list[Judged]:
    """What the check sees in all of them; what the file has is not looked at again.

    :param path: JSON lines, which grows. It is for two networks, one reader and one state of the
        rules: who changes any begins another.
    """
    lines = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
    known = {row["key"]: row for row in map(json.loads, lines)}
    with path.open("a", encoding="utf-8") as file:
        for number, statement in enumerate(statements):
            key = _key(statement)
            if key in known:
                continue
            new = look(statement, logits(statement), asker)
            row = {"key": key, "share": new.share, "ruled": new.ruled}
            known[key] = {**row, "margins": asdict(new.margins), "heard": asdict(new.heard)}
            file.write(json.dumps(known[key]) + "\n")
            file.flush()
            if number % 100 == 0:
                say(f"{path.name}: {number} of {len(statements)}")
    return [_judged(each, known[_key(each)]) for each in statements]


def _judged(statement: Statement, row: dict[str, Any]) -> Judged:
    margins, heard_of = Margins(**row["margins"]), Heard(**row["heard"])
    return Judged(statement, margins, row["share"], heard_of, row["ruled"])


def _key(statement: Statement) -> str:
    told = json.dumps(asdict(statement), ensure_ascii=False)
    return hashlib.sha256(told.encode()).hexdigest()[:16]
