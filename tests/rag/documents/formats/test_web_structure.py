"""Headings stay between the paragraphs of a page, and tables that lay it out are none."""

from __future__ import annotations

import time

import pytest

from rag.documents.formats.web import WebFormat
from rag.documents.types import SourceFile
from tests.rag.documents.formats.test_web import PATH

FIRST = (
    "La mancomunidad de Oteruelo aprobó ayer el arreglo de la carretera vieja, que costará 1,7 "
    "millones de euros y dará trabajo a cuarenta personas durante siete meses."
)
SECOND = (
    "La portavoz Rosa Armendáriz pidió que la obra se retrase hasta después de la vendimia y "
    "recordó que el camino lleva nueve años sin arreglar."
)
THIRD = (
    "Los regantes temen que la maquinaria rompa la acequia mayor y han pedido un aval de 60.000 "
    "euros a la contratista."
)
FLOW = (
    f"<h1>La carretera</h1><p>{FIRST}</p><h2>Un plazo que corre</h2><p>{SECOND}</p>"
    f"<h3>La queja<br>de los regantes</h3><p>{THIRD}</p>"
)


def text_of(body: str) -> str:
    """The text of the article in a page with that body."""
    page = (
        f"<!doctype html><html><head><title>La carretera</title></head><body>{body}</body></html>"
    )
    return WebFormat().read(SourceFile(page.encode(), PATH)).articles[0].text


@pytest.mark.parametrize(
    "body",
    [
        FLOW,
        f"<div>{FLOW}</div>",
        f'<div id="x"><div class="col"><div>{FLOW}</div></div></div>',
        f"<main>{FLOW}</main>",
        f"<article>{FLOW}</article>",
        f"<table><tr><td>{FLOW}</td></tr></table>",
        f'<table><tr><td><a href="/">Inicio</a></td><td><table><tr><td>{FLOW}</td></tr></table>'
        "</td></tr></table>",
        FLOW.replace("<p>", "<div><p>").replace("</p>", "</p></div>"),
    ],
)
def test_headings_stand_before_the_paragraphs_that_they_stood_before(body: str) -> None:
    blocks = text_of(body).split("\n\n")
    wanted = [FIRST, "Un plazo que corre", SECOND, "La queja de los regantes", THIRD]
    assert [block for block in blocks if block != "La carretera"] == wanted


def test_a_table_of_data_inside_a_laid_out_page_keeps_its_rows() -> None:
    data = "<tr><td>Pueblo</td><td>Coste</td></tr><tr><td>Riaza</td><td>300</td></tr>"
    text = text_of(f"<table><tr><td>{FLOW}<table border=1>{data}</table></td></tr></table>")
    assert "Pueblo: Riaza; Coste: 300" in text.split("\n")
    assert FIRST in text.split("\n\n")


def test_headings_of_what_is_left_out_are_left_out_too() -> None:
    text = text_of(f"{FLOW}<aside><h2>Lo más leído</h2><p>{FIRST} Otra vez.</p></aside>")
    assert "Lo más leído" not in text
    assert text.count("Un plazo que corre") == 1


def test_a_page_of_nested_tables_and_headings_takes_no_long() -> None:
    page = "<table><tr><td>" * 2_000 + FLOW + "<h2>Otra</h2>" * 3_000
    began = time.perf_counter()
    text_of(f"<p>{FIRST}</p>{page}")
    assert time.perf_counter() - began < 60
