"""Presentations: titles, lists, tables, charts and notes of each slide, in order."""

from __future__ import annotations

from datetime import datetime
from io import BytesIO
from pathlib import Path
from typing import Any

import pptx
import pytest
from pptx.chart.data import CategoryChartData
from pptx.enum.chart import XL_CHART_TYPE
from pptx.util import Inches

from rag.documents.formats.office.slides import SlidesFormat
from rag.documents.types import FileContents, LoadError, SourceFile


def read(presentation: Any) -> FileContents:
    out = BytesIO()
    presentation.save(out)
    return SlidesFormat().read(SourceFile(out.getvalue(), Path("plan.pptx")))


def slide(presentation: Any, title: str, *lines: str) -> Any:
    made = presentation.slides.add_slide(presentation.slide_layouts[1])
    made.shapes.title.text = title
    made.placeholders[1].text = "\n".join(lines)
    return made


def test_slides_come_in_order_with_lists_notes_and_groups() -> None:
    presentation = pptx.Presentation()
    first = slide(presentation, "Regadíos", "310 hectáreas\ven Torralba", "95 en Vinuesa")
    first.notes_slide.notes_text_frame.text = "El alcalde pide diez más."
    group = first.shapes.add_group_shape()
    group.shapes.add_textbox(0, 0, 9, 9).text_frame.text = "Dentro del grupo."
    slide(presentation, "Final", "Un solo párrafo.")
    (article,) = read(presentation).articles
    assert article.title == "Regadíos"
    assert article.text == (
        "Regadíos\n\n- 310 hectáreas en Torralba\n- 95 en Vinuesa\n\nDentro del grupo.\n\n"
        "El alcalde pide diez más.\n\nFinal\n\nUn solo párrafo."
    )


def test_tables_and_charts_are_rows_with_heads() -> None:
    presentation = pptx.Presentation()
    made = presentation.slides.add_slide(presentation.slide_layouts[6])
    table = made.shapes.add_table(3, 3, 0, 0, 900, 900).table
    words = ["Comarca", "Pueblo", "Habitantes", "Soria", "Torralba", "1.204", "", "Vinuesa", "856"]
    for cell, word in zip(table.iter_cells(), words, strict=True):
        cell.text = word
    table.cell(1, 0).merge(table.cell(2, 0))
    data = CategoryChartData()
    data.categories = ["2023", "2024"]
    data.add_series("Incendios", (12, 7.5))
    made.shapes.add_chart(XL_CHART_TYPE.BAR_CLUSTERED, 0, 0, Inches(3), Inches(3), data)
    (article,) = read(presentation).articles
    assert "Comarca: Soria; Pueblo: Vinuesa; Habitantes: 856" in article.text
    assert "2024; Incendios: 7,5" in article.text


def test_hidden_slides_are_named_and_not_read() -> None:
    presentation = pptx.Presentation()
    slide(presentation, "Visible", "Llueve en Urdaz.")
    slide(presentation, "Borrador", "Nieva.")._element.set("show", "0")
    contents = read(presentation)
    assert "Borrador" not in contents.articles[0].text
    assert contents.problems == ["Diapositivas ocultas sin leer: 2."]


def test_properties_are_read_but_for_those_of_templates() -> None:
    presentation = pptx.Presentation()
    slide(presentation, "A", "Llueve en Urdaz.")
    assert read(presentation).articles[0].date is None
    core = presentation.core_properties
    core.title, core.author, core.created = "Plan", "Ana Ruiz", datetime(2024, 5, 3)
    core.last_modified_by = "Ana Ruiz"
    (article,) = read(presentation).articles
    assert (article.title, article.author, article.date) == ("Plan", "Ana Ruiz", "2024-05-03")


def test_a_presentation_of_pictures_is_refused() -> None:
    presentation = pptx.Presentation()
    presentation.slides.add_slide(presentation.slide_layouts[6])
    with pytest.raises(LoadError, match="la presentación no tiene texto"):
        read(presentation)
