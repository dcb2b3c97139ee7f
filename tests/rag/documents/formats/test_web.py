"""Saved pages: the article and what the page says of it."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from rag.documents.formats import web as module
from rag.documents.formats.web import WebFormat
from rag.documents.types import FileContents, LoadError, SourceFile

PATH = Path("nota.html")
ARTICLE = """<!DOCTYPE html><html lang="es"><head>{meta}<title>Sube el aceite - La Gaceta</title>
<meta property="og:title" content="Sube el aceite">
<meta property="og:site_name" content="La Gaceta">
<meta name="author" content="Ana Gil">
<meta property="article:published_time" content="2025-08-14T10:00:00-05:00">
</head><body><nav><a href="/">Inicio</a> <a href="/deportes">Deportes</a></nav>
<article><h1>Sube el aceite</h1>
<p>La cosecha de aceituna será este año la menor de la última
   década, según la cooperativa que reúne a los pro&shy;ductores de la comarca andaluza.</p>
<h2>Precios al alza</h2>
<p>Los precios en origen han subido un tercio desde enero, dijo a la prensa el gerente.</p>
<ul><li>Virgen extra: 5,40 euros</li><li>Virgen: 4,90 euros</li></ul>
<p>El Gobierno regional prepara ayudas por 40 millones de euros para los olivareros.</p>
</article><footer>© 2025 La Gaceta. Todos los derechos reservados.</footer></body></html>"""


def read(data: bytes) -> FileContents:
    """The contents of a page."""
    return WebFormat().read(SourceFile(data, PATH))


def test_article_and_metadata_are_found_and_navigation_is_not() -> None:
    (article,) = read(ARTICLE.format(meta="").encode()).articles
    assert (article.title, article.date) == ("Sube el aceite", "2025-08-14")
    assert (article.source, article.author) == ("La Gaceta", "Ana Gil")
    assert "Deportes" not in article.text
    assert "derechos" not in article.text


def test_paragraphs_are_apart_and_items_together() -> None:
    text = read(ARTICLE.format(meta="").encode()).articles[0].text
    blocks = text.split("\n\n")
    assert (
        "La cosecha de aceituna será este año la menor de la última década, según la "
        "cooperativa que reúne a los productores de la comarca andaluza." in blocks
    )
    assert "Precios al alza" in blocks
    assert "- Virgen extra: 5,40 euros\n- Virgen: 4,90 euros" in blocks


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "latin-1", "cp1252", "utf-16"])
@pytest.mark.parametrize("declares", [True, False])
def test_encodings_declared_or_not_are_read(encoding: str, declares: bool) -> None:
    meta = f'<meta charset="{encoding}">' if declares else ""
    data = ARTICLE.format(meta=meta).replace("©", "(c)").encode(encoding)
    (article,) = read(data).articles
    assert "el menor" not in article.text
    assert "será este año la menor de la última década" in article.text


def test_a_declared_encoding_is_believed_where_none_could_be_told() -> None:
    text = "La ciudad de 大阪 recibió a los ministros de doce países en una cumbre de dos días."
    page = f'<meta charset="euc-jp"><article><p>{text}</p></article>'
    assert read(page.encode("euc-jp")).articles[0].text == text


def test_a_declaration_that_lies_does_not_garble_utf8() -> None:
    data = ARTICLE.format(meta='<meta charset="iso-8859-1">').encode("utf-8")
    assert "década" in read(data).articles[0].text


def test_a_page_without_metadata_is_read_and_its_date_is_not_guessed() -> None:
    page = "<html><body><p>La cosecha será corta, dicen en 2019 y en 2021.</p></body></html>"
    (article,) = read(page.encode()).articles
    assert "La cosecha será corta" in article.text
    assert article.date is None


def test_an_xhtml_page_with_its_declaration_is_read() -> None:
    page = (
        '<?xml version="1.0" encoding="UTF-8"?><html xmlns="http://www.w3.org/1999/xhtml"><body>'
        "<p>La cosecha será corta este año en toda la comarca.</p></body></html>"
    )
    assert "comarca" in read(page.encode()).articles[0].text


@pytest.mark.parametrize(
    "page", ["<html><body></body></html>", "<script>var a = 1;</script>", "<>"]
)
def test_pages_without_text_say_so(page: str) -> None:
    with pytest.raises(LoadError, match=r"«nota\.html»: .*artículo en la página"):
        read(page.encode())


def test_a_page_with_too_much_markup_is_refused_with_its_size(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(module, "MAX_MARKUP", 1_000_000)
    with pytest.raises(LoadError, match=r"1,6 MB de código y el límite es 1 MB"):
        read(b"<p>aceite</p>" * 120_000)


def test_scripts_and_embedded_pictures_do_not_count(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MAX_MARKUP", 10_000)
    picture = f'<img src="data:image/png;base64,{"A" * 50_000}">'
    script = f"<script>{'var a;' * 20_000}</script>"
    described = '<script type="application/ld+json">{"datePublished": "2025-08-14"}</script>'
    page = ARTICLE.format(meta=script + described).replace("</h1>", f"</h1>{picture}")
    assert "aceituna" in read(page.encode()).articles[0].text
    kept = module._without_scripts(page)
    assert "var a" not in kept
    assert described in kept


@pytest.mark.parametrize(
    "page",
    [
        "<div>" * 100_000 + "<p>La cosecha será corta.</p>",
        "<table><tr><td>" * 100_000,
        "<b><i>" * 100_000 + "hola",
        "<" * 1_000_000,
        "<script>" * 700_000,
        "<div " + "a=b " * 500_000,
        "&lt;" * 500_000,
        '<meta charset="' + "x" * 100_000,
    ],
)
def test_hostile_pages_end_in_text_or_in_one_error(page: str) -> None:
    begin = time.process_time()
    try:
        read(page.encode())
    except LoadError as error:
        assert "«nota.html»" in str(error)
    assert time.process_time() - begin < 20
