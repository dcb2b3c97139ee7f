"""Figures over time: svg where they belong, and only where there is something to see."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from rag.chat.views.plot import HEIGHT, SYMBOL, WIDTH, DatedFigure, figure
from rag.chat.wording.languages import WORDS

SPANISH = WORDS["es"]
numbers = st.one_of(
    st.integers(-(10**9), 10**12).map(float), st.floats(-1e6, 1e12, allow_subnormal=False)
)
points = st.lists(
    st.builds(DatedFigure, st.dates().map(str), numbers, st.just("<b>")), min_size=3, max_size=8
)


def test_too_few_figures_or_one_day_are_no_plot() -> None:
    one, two = DatedFigure("2025-01-01", 1, "1"), DatedFigure("2025-02-01", 2, "2")
    assert figure([], SPANISH) == ""
    assert figure([one, two], SPANISH) == ""
    assert figure([one, one, one], SPANISH) == ""
    assert figure([one, two, two], SPANISH) != ""


@given(points)
def test_every_figure_has_a_dot_inside_the_drawing(figures: list[DatedFigure]) -> None:
    ordered = sorted(figures, key=lambda p: (p.date, p.number))
    svg = figure(ordered, SPANISH)
    if not svg:
        assert len({p.date for p in ordered}) < 2
        return
    root = etree.fromstring(svg.replace("&nbsp;", " "))
    dots = [(float(d.get("cx")), float(d.get("cy"))) for d in root.iter("circle")]
    assert len(dots) == len(ordered)
    assert all(0 <= x <= WIDTH and 0 <= y <= HEIGHT for x, y in dots)
    assert [x for x, _ in dots] == sorted(x for x, _ in dots)
    heights = [
        -y for _, y in sorted(zip([p.number for p in ordered], [-y for _, y in dots], strict=True))
    ]
    assert heights == sorted(heights, reverse=True)


@pytest.mark.parametrize(("language", "label"), [("es", "10.000"), ("en", "10,000")])
def test_the_axis_counts_from_nought_in_the_pages_language(language: str, label: str) -> None:
    days = [DatedFigure("2024-10-25", 3_000, "3,000"), DatedFigure("2025-01-01", 8_000, "8.000")]
    svg = figure([*days, DatedFigure("2025-07-04", 10_000, "10 mil")], WORDS[language])
    assert f">{label}</text>" in svg
    assert ">0</text>" in svg


@given(points)
def test_no_figure_is_written_over_the_numbers_of_the_axis(figures: list[DatedFigure]) -> None:
    svg = figure(sorted(figures, key=lambda p: (p.date, p.number)), SPANISH)
    texts = list(etree.fromstring(svg.replace("&nbsp;", " ")).iter("text")) if svg else []
    axis = [float(t.get("x")) for t in texts if t.get("text-anchor") == "end"]
    labels = [float(t.get("x")) for t in texts if t.get("class") == "label"]
    assert all(label - SYMBOL / 2 > max(axis) for label in labels)
