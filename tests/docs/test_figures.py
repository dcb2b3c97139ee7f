"""Figures in the documents are those of recorded runs, or it is said where they come from.

How a document says it is told in :mod:`tests.docs.figures`.
"""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from tests.docs import figures
from tests.docs.blocks import ROOT
from tests.docs.figures import Claim


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


ALL = figures.claims()


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
    assert len(ALL) >= 100


def test_of_every_other_figure_it_is_said_where_it_comes_from() -> None:
    listed = {*figures.listed()}
    for section in figures.sections():
        where = str(section)
        assert {where, where.partition("#")[0]} & listed, (
            f"{where} gives {sorted(section.unclaimed)}: record the run with eval.recorded and "
            f"name it in a comment, or give the section (or its page) a row in {figures.ORIGINS}"
        )


def test_the_list_of_origins_names_no_section_in_vain() -> None:
    there = {str(section) for section in figures.sections()}
    there |= {where.partition("#")[0] for where in there}
    listed = figures.listed()
    assert [where for where in listed if where not in there] == []
    assert len(listed) == len(set(listed))


def test_what_counts_as_a_figure() -> None:
    text = "62 % are right (AUROC .806) in 160 ms; 60 of 64 cases, 1.8 to 2.4 times, since 2019."
    assert figures.figures_in(text) == {"62 %", ".806", "160", "60", "1.8"}
    assert figures.figures_in("Python 3.11, version 0.2.0, page 12, §5, 14/8/2025, «.txt»") == set()
    assert figures.figures_in_cell("**.934** / .928▲") == {".934", ".928"}
    assert figures.figures_in_cell("1,369") == {"1,369"}
    assert figures.figures_in_cell("since 2019") == set()


def test_a_table_is_claimed_cell_by_cell() -> None:
    text = "| a | b | c |\n| --- | --- | --- |\n| x | **.5** | 3 / 4 |\n| y | – | 1 |\n\n"
    comment = "<!-- table run.json: x - | - f1 n/of -->"
    assert [(c.key, c.shown) for c in figures.claims_in("a.md", text + comment)] == [
        ("x.f1", ".5"),
        ("x.n", "3"),
        ("x.of", "4"),
    ]
    with pytest.raises(AssertionError, match="3 rows are named"):
        figures.claims_in("a.md", text + comment.replace("x -", "x - -"))


def test_headings_get_the_anchors_of_the_site() -> None:
    assert figures.anchor_of("Dates, titles, outlets") == "dates-titles-outlets"
    assert figures.anchor_of("The encoder's graph, operator by operator") == (
        "the-encoders-graph-operator-by-operator"
    )


def test_rounding_follows_what_is_shown() -> None:
    assert rounded(0.6164, "62 %") == "62 %"
    assert rounded(0.6164, ".616") == ".616"
    assert rounded(0.8251, "82.5 %") == "82.5 %"
    assert rounded(61.94, "61.9") == "61.9"
    assert rounded(1369.0, "1,369") == "1,369"
