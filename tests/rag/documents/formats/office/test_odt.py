"""Texts of LibreOffice: everything a reader sees, in order, and nothing that was deleted."""

from __future__ import annotations

import zipfile
from datetime import datetime
from io import BytesIO
from pathlib import Path

import odfdo
import pytest

from rag.documents.formats.office.odt import OdtFormat
from rag.documents.types import Article, LoadError, SourceFile
from tests.rag.documents.formats.made_files import odt_file, zipped

PATH = Path("nota.odt")
NS = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{space}:1.0"'
    for name, space in {
        "office": "office",
        "text": "text",
        "table": "table",
        "draw": "drawing",
        "meta": "meta",
    }.items()
)


def read(data: bytes) -> Article:
    (article,) = OdtFormat().read(SourceFile(data, PATH)).articles
    return article


def written(body: str, head: str = "") -> bytes:
    """A file whose text is this XML."""
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?>{head}<office:document-content {NS}><office:body>'
        f"<office:text>{body}</office:text></office:body></office:document-content>"
    )
    with zipfile.ZipFile(BytesIO(odt_file("x", ""))) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    return zipped({**parts, "content.xml": content.encode()})


def p(text: str) -> str:
    return f"<text:p>{text}</text:p>"


def test_headings_paragraphs_lists_and_sections_come_in_order() -> None:
    items = "".join(f"<text:list-item>{p(text)}</text:list-item>" for text in ("uno", "dos"))
    inner = f"<text:list-item>{p('tres')}<text:list>{items}</text:list></text:list-item>"
    article = read(
        written(
            "<text:h>La menor cosecha</text:h>"
            + p("No llovió<text:s text:c='3'/>en<text:tab/>la<text:line-break/>primavera.")
            + f"<text:list>{items}{inner}</text:list><text:section>{p('Fin.')}</text:section>"
        )
    )
    assert article.text == (
        "La menor cosecha\n\nNo llovió en la primavera.\n\n"
        "- uno\n- dos\n- tres\n- uno\n- dos\n\nFin."
    )


def test_what_was_deleted_or_remarked_is_left_out_and_insertions_stay() -> None:
    gone = (
        f"<text:changed-region><text:deletion>{p('Borrado.')}</text:deletion></text:changed-region>"
    )
    article = read(
        written(
            f"<text:tracked-changes>{gone}</text:tracked-changes>"
            + p(
                "Multas de <text:change-start text:change-id='a'/>900<text:change-end/> euros"
                f"<office:annotation>{p('¿seguro?')}</office:annotation>."
            )
        )
    )
    assert article.text == "Multas de 900 euros."


def test_notes_and_boxes_are_passages_after_their_paragraph() -> None:
    note = (
        "<text:note><text:note-citation>1</text:note-citation>"
        f"<text:note-body>{p('Según el INE.')}</text:note-body></text:note>"
    )
    box = f"<draw:frame><draw:text-box>{p('Recuadro: 40 firmas.')}</draw:text-box></draw:frame>"
    article = read(written(p(f"Son 1.204 vecinos{note}, dicen.{box}") + p("Fin.")))
    assert article.text == (
        "Son 1.204 vecinos, dicen.\n\nSegún el INE.\n\nRecuadro: 40 firmas.\n\nFin."
    )


def test_rows_of_tables_carry_their_heads_also_below_merged_cells() -> None:
    def row(*cells: str) -> str:
        return f"<table:table-row>{''.join(cells)}</table:table-row>"

    def cell(text: str, more: str = "") -> str:
        return f"<table:table-cell {more}>{p(text)}</table:table-cell>"

    heads = row(cell("Comarca"), cell("Pueblo"), cell("Regadío (ha)"))
    first = row(cell("Soria", "table:number-rows-spanned='2'"), cell("Torralba"), cell("310"))
    second = row("<table:covered-table-cell/>", cell("Vinuesa"), cell("95"))
    article = read(
        written(
            "<table:table><table:table-header-rows>"
            + heads
            + f"</table:table-header-rows>{first}{second}</table:table>"
        )
    )
    assert article.text == (
        "Comarca: Soria; Pueblo: Torralba; Regadío (ha): 310\n"
        "Comarca: Soria; Pueblo: Vinuesa; Regadío (ha): 95"
    )


def test_title_author_and_day_are_those_of_the_document() -> None:
    document = odfdo.Document("text")
    document.body.clear()
    document.body.append(odfdo.Paragraph("Llueve en Urdaz."))
    document.meta.title = "Lluvia"
    document.meta.initial_creator = "Ana Ruiz"
    document.meta.generator = "LibreOffice/24.8"
    document.meta.creation_date = datetime(2024, 5, 3, 9, 0)
    out = BytesIO()
    document.save(out)
    article = read(out.getvalue())
    assert (article.title, article.author, article.date) == ("Lluvia", "Ana Ruiz", "2024-05-03")
    assert read(odt_file("Llueve.", "Documento")).title == ""
    assert read(odt_file("Llueve.", "x")).date is None, "odfdo's own day is no date of anything"


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"\xd0\xcf\x11\xe0xx", "protegido con contraseña o es de un formato antiguo"),
        (b"PK\x03\x04", r"no es un \.odt válido, o está incompleto"),
        (zipped({"a": "b"}), "está dañado"),
        (written(""), "no tiene texto"),
        (written(p("&x;"), "<!DOCTYPE d [<!ENTITY x 'jaja'>]>"), "define entidades XML"),
    ],
)
def test_what_is_no_document_is_refused_and_says_why(data: bytes, said: str) -> None:
    with pytest.raises(LoadError, match=said):
        read(data)


def test_cells_that_repeat_to_the_edge_of_the_page_cost_nothing() -> None:
    many = "table:number-columns-repeated='16384'"
    row = (
        f"<table:table-row><table:table-cell>{p('a')}</table:table-cell><table:table-cell {many}/>"
    )
    assert (
        read(written(f"<table:table>{row}</table:table-row></table:table>{p('b')}")).text
        == "a\n\nb"
    )
