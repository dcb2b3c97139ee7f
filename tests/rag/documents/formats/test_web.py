"""Saved pages: the article and what the page says of it."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from rag.documents.formats import web as module
from rag.documents.formats.web import WebFormat
from rag.documents.loading import parse
from rag.documents.types import Article, FileContents, LoadError, SourceFile

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


def page(body: str, head: str = "") -> bytes:
    """A page of three long paragraphs under a headline, with ``body`` between."""
    text = (
        "<p>El pleno aprobó anoche el presupuesto municipal, que asciende a 4,2 millones de euros "
        "y sube un tres por ciento respecto al año anterior, con los votos del gobierno.</p>"
    )
    return (
        f'<html lang="es"><head><meta charset="utf-8">{head}</head><body><article>'
        f"<h1>El pleno aprueba las cuentas</h1>{body}{text}{text}{text}</article></body></html>"
    ).encode()


PICTURE = '<meta property="og:image" content="https://a.test/fotos/2009/05-06-alcalde.jpg">'


@pytest.mark.parametrize(
    ("body", "head", "day"),
    [
        ("", PICTURE, None),
        ('<img src="/2009/05/06/alcalde-2009-05-06.jpg">', PICTURE, None),
        ("<p>21 de octubre, 2011 — El pleno de Valdemora se reunió.</p>", PICTURE, "2011-10-21"),
        ("<p>Valdemorilla, 7 de marzo de 2016.- El pleno se reunió.</p>", "", "2016-03-07"),
        ('<div class="fecha">Jueves 28 de Abril de 2022 5:03 PM</div>', "", "2022-04-28"),
        ("<ul><li>Ana Gil</li><li>28/04/2022 - 17:03</li></ul>", "", "2022-04-28"),
        ('<time datetime="2022-04-28T17:03">hace dos días</time>', "", "2022-04-28"),
        (
            '<p>Actualizado <time datetime="2023-01-01">1 ene</time></p>'
            '<time datetime="2022-04-28">28 abr</time>',
            "",
            "2022-04-28",
        ),
        ('<p class="dato">Se esperan lluvias hasta el 3 de mayo de 2022</p>', "", None),
        ("", '<meta name="publication_date" content="8-I-2024">', "2024-01-08"),
        ("", '<meta itemprop="datePublished" content="2024-01-08T23:50:00-06:00">', "2024-01-08"),
        ("", '<meta property="article:modified_time" content="2024-01-08">', None),
        ("", '<meta name="date" content="1970-01-01T00:00:00">', None),
        (
            "",
            '<script type="application/ld+json">{"@graph": [{"@type": "Organization"}, '
            '{"@type": "NewsArticle", "datePublished": "2024-01-08"}]}</script>',
            "2024-01-08",
        ),
        (
            "",
            '<script type="application/ld+json">{"@type": "NewsArticle", "x": "roto"y", '
            '"datePublished": "2024-01-08"}</script>',
            "2024-01-08",
        ),
        ("", '<link rel="canonical" href="https://a.test/2024/01/08/cuentas">', "2024-01-08"),
        ("", '<link rel="canonical" href="https://a.test/nota-20240108.html">', "2024-01-08"),
        ("", '<link rel="canonical" href="https://a.test/nota-20241399.html">', None),
    ],
)
def test_the_date_is_what_the_page_says_and_never_that_of_a_picture(
    body: str, head: str, day: str | None
) -> None:
    assert load(page(body, head)).date == day


def load(data: bytes) -> Article:
    """The one article of a page, completed as it is when it is added."""
    (article,) = parse(SourceFile(data, PATH)).articles
    return article


def test_the_day_of_the_visit_at_the_top_of_a_page_is_not_its_date() -> None:
    data = page("").replace(b"<article>", b"<div>Viernes, 6 de marzo de 2020</div><article>")
    assert load(data).date is None


def test_a_declared_date_that_is_not_understood_is_said() -> None:
    contents = read(page("", '<meta name="date" content="primavera">'))
    assert contents.problems == ["fecha no entendida: «primavera»"]


@pytest.mark.parametrize(
    ("head", "headline", "title", "source"),
    [
        (
            '<title>Tilda de "insolvente"</title>'
            '<meta property="og:title" content="Tilda de "insolvente"">',
            'Tilda de "insolvente"',
            'Tilda de "insolvente"',
            "",
        ),
        (
            "<meta content='Dijo 'no' y se fue' property='og:title'>",
            "Dijo 'no' y se fue",
            "Dijo 'no' y se fue",
            "",
        ),
        (
            '<meta property="og:site_name" content="EL FARO">',
            "Aprueban las cuentas | Sociedad | EL FARO",
            "Aprueban las cuentas",
            "EL FARO",
        ),
        (
            "<title>Aprueban las cuentas - El Faro de Vigo</title>",
            "Aprueban las cuentas",
            "Aprueban las cuentas",
            "",
        ),
        (
            "<title>Aprueban las cuentas — elfaro.test</title>"
            '<link rel="canonical" href="https://www.elfaro.test/n/1">',
            "",
            "Aprueban las cuentas",
            "elfaro.test",
        ),
        ("", "Corea - la guerra", "Corea - la guerra", ""),
        ("", "Se retoma la v&amp;iacute;a", "Se retoma la vía", ""),
    ],
)
def test_titles_are_whole_and_without_the_name_of_the_site(
    head: str, headline: str, title: str, source: str
) -> None:
    data = page("", head).decode().replace("El pleno aprueba las cuentas", headline).encode()
    article = load(data)
    assert (article.title, article.source) == (title, source)


@pytest.mark.parametrize(
    ("author", "people"),
    [
        ("REDACCI&amp;OACUTE;N EL FARO", ""),
        ("Ana Gil", "Ana Gil"),
        ("Europa Press", ""),
        ("Ana N&uacute;&ntilde;ez", "Ana Núñez"),
        ("redaccion@elfaro.test", ""),
    ],
)
def test_authors_are_people(author: str, people: str) -> None:
    assert load(page("", f'<meta name="author" content="{author}">')).author == people


COOKIES = "Utilizamos cookies propias y de terceros para mejorar la experiencia."
HEADLINE = "El pleno aprueba las cuentas del año y sube los impuestos"
MENU = "".join(f'<li><a href="/{n}">Sección {n}</a></li>' for n in range(12))


@pytest.mark.parametrize(
    "body",
    [
        f'<ul>{MENU}</ul><div id="app"></div>',
        f"<nav>{MENU}</nav><noscript>Necesita habilitar JavaScript para ver la página.</noscript>",
        f"<ul>{MENU}</ul><p>{COOKIES}</p>",
        f"<ul>{MENU}</ul><h1>Evacúan a 50 vecinos</h1><footer>© 2024 El Faro</footer>",
        "".join(f'<p><a href="/{n}">{HEADLINE} {n}.</a></p>' for n in range(9)),
    ],
)
def test_a_page_of_menus_is_refused_as_having_no_article(body: str) -> None:
    data = f"<html><head><title>Evacúan a 50 vecinos</title></head><body>{body}</body></html>"
    with pytest.raises(LoadError, match="no trae ningún artículo"):
        read(data.encode())


@pytest.mark.parametrize(
    "body",
    ["<p>Llovió ayer en Urdaz.</p>", "<table><tr><td>Aldea</td><td>47</td></tr></table>"],
)
def test_a_short_article_beside_a_menu_is_one(body: str) -> None:
    data = f"<html><body><ul>{MENU}</ul><article>{body}</article></body></html>"
    assert read(data.encode()).articles


def test_a_page_without_a_title_does_not_glue_its_heading_to_the_first_paragraph() -> None:
    """What LibreOffice saves: no title, a heading farther down, a time for a day."""
    first = "La junta de la comarca publica en este boletín los acuerdos que tomó en agosto."
    second = (
        "El consejero de Agricultura reclamó el abastecimiento de agua potable a las pedanías por "
        "un plazo de 46 años, de modo que las obras comenzarán antes del otoño."
    )
    body = f"<p>{first}</p><h1>1. Torralba aprobó el reglamento</h1><p>{second}</p>"
    head = '<title></title><meta name="created" content="00:00:00">'
    contents = read(page(body, head))
    lines = contents.articles[0].text.split("\n")
    assert first in lines
    assert second in lines
    assert contents.problems == []


@pytest.mark.parametrize(
    "body",
    [
        "<noscript>You need to enable JavaScript to run this app.</noscript><div id=root></div>",
        "<div>Cargando…</div><noscript>Debe habilitar JavaScript para ver esta página.</noscript>",
    ],
)
def test_a_page_that_only_asks_for_programs_has_no_article(body: str) -> None:
    page = f"<html><head><title>El Faro</title></head><body>{body}</body></html>"
    with pytest.raises(LoadError, match="no trae ningún artículo"):
        read(page.encode())


def test_the_outlet_is_who_is_described_as_publisher() -> None:
    described = (
        '<script type="application/ld+json">{"@type": "NewsArticle", "publisher": '
        '{"@type": "Organization", "name": "La Vega"}}</script>'
    )
    page = ARTICLE.format(meta=described).replace(
        '<meta property="og:site_name" content="La Gaceta">', ""
    )
    assert read(page.encode()).articles[0].source == "La Vega"
