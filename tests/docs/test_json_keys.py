"""Every key that ``--json`` prints is told in the documents, and none that is not printed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest

from index.types import Hit, Passage
from rag.answers.listings import DocumentSummary, SearchResult
from rag.answers.types import Also, Answer, Citation, Claim, Dropped, Timings, Writing
from rag.cli.printing import summary_dict
from rag.documents.report import AddReport, FileReport, PageCounts
from tests.docs.blocks import ROOT

PAGE = (ROOT / "docs" / "terminal.md").read_text(encoding="utf-8")

ANSWER = Answer(
    "¿Qué?", "¿Qué?", False, 0.9, "a", "a [1]", "single",
    (Claim("a", None, (1,)),),
    (
        Citation(
            1, "d", "t", "s", None, 1, "a", "a", "a", 0, 1, 0.9, (Also("e", "t", "s", None),),
            1, ((0.0, 0.0, 1.0, 1.0),), 0.9,
        ),
    ),
    Timings(1.0, 1.0, 2.0),
    writer=Writing("m", 1, (Dropped("x", "y"),)),
)  # fmt: skip
PASSAGE = Passage(1, "d", "t", "s", None, 1, 0, 1, "a")
FOUND = SearchResult("¿Qué?", "hybrid", [Hit(PASSAGE, 0.9, 0.9, 7.0)], 1.0)
FILE = FileReport("a.pdf", "added", ("d",), 1, pages=PageCounts(1, 0, 0))


def keys(value: Any, before: str = "") -> Iterator[str]:
    """The names of all keys, those of what is inside with where they are."""
    if isinstance(value, dict):
        for name, inner in value.items():
            yield f"{before}{name}"
            yield from keys(inner, f"{before}{name}.")
    elif isinstance(value, list) and value and isinstance(value[0], dict):
        yield from keys(value[0], f"{before.removesuffix('.')}[].")


def told(command: str) -> set[str]:
    """The keys that the table of a command names."""
    head = PAGE.index(f"| key of `{command} --json`")
    table = PAGE[head:].split("\n\n")[0].strip().split("\n")[2:]
    root = re.compile(r"`([a-z_]+(?:(?:\[\])?\.[a-z_0-9]+)*)`")
    first = {name for row in table for name in root.findall(row.split("|")[1])}
    inner = {name for row in table for name in root.findall(row) if "." in name}
    return first | inner


@pytest.mark.parametrize(
    ("command", "printed"),
    [
        ("ask", ANSWER.to_dict()),
        ("add", AddReport((FILE,)).to_dict()),
        ("search", FOUND.to_dict()),
        ("list", summary_dict(DocumentSummary("d", "t", "s", None, 1))),
    ],
)
def test_the_keys_told_are_those_that_are_printed(command: str, printed: dict[str, Any]) -> None:
    assert told(command) == set(keys(printed))
