"""Books and magazines: an article a chapter, in reading order, with the book's Dublin Core."""

from __future__ import annotations

from pathlib import Path

import pytest

from rag.documents.formats.office.epub import EpubFormat
from rag.documents.types import FileContents, LoadError, SourceFile
from tests.rag.documents.formats.made_files import epub, zipped

DUBLIN = (
    "<dc:title>El Eco, 3 de mayo</dc:title><dc:creator>Ana Ruiz</dc:creator>"
    "<dc:creator>Luis Gil</dc:creator><dc:publisher>Eco Ediciones</dc:publisher>"
    '<dc:date opf:event="modification">2025-01-01</dc:date>'
    '<dc:date opf:event="publication">2024-05-03</dc:date>'
)


def read(data: bytes) -> FileContents:
    return EpubFormat().read(SourceFile(data, Path("eco.epub")))


def page(body: str) -> str:
    return f'<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml"><body>{body}</body></html>'


def test_each_chapter_is_an_article_of_the_work() -> None:
    contents = read(
        epub(
            DUBLIN,
            {
                "t/1.xhtml": page(
                    "<h1>El pan</h1><p>Sube<br/>el pan.</p><ul><li>uno</li><li>dos</li></ul>"
                ),
                "t/vacio.xhtml": page("<img/>"),
                "t/2.xhtml": page("<h2>La leña</h2><p>Baja la leña&#160;de Ñora.</p>"),
            },
        )
    )
    first, second = contents.articles
    assert (first.title, first.source, first.author, first.date) == (
        "El pan",
        "El Eco, 3 de mayo",
        "Ana Ruiz, Luis Gil",
        "2024-05-03",
    )
    assert first.text == "El pan\n\nSube el pan.\n\n- uno\n- dos"
    assert second.text == "La leña\n\nBaja la leña de Ñora."
    assert second.place == "2.xhtml"


def test_a_book_of_one_part_has_the_books_title_and_its_publisher_as_outlet() -> None:
    (article,) = read(epub(DUBLIN, {"1.xhtml": page("<h1>x</h1><p>Sube el pan.</p>")})).articles
    assert (article.title, article.source) == ("El Eco, 3 de mayo", "Eco Ediciones")


def test_tables_of_chapters_are_rows_with_heads() -> None:
    table = (
        "<table><tr><th>Pueblo</th><th>Regadío (ha)</th></tr><tr><td>Torralba</td><td>310</td></tr>"
        "<tr><td>Vinuesa</td><td>95</td></tr></table>"
    )
    (article,) = read(epub("", {"1.xhtml": page(table)})).articles
    assert article.text == "Pueblo: Torralba; Regadío (ha): 310\nPueblo: Vinuesa; Regadío (ha): 95"


def test_no_part_outside_the_book_is_read_and_missing_ones_are_named() -> None:
    chapters = {"1.xhtml": page("<p>Sube el pan.</p>")}
    made = epub("", {**chapters, "../../../../etc/passwd": page("<p>x</p>")})
    contents = read(made)
    assert [article.text for article in contents.articles] == ["Sube el pan."]
    assert contents.problems == ["La parte «../../../etc/passwd» falta o está dañada."]


def test_entities_are_neither_loaded_nor_expanded() -> None:
    laughs = "".join(f'<!ENTITY e{i} "{f"&e{i - 1};" * 10}">' for i in range(1, 10))
    head = f'<!DOCTYPE html [<!ENTITY e0 "jaja"><!ENTITY x SYSTEM "file:///etc/passwd">{laughs}]>'
    (article,) = read(epub("", {"1.xhtml": f"{head}{page('<p>Hola &e9; &x;.</p>')}"})).articles
    assert "root:" not in article.text
    assert "jajajaja" not in article.text


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (zipped({"a": "b"}), "el libro está dañado"),
        (epub("", {}), "el libro no tiene texto"),
        (b"hola", r"no es un \.epub válido"),
    ],
)
def test_what_is_no_book_is_refused(data: bytes, said: str) -> None:
    with pytest.raises(LoadError, match=said):
        read(data)
