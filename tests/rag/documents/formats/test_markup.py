"""Pages outside the web: blocks as a reader sees them."""

from __future__ import annotations

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.documents.formats import markup


def text(page: str) -> str:
    root = markup.parse(page)
    return "" if root is None else markup.text_of(root)


@pytest.mark.parametrize(
    ("page", "shown"),
    [
        ("<p>Asistieron más de<br/>1 000 vecinos.</p>", "Asistieron más de 1 000 vecinos."),
        ("<div>Hola,<br><br>llueve.<br>Fin.</div>", "Hola,\n\nllueve. Fin."),
        ("<p>Uno</p>suelto<p>dos</p>", "Uno\n\nsuelto\n\ndos"),
        ("<ul><li>a</li><li><p>b</p><ol><li>c</li></ol></li></ul>", "- a\n- b\n- c"),
        ("<p>Sí<script>no()</script><span style='display:none'>no</span>.</p>", "Sí."),
        ("<span><div>a</div></span><b>b</b>", "a\n\nb"),
        ("exporta\u00adción", "exportación"),
        ("<table><tr><td><table><tr><td>a</td><td>b</td></tr></table></td></tr></table>", "a\n\nb"),
        ("", ""),
    ],
)
def test_blocks_are_those_that_a_reader_sees(page: str, shown: str) -> None:
    assert text(page) == shown


def test_cells_over_rows_and_columns_stand_in_each() -> None:
    page = (
        "<table><tr><th rowspan=2>Pueblo</th><th colspan=2>Regadío</th></tr>"
        "<tr><th>2023</th><th>2024</th></tr>"
        "<tr><td>Torralba</td><td>300</td><td>310</td></tr></table>"
    )
    assert text(page) == "Pueblo: Torralba; Regadío 2023: 300; Regadío 2024: 310"


def test_a_page_nested_beyond_reason_ends() -> None:
    with contextlib.suppress(RecursionError):
        assert "hola" in text("<div>" * 50_000 + "hola")


TAGS = st.sampled_from("p div br li ul table tr td th span b h1 script".split())
PIECES = st.one_of(
    TAGS.map(lambda tag: f"<{tag}>"), TAGS.map(lambda tag: f"</{tag}>"), st.text(max_size=6)
)


@given(st.lists(PIECES, max_size=25).map("".join))
def test_no_blank_lines_but_between_blocks(page: str) -> None:
    shown = text(page)
    assert "\n\n\n" not in shown
    assert shown == shown.strip()
    assert all(line.strip() for block in shown.split("\n\n") for line in block.split("\n") if shown)
