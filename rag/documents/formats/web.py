"""Reads saved web pages: trafilatura finds the article, its title, date, author and site."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from rag.documents.formats.web_body import article_text, spread_cells
from rag.documents.formats.web_structure import headings, with_headings, without_layout
from rag.documents.mending.decoding import clean, decode
from rag.documents.mending.pages import has_article, notice_in, repaired
from rag.documents.mending.tables import is_headed_row
from rag.documents.metadata.authors import people
from rag.documents.metadata.descriptions import read_description
from rag.documents.metadata.page_names import saved_from
from rag.documents.metadata.records import not_understood
from rag.documents.metadata.sites import bare_name, site_of, without_site
from rag.documents.metadata.web_pages import PageFacts, read_facts
from rag.documents.types import (
    Article,
    Failure,
    FileContents,
    LoadError,
    SourceFile,
    load_error,
    quiet,
)

if TYPE_CHECKING:
    from lxml.html import HtmlElement
    from trafilatura.settings import Document

# Press pages have up to 2 MB of markup once embedded pictures and scripts are taken out;
# trafilatura reads 0.5 MB a second, of pages made to be slow 0.15.
MAX_MARKUP = 5_000_000

_DECLARED = re.compile(
    rb"<(?:meta|\?xml)[^>]{0,200}?(?:charset|encoding)\s*=\s*[\"']?([\w.:-]{1,40})"
)
_EMBEDDED = re.compile(r"data:[\w/+.-]{1,60};base64,[A-Za-z0-9+/=]*+")
_OPENING = re.compile(r"<(script|style|svg)\b[^<>]{0,2000}>", re.IGNORECASE)
_BODY = re.compile(r"<body\b", re.IGNORECASE)
_XML_DECLARATION = re.compile(r"\A\s*<\?xml[^>]*\?>")
# Invisible in a page: soft hyphens and zero-width spaces inside words.
_INVISIBLE = re.compile("[\u00ad\u200b\u2060\ufeff]")
_TOGETHER = re.compile(r"(?:- |\| )")


_NO_SEARCH = "https://ejemplo.invalid/2000/01/01/"


def _spaced(text: str) -> str:
    """Put a blank line between paragraphs; items and rows stay together."""
    lines = [line.rstrip() for line in text.split("\n") if line.strip()]
    parts: list[str] = []
    for i, line in enumerate(lines):
        if i:
            mark = _TOGETHER.match(line)
            same = mark is not None and lines[i - 1].startswith(mark[0])
            same = same or (_is_row(line) and _is_row(lines[i - 1]))
            parts.append("\n" if same else "\n\n")
        parts.append(line)
    return "".join(parts)


def _is_row(line: str) -> bool:
    return is_headed_row(line) or " | " in line


def _without_scripts(page: str) -> str:
    """Take programs, styles and drawings out, in one pass, also when they never end."""
    parts: list[str] = []
    at = 0
    while opening := _OPENING.search(page, at):
        closing = re.compile(rf"</{opening[1]}\s*>", re.IGNORECASE).search(page, opening.end())
        if closing is None:
            break
        metadata = "ld+json" in opening[0]  # title, date and author for search engines
        parts.append(page[at : closing.end() if metadata else opening.start()])
        at = closing.end()
    return "".join([*parts, page[at:]])


def _extract(page: str) -> Document | None:
    """Ask trafilatura what it takes for the article, if anything."""
    import trafilatura

    # Fragments without a body are not recognised as pages.
    whole = page if _BODY.search(page) else f"<html><body>{page}</body></html>"
    with quiet("trafilatura", "htmldate", "courlan", "justext"):
        tree = trafilatura.load_html(whole)
        found: list[tuple[str, str]] = []
        if tree is not None:
            without_layout(tree)
            spread_cells(tree)
            found = headings(tree)
        extract = trafilatura.bare_extraction(
            whole if tree is None else tree,
            with_metadata=True,
            include_comments=False,
            # Its date is not asked for: htmldate takes that of a picture's address for one. It
            # looks no further than at an address that it is given, when there is a date in it.
            date_extraction_params={"extensive_search": False, "url": _NO_SEARCH},
        )
    if extract is None or isinstance(extract, dict):
        return None
    if extract.body is not None:
        with_headings(extract.body, found, extract.title or "")
        extract.text = article_text(extract.body)
    return extract


def _all_text(page: str) -> str:
    import trafilatura

    with quiet("trafilatura"):
        text: str = trafilatura.html2txt(f"<html><body>{page}</body></html>")
    return text


def _line(value: str | None) -> str:
    return " ".join(_INVISIBLE.sub("", clean(value or "")).split())


def _require_text(text: str, path: Path) -> str:
    text = _spaced(_INVISIBLE.sub("", clean(text)))
    if not any(c.isalnum() for c in text):
        raise load_error(
            path,
            "no se encuentra ningún texto de artículo en la página",
            "Ábrala en el navegador y guarde el texto del artículo como .txt.",
        )
    return text


class WebFormat:
    """Reads saved web pages."""

    suffixes = (".html", ".htm")
    isolated = True
    libraries = ("trafilatura",)

    def read(self, file: SourceFile) -> FileContents:
        """Read the article of the page.

        :raises LoadError: the page is too large or no text is found in it.
        """
        path, declared = file.path, _DECLARED.search(file.data[:4096])
        page = decode(file.data, path, declared[1].decode("ascii") if declared else None)
        page = _XML_DECLARATION.sub("", _EMBEDDED.sub("", clean(page)))
        if len(page) > MAX_MARKUP:
            page = _without_scripts(page)
        if len(page) > MAX_MARKUP:
            size = f"{len(page) / 1e6:.1f}".replace(".", ",")
            raise load_error(
                path,
                f"la página tiene {size} MB de código y el límite es {MAX_MARKUP // 1_000_000} MB",
                "Guarde solo el artículo, o su texto como .txt.",
            )
        from lxml.html import document_fromstring

        page = repaired(page)
        try:
            extract = _extract(page)
            fallback = "" if extract else _all_text(page)
            tree = document_fromstring(page)
            described = read_description(tree)
            whole = _require_article(tree, described.body, path)
            address = ((extract.url or "") if extract else "") or saved_from(page)
            sitename = _line(extract.sitename) if extract else ""
            facts = read_facts(tree, described, address, sitename)
        except (LoadError, MemoryError, RecursionError):
            raise
        except Exception as error:  # whatever a hostile page sets off in the parsers
            raise load_error(
                path,
                f"la página no se puede analizar ({type(error).__name__})",
                "Guarde el texto del artículo como .txt.",
            ) from error
        unread = (Failure(None, not_understood(facts.unread_date)),) if facts.unread_date else ()
        if extract is None:
            text = fallback if whole else described.body
            title = _title("", facts, facts.outlet)
            article = Article(_require_text(text, path), title, facts.date, facts.outlet)
            return FileContents((article,), unread)
        site = facts.outlet
        named = site_of(_line(extract.sitename)) or site_of(_line(described.publisher))
        source = site or named or site_of(address) or _line(extract.hostname)
        title = _title(_line(extract.title), facts, source)
        text = (extract.text or "") if whole else described.body
        if facts.visited:
            text = text.removeprefix(facts.visited).lstrip()
        if facts.headline and title != facts.headline and text.startswith(facts.headline):
            text = title + text.removeprefix(facts.headline)
        article = Article(
            text=_require_text(text, path),
            title=title,
            date=facts.date,
            source=source,
            author=people(_line(extract.author), source),
        )
        return FileContents((article,), unread)


def _require_article(tree: HtmlElement, described: str, path: Path) -> bool:
    """Tell whether a page shows its article, and does not only describe it to search engines.

    :raises LoadError: it does neither.
    """
    if notice := notice_in(tree):
        problem = f"la página no trae ningún artículo, sino un aviso: «{notice}»"
    elif has_article(tree):
        return True
    elif described:
        return False
    else:
        problem = "la página no trae ningún artículo, solo menús: la rellena un programa al abrirla"
    remedy = "Ábrala en el navegador y guarde el texto del artículo como .txt, o imprímala a PDF."
    raise load_error(path, problem, remedy)


def _title(title: str, facts: PageFacts, site: str) -> str:
    """The page's headline whole: not cut at a quotation mark, and without the site's name."""
    headline = without_site(facts.headline, site)
    if len(headline) > len(title) and headline.startswith(title.rstrip(" .…")):
        return headline
    if not title or bare_name(title) == bare_name(site):
        return headline or without_site(facts.titled, site)
    return without_site(title, site, headline)
