"""What Word keeps apart comes in reading order, and each thing once."""

from __future__ import annotations

from typing import Any

import docx
import pytest
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml

from rag.documents.formats.word_body import body_blocks

NS = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:v="urn:schemas-microsoft-com:vml"'
)


def run(text: str, properties: str = "") -> str:
    return f'<w:r>{properties}<w:t xml:space="preserve">{text}</w:t></w:r>'


def paragraph(*inside: str) -> str:
    return f"<w:p {NS}>{''.join(inside)}</w:p>"


def cell(text: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr><w:p>{run(text)}</w:p></w:tc>"


def table(*rows: str) -> str:
    return f"<w:tbl {NS}>{''.join(rows)}</w:tbl>"


def row(*cells: str, properties: str = "") -> str:
    return f"<w:tr><w:trPr>{properties}</w:trPr>{''.join(cells)}</w:tr>"


def blocks(*elements: str, notes: str = "", endnotes: str = "") -> list[str]:
    """The blocks of a document of these elements."""
    document = docx.Document()
    body: Any = document.element.body
    for i, element in enumerate(elements):
        body.insert(i, parse_xml(element))
    for name, inside in (("footnotes", notes), ("endnotes", endnotes)):
        if inside:
            blob = f"<w:{name} {NS}>{inside}</w:{name}>".encode()
            part = Part(
                PackURI(f"/word/{name}.xml"), "application/xml", blob, document.part.package
            )
            document.part.relate_to(part, getattr(RELATIONSHIP_TYPE, name.upper()))
    return body_blocks(document)


def test_notes_stand_behind_the_paragraph_that_has_their_mark() -> None:
    assert blocks(
        paragraph(run("La fábrica empleó a mil."), '<w:r><w:footnoteReference w:id="7"/></w:r>'),
        paragraph(run("Cerró en 1940."), '<w:r><w:endnoteReference w:id="2"/></w:r>'),
        paragraph(run("Nada más."), '<w:r><w:footnoteReference w:id="9"/></w:r>'),
        notes='<w:footnote w:id="0" w:type="separator"><w:p/></w:footnote>'
        f'<w:footnote w:id="7"><w:p>{run("Según el censo.")}</w:p><w:p>{run("De 1931.")}</w:p>'
        f'</w:footnote><w:footnote w:id="9"><w:p>{run("Salvo el muelle.")}</w:p></w:footnote>',
        endnotes=f'<w:endnote w:id="2"><w:p>{run("Archivo provincial.")}</w:p></w:endnote>',
    ) == [
        "La fábrica empleó a mil.",
        "Nota 1: Según el censo.",
        "De 1931.",
        "Cerró en 1940.",
        "Nota final 1: Archivo provincial.",
        "Nada más.",
        "Nota 2: Salvo el muelle.",
    ]


def test_a_mark_without_its_note_costs_nothing() -> None:
    assert blocks(paragraph(run("Uno."), '<w:r><w:footnoteReference w:id="3"/></w:r>')) == ["Uno."]


def test_a_box_comes_once_though_it_is_described_twice() -> None:
    box = f"<w:txbxContent><w:p>{run('Dirige la presa Fermín Loarre.')}</w:p></w:txbxContent>"
    described = (
        f"<mc:AlternateContent><mc:Choice Requires='wps'><wps:wsp><wps:txbx>{box}</wps:txbx>"
        f"</wps:wsp></mc:Choice><mc:Fallback><w:pict><v:textbox>{box}</v:textbox></w:pict></mc:Fallback>"
        "</mc:AlternateContent>"
    )
    assert blocks(
        paragraph(run("El embalse "), f"<w:r>{described}</w:r>", run("perdió agua."))
    ) == [
        "El embalse perdió agua.",
        "Dirige la presa Fermín Loarre.",
    ]


def test_a_box_of_old_programs_may_hold_several_paragraphs_and_a_table() -> None:
    inside = f"<w:p>{run('Datos')}</w:p>" + table(
        row(cell("Pueblo"), cell("Vecinos")), row(cell("Torralba"), cell("1.204"))
    )
    box = f"<v:textbox><w:txbxContent>{inside}</w:txbxContent></v:textbox>"
    assert blocks(paragraph(f"<w:r><w:pict>{box}</w:pict></w:r>")) == [
        "Datos",
        "Pueblo: Torralba; Vecinos: 1.204",
    ]


def test_what_was_moved_away_or_deleted_is_left_out() -> None:
    assert blocks(
        paragraph(f'<w:moveFrom w:id="1">{run("La presa mide 61 metros.")}</w:moveFrom>'),
        paragraph(run("Antes "), f'<w:moveFrom w:id="3">{run("aquí ")}</w:moveFrom>', run("no.")),
        paragraph(f'<w:moveTo w:id="2">{run("La presa mide 61 metros.")}</w:moveTo>'),
        paragraph(f'<w:del w:id="4">{run("Borrado por un programa descuidado.")}</w:del>'),
        table(
            row(cell("Pueblo"), cell("Vecinos")),
            row(cell("Beceite"), cell("540"), properties='<w:del w:id="5"/>'),
            row(cell("Torralba"), cell("1.204")),
        ),
    ) == ["Antes no.", "La presa mide 61 metros.", "Pueblo: Torralba; Vecinos: 1.204"]


def test_a_cell_over_several_columns_or_rows_is_in_each() -> None:
    wide, high, on = '<w:gridSpan w:val="2"/>', '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
    assert blocks(
        table(
            row(cell("Comarca"), cell("Pueblo"), cell("Paro", wide), properties="<w:tblHeader/>"),
            row(cell(""), cell(""), cell("2019"), cell("2020"), properties="<w:tblHeader/>"),
            row(cell("Matarraña", high), cell("Beceite"), cell("31"), cell("32")),
            row(cell("", on), cell("Ráfales"), cell("12"), cell("13")),
        )
    ) == [
        "Comarca: Matarraña; Pueblo: Beceite; Paro 2019: 31; Paro 2020: 32\n"
        "Comarca: Matarraña; Pueblo: Ráfales; Paro 2019: 12; Paro 2020: 13"
    ]


def test_a_first_row_in_bold_is_one_of_heads() -> None:
    bold = "<w:rPr><w:b/></w:rPr>"
    head = "".join(f"<w:tc><w:p>{run(word, bold)}</w:p></w:tc>" for word in ("Quién", "Qué"))
    body = row(cell("Ana Ruiz"), cell("alcaldesa"))
    assert blocks(table(row(head), body)) == ["Quién: Ana Ruiz; Qué: alcaldesa"]


@pytest.mark.parametrize("text", ["palabra " * 60, "Párrafo de la izquierda."])
def test_a_table_that_lays_out_a_page_becomes_its_paragraphs(text: str) -> None:
    inner = table(row(cell("Pueblo"), cell("Vecinos")), row(cell("Torralba"), cell("1.204")))
    left = f"<w:tc><w:p>{run(text)}</w:p>{'' if len(text) > 300 else inner}</w:tc>"
    found = blocks(table(row(left, cell("Párrafo de la derecha."))))
    assert found[0] == text.strip()
    assert found[-1] == "Párrafo de la derecha."
    assert ("Pueblo: Torralba; Vecinos: 1.204" in found) is (len(text) < 300)


def test_breaks_and_hyphens_inside_a_paragraph() -> None:
    assert blocks(
        paragraph(run("Asistieron más de"), "<w:r><w:br/></w:r>", run("1.000 vecinos.")),
        paragraph(run("Ganadores:"), "<w:r><w:br/></w:r>", run("Ana Ruiz")),
        paragraph(run("franco"), "<w:r><w:noBreakHyphen/></w:r>", run("alemán")),
    ) == ["Asistieron más de 1.000 vecinos.", "Ganadores:\nAna Ruiz", "franco-alemán"]
