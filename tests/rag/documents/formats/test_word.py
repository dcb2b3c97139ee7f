"""Word documents: everything a reader sees, in order."""

from __future__ import annotations

import zipfile
from datetime import datetime
from io import BytesIO
from pathlib import Path

import docx
import pytest
from docx.document import Document
from docx.oxml import parse_xml

from rag.documents.formats import package as module
from rag.documents.formats.word import WordFormat
from rag.documents.types import FileContents, LoadError, SourceFile

PATH = Path("nota.docx")
NS = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def read(data: bytes) -> FileContents:
    """The contents of a Word file."""
    return WordFormat().read(SourceFile(data, PATH))


def saved(document: Document) -> bytes:
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def repacked(data: bytes, name: str, content: bytes) -> bytes:
    """``data`` with one part replaced."""
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as source, zipfile.ZipFile(out, "w") as target:
        for item in source.infolist():
            body = content if item.filename == name else source.read(item)
            target.writestr(item.filename, body, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def test_headings_paragraphs_and_tables_come_in_order() -> None:
    document = docx.Document()
    document.add_heading("La menor cosecha", 1)
    document.add_paragraph("No llovió en primavera.")
    table = document.add_table(2, 2)
    for cell, text in zip(table._cells, ["año", "toneladas", "2024", "300"], strict=True):
        cell.text = text
    document.add_paragraph("")
    document.add_paragraph("Los precios suben.")
    (article,) = read(saved(document)).articles
    assert article.text == (
        "La menor cosecha\n\nNo llovió en primavera.\n\naño: 2024; toneladas: 300\n\n"
        "Los precios suben."
    )


def test_properties_give_title_author_and_date() -> None:
    document = docx.Document()
    document.add_paragraph("Los precios suben.")
    document.core_properties.title = "Sube el aceite"
    document.core_properties.author = "Ana Gil"
    document.core_properties.created = datetime(2025, 8, 14, 9, 30)
    (article,) = read(saved(document)).articles
    assert (article.title, article.author, article.date) == (
        "Sube el aceite",
        "Ana Gil",
        "2025-08-14",
    )


def test_what_a_program_fills_in_is_not_taken() -> None:
    document = docx.Document()  # the template's author and its date of 2013
    document.add_paragraph("Los precios suben.")
    document.core_properties.title = "Word Document"
    (article,) = read(saved(document)).articles
    assert (article.title, article.author, article.date) == ("", "", None)


def test_a_paragraph_in_the_style_title_is_the_title() -> None:
    document = docx.Document()
    document.add_heading("Sube el aceite", 0)
    document.add_paragraph("Los precios suben.")
    assert read(saved(document)).articles[0].title == "Sube el aceite"


def test_insertions_links_and_content_controls_are_read_and_deletions_are_not() -> None:
    document = docx.Document()
    document.add_paragraph("")
    body = document.element.body
    body.insert(
        0,
        parse_xml(
            f'<w:sdt xmlns:w="{NS}"><w:sdtContent><w:p><w:r><w:t>En un control.</w:t></w:r></w:p>'
            "</w:sdtContent></w:sdt>"
        ),
    )
    body.insert(
        1,
        parse_xml(
            f'<w:p xmlns:w="{NS}"><w:r><w:t xml:space="preserve">Son </w:t></w:r>'
            '<w:del w:id="1" w:author="a"><w:r><w:delText>diez</w:delText></w:r></w:del>'
            '<w:ins w:id="2" w:author="a"><w:r><w:t>doce</w:t></w:r></w:ins>'
            '<w:hyperlink><w:r><w:t xml:space="preserve"> barcos</w:t></w:r></w:hyperlink>'
            "<w:r><w:br/><w:t>nuevos.</w:t></w:r></w:p>"
        ),
    )
    assert read(saved(document)).articles[0].text == ("En un control.\n\nSon doce barcos nuevos.")


def test_a_document_without_text_says_so() -> None:
    with pytest.raises(LoadError, match="no tiene texto"):
        read(saved(docx.Document()))


@pytest.mark.parametrize("data", [b"x", b"PK\x03\x04roto", b"<html></html>"])
def test_what_is_no_zip_is_reported(data: bytes) -> None:
    with pytest.raises(LoadError, match=r"«nota\.docx»: no es un \.docx válido"):
        read(data)


def test_a_truncated_document_and_another_zip_are_reported() -> None:
    document = docx.Document()
    document.add_paragraph("Los precios suben.")
    with pytest.raises(LoadError, match="docx"):
        read(saved(document)[:-300])
    other = BytesIO()
    with zipfile.ZipFile(other, "w") as archive:
        archive.writestr("hola.txt", "hola")
    with pytest.raises(LoadError, match="dañado"):
        read(other.getvalue())


def test_a_document_with_a_password_or_of_word_97_is_named_as_such() -> None:
    with pytest.raises(LoadError, match="contraseña"):
        read(b"\xd0\xcf\x11\xe0" + b"\x00" * 600)


def test_a_zip_bomb_is_refused_before_it_is_unpacked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MAX_UNPACKED", 1_000_000)
    document = docx.Document()
    document.add_paragraph("Los precios suben.")
    bomb = repacked(saved(document), "word/document.xml", b" " * 3_000_000)
    assert len(bomb) < 100_000
    with pytest.raises(LoadError, match="descomprimido ocuparía"):
        read(bomb)


def test_a_directory_that_lies_about_sizes_unpacks_no_more_than_it_says() -> None:
    document = docx.Document()
    document.add_paragraph("Los precios suben.")
    data = bytearray(repacked(saved(document), "word/document.xml", b" " * 3_000_000))
    entry = data.rindex(b"word/document.xml")
    size_at = entry - 46 + 24  # uncompressed size in the central directory
    assert int.from_bytes(data[size_at : size_at + 4], "little") == 3_000_000
    data[size_at : size_at + 4] = (100).to_bytes(4, "little")
    with pytest.raises(LoadError):
        read(bytes(data))


def test_entities_are_never_expanded() -> None:
    document = docx.Document()
    document.add_paragraph("Los precios suben.")
    levels = "".join(f'<!ENTITY e{i} "{f"&e{i - 1};" * 10}">' for i in range(1, 12))
    xml = (
        f'<?xml version="1.0"?><!DOCTYPE d [<!ENTITY e0 "bomba">{levels}]>'
        f'<w:document xmlns:w="{NS}"><w:body><w:p><w:r><w:t>Hola &e11;</w:t></w:r></w:p></w:body>'
        "</w:document>"
    ).encode()
    data = repacked(saved(document), "word/document.xml", xml)
    try:
        text = read(data).articles[0].text
    except LoadError:
        return
    assert "bomba" not in text


def test_nesting_deeper_than_any_document_is_reported() -> None:
    document = docx.Document()
    document.add_paragraph("Los precios suben.")
    deep = f"{'<w:sdt><w:sdtContent>' * 5000}{'</w:sdtContent></w:sdt>' * 5000}"
    xml = f'<w:document xmlns:w="{NS}"><w:body>{deep}</w:body></w:document>'.encode()
    with pytest.raises(LoadError, match="dañado"):
        read(repacked(saved(document), "word/document.xml", xml))


def test_properties_are_found_where_libreoffice_puts_them() -> None:
    document = docx.Document()
    document.add_paragraph("Llueve en Urdaz.")
    document.core_properties.title = "Lluvia"
    document.core_properties.author = "Ana Ruiz"
    data = saved(document)
    with zipfile.ZipFile(BytesIO(data)) as archive:
        relations = archive.read("_rels/.rels")
    old = b"http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"
    new = b"http://schemas.openxmlformats.org/officedocument/2006/relationships/metadata/core-"
    assert old in relations
    other = repacked(data, "_rels/.rels", relations.replace(old, new + b"properties"))
    (article,) = read(other).articles
    assert (article.title, article.author) == ("Lluvia", "Ana Ruiz")
