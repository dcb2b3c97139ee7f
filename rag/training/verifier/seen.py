"""What the check sees in statements besides its networks, kept as it comes: two thousand take
minutes.

Weighing other networks and reporting anew wants nothing but these numbers and theirs, so that it
takes seconds.
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
from rag.writer.verifier import Margins


def look(statement: Statement, margins: Margins, asker: Asker) -> Judged:
    """What the check sees in one statement."""
    text, passage = statement.text, statement.passage
    said = heard(asker.answered(text, passage))
    return Judged(statement, margins, coverage(text, passage), said, is_ruled_out(statement))


def seen(
    statements: Sequence[Statement],
    margins: Sequence[Margins],
    asker: Asker,
    path: Path,
    say: Callable[[str], None],
) -> list[Judged]:
    """What the check sees in all of them; what the file has is not looked at again.

    :param margins: of each, by the networks that are weighed.
    :param path: JSON lines, which grows. It is for one reader and one state of the rules: who
        changes either begins another.
    """
    lines = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
    known = {row["key"]: row for row in map(json.loads, lines)}
    with path.open("a", encoding="utf-8") as file:
        for number, (statement, own) in enumerate(zip(statements, margins, strict=True)):
            key = _key(statement)
            if key in known:
                continue
            new = look(statement, own, asker)
            row = {"share": new.share, "ruled": new.ruled, "heard": asdict(new.heard)}
            known[key] = {"key": key, **row}
            file.write(json.dumps(known[key]) + "\n")
            file.flush()
            if number % 100 == 0:
                say(f"{path.name}: {number} of {len(statements)}")
    return [
        _judged(each, own, known[_key(each)]) for each, own in zip(statements, margins, strict=True)
    ]


def _judged(statement: Statement, margins: Margins, row: dict[str, Any]) -> Judged:
    return Judged(statement, margins, row["share"], Heard(**row["heard"]), row["ruled"])


def _key(statement: Statement) -> str:
    told = json.dumps(asdict(statement), ensure_ascii=False)
    return hashlib.sha256(told.encode()).hexdigest()[:16]
