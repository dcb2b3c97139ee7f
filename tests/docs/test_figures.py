"""Figures in the documents are those of the recorded runs.

A comment behind a paragraph or a table says which run its figures are of, and which figure each is:
``<!-- figures prensa.json: right=62 % auroc=.806 -->``. Each must stand in the text before the
comment, and be what the run gave, rounded as it is shown.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tests.docs.blocks import ROOT, pages

COMMENT = re.compile(r"<!-- figures (\S+\.json): (.*?) -->", re.DOTALL)
PAIR = re.compile(r"([\w.@]+)=([\d.,]+(?: %)?)")


@dataclass(frozen=True, slots=True)
class Claim:
    page: str
    record: str
    key: str
    shown: str
    text: str

    def __str__(self) -> str:
        return f"{self.page}:{self.record}:{self.key}"


def claims() -> list[Claim]:
    found = []
    for page in pages():
        text = page.read_text(encoding="utf-8")
        for comment in COMMENT.finditer(text):
            above = COMMENT.sub("", text[: comment.start()])
            paragraph = above.rstrip().rpartition("\n\n")[2]
            pairs = PAIR.findall(comment[2])
            assert pairs, f"{page}: a comment without figures: {comment[0]}"
            name = str(page.relative_to(ROOT))
            found += [Claim(name, comment[1], key, shown, paragraph) for key, shown in pairs]
    return found


def value_of(record: dict[str, Any], key: str) -> float:
    value: Any = record["figures"]
    for part in key.split("."):
        value = value[int(part)] if isinstance(value, list) else value[part]
    return float(value)


def rounded(value: float, shown: str) -> str:
    """The value as the document writes such a one."""
    if shown.endswith(" %"):
        number = shown.removesuffix(" %")
        decimals = len(number.partition(".")[2])
        return f"{100 * value:.{decimals}f} %"
    decimals = len(shown.partition(".")[2])
    written = f"{value:,.{decimals}f}"
    return written.removeprefix("0") if shown.startswith(".") else written


ALL = claims()


@pytest.mark.parametrize("claim", ALL, ids=str)
def test_a_figure_is_what_its_run_gave(claim: Claim) -> None:
    path = ROOT / "docs" / "figures" / claim.record
    record = json.loads(path.read_text(encoding="utf-8"))
    assert claim.shown == rounded(value_of(record, claim.key), claim.shown)
    shown = re.escape(claim.shown)
    assert re.search(rf"(?<![\d.,]){shown}(?![\d])", claim.text), f"«{claim.shown}» is not there"


@pytest.mark.parametrize(
    "path", sorted((ROOT / "docs/figures").glob("*.json")), ids=lambda p: p.name
)
def test_a_record_says_how_when_and_where(path: Path) -> None:
    record = json.loads(path.read_text(encoding="utf-8"))
    assert record["command"].startswith("python -m ")
    assert re.fullmatch(r"20\d\d-\d\d-\d\d", record["date"])
    assert record["machine"]
    assert path.name in {claim.record for claim in ALL}, "no document shows it"


def test_some_figures_are_checked() -> None:
    assert len(ALL) >= 10


def test_rounding_follows_what_is_shown() -> None:
    assert rounded(0.6164, "62 %") == "62 %"
    assert rounded(0.6164, ".616") == ".616"
    assert rounded(0.8251, "82.5 %") == "82.5 %"
    assert rounded(61.94, "61.9") == "61.9"
    assert rounded(1369.0, "1,369") == "1,369"
