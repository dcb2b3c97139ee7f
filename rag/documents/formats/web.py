"""Reads saved web pages: trafilatura finds the article, its title, date, author and site."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from rag.documents.formats.web_body import SPANS, article_text, spread_cells
from rag.documents.mending.decoding import clean, decode
from rag.documents.mending.tables import is_headed_row
from rag.documents.metadata.front_matter import parse_date
from rag.documents.types import Article, FileContents, SourceFile, load_error, quiet

if TYPE_CHECKING:
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
        tree = trafilatura.load_html(whole) if SPANS.search(whole) else None
        if tree is not None:
            spread_cells(tree)
        extract = trafilatura.bare_extraction(
            whole if tree is None else tree,
            with_metadata=True,
            include_comments=False,
            # Only dates the page declares; searching its text would be guessing.
            date_extraction_params={"extensive_search": False, "original_date": True},
        )
    if extract is None or isinstance(extract, dict):
        return None
    if extract.body is not None:
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
        try:
            extract = _extract(page)
            fallback = "" if extract else _all_text(page)
        except (MemoryError, RecursionError):
            raise
        except Exception as error:  # whatever a hostile page sets off in the parsers
            raise load_error(
                path,
                f"la página no se puede analizar ({type(error).__name__})",
                "Guarde el texto del artículo como .txt.",
            ) from error
        if extract is None:
            return FileContents((Article(text=_require_text(fallback, path)),))
        host = urlsplit(extract.url or "").hostname or extract.hostname or ""
        article = Article(
            text=_require_text(extract.text or "", path),
            title=_line(extract.title),
            date=parse_date(extract.date),
            source=_line(extract.sitename) or host,
            author=_line(extract.author),
        )
        return FileContents((article,))
