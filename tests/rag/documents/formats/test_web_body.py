"""Tables and breaks of web pages, as trafilatura gives them and as they are stored."""

from __future__ import annotations

from pathlib import Path

import pytest

from rag.documents.formats.web import WebFormat
from rag.documents.types import SourceFile

FIRST = (
    "El pleno de Valdemora aprobó anoche el presupuesto municipal, que asciende a 4,2 millones de "
    "euros y sube un tres por ciento respecto al año anterior, con los votos del gobierno."
)
LAST = (
    "La portavoz de la oposición lamentó que la partida para bibliotecas baje por segundo año y "
    "anunció que presentará alegaciones antes de que acabe el plazo de exposición pública."
)


def between(inside: str) -> list[str]:
    """The paragraphs of an article between its first and last ones."""
    page = (
        f"<html><head><title>Cuentas</title></head><body><article><h1>Cuentas</h1><p>{FIRST}</p>"
        f"{inside}<p>{LAST}</p></article></body></html>"
    )
    (article,) = WebFormat().read(SourceFile(page.encode(), Path("a.html"))).articles
    text = article.text
    return text[text.index(FIRST) + len(FIRST) : text.index(LAST)].strip().split("\n\n")


def table(*rows: str) -> str:
    return f"<table>{''.join(f'<tr>{row}</tr>' for row in rows)}</table>"


@pytest.mark.parametrize(
    ("rows", "text"),
    [
        (
            ["<th>Pueblo<th>Paro", "<td>Ráfales<td>12", "<td>Beceite<td>31"],
            "Pueblo: Ráfales; Paro: 12\nPueblo: Beceite; Paro: 31",
        ),
        (["<td>Pueblo<td>Vecinos", "<td>Ráfales<td>1.204"], "Pueblo: Ráfales; Vecinos: 1.204"),
        (
            ["<th>Alcalde<td>Juan Mir", "<th>Término<td>21 km²"],
            "Alcalde: Juan Mir; Término: 21 km²",
        ),
        (
            ["<td>Ana Ruiz<td>alcaldesa", "<td>Luis Gil<td>edil"],
            "Ana Ruiz | alcaldesa\nLuis Gil | edil",
        ),
        (
            [
                "<th rowspan=2>Pueblo<th colspan=2>Paro",
                "<th>2019<th>2020",
                "<td>Ráfales<td>12<td>13",
                "<td rowspan=2>Beceite<td>31<td>1",
                "<td>32<td>2",
            ],
            "Pueblo: Ráfales; Paro 2019: 12; Paro 2020: 13\n"
            "Pueblo: Beceite; Paro 2019: 31; Paro 2020: 1\n"
            "Pueblo: Beceite; Paro 2019: 32; Paro 2020: 2",
        ),
    ],
)
def test_rows_carry_their_heads(rows: list[str], text: str) -> None:
    assert between(table(*rows)) == [text]


def test_a_caption_is_a_line_above() -> None:
    rows = table("<th>Pueblo<th>Paro", "<td>Ráfales<td>12").replace(
        "<table>", "<table><caption>El paro en la comarca</caption>"
    )
    assert between(rows) == ["El paro en la comarca", "Pueblo: Ráfales; Paro: 12"]


def test_a_break_parts_paragraphs_but_no_sentence() -> None:
    inside = (
        "<p>Asistieron más de <br /> 1 000 vecinos, según la policía.<br>El alcalde calló.<br><br>"
        "Otro párrafo <b>largo de</b><br>Valdemora siguió.</p>"
    )
    assert between(inside) == [
        "Asistieron más de 1 000 vecinos, según la policía.",
        "El alcalde calló.",
        "Otro párrafo largo de Valdemora siguió.",
    ]


def test_spans_made_to_fill_the_memory_are_bounded() -> None:
    rows = ["<td rowspan=9999999999 colspan=999999>x<td>Paro"] * 50
    assert between(f"<p>Un dato más de la sesión.</p>{table(*rows)}")[0].startswith("Un dato")
