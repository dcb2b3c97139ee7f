"""Reads digitised newspapers: a page in ALTO, or an issue in METS with its pages in ALTO."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final

from rag.documents.formats.digitised import alto, mets, xml
from rag.documents.formats.digitised.alto import AltoPage
from rag.documents.formats.digitised.masthead import dated, of_issue
from rag.documents.formats.digitised.mets import Issue, MetsArticle
from rag.documents.mending.cut_words import CutWords
from rag.documents.metadata.file_names import date_of_name
from rag.documents.pages.articles import articles_of, one_article
from rag.documents.pages.layout import Layout
from rag.documents.types import (
    LOW_QUALITY,
    Article,
    Failure,
    FileContents,
    LoadError,
    PageRead,
    SourceFile,
    load_error,
)

_LEAST_LEFT: Final = 12
"""Words that no article has, from which what is left of a page is one."""


class NewspaperFormat:
    """Reads ALTO, and METS with the ALTO files that it names."""

    suffixes = (".xml",)
    isolated = True
    libraries = ("lxml.etree",)

    def read(self, file: SourceFile) -> FileContents:
        """Read the articles: those that METS marks, else those that headlines show.

        :raises LoadError: the file is neither, is damaged, or has no text.
        """
        root = xml.parse(file.data, file.path)
        kind = xml.name_of(root).casefold()
        if kind in ("alto", "mets"):
            contents = _page(root, file.path) if kind == "alto" else _issue(root, file)
            if not contents.articles:
                told = " ".join(failure.reason for failure in contents.failures[:1])
                problem = "no hay texto en ninguna de sus páginas"
                raise load_error(file.path, problem, told or "Vuelva a exportarlo con su texto.")
            return contents
        raise load_error(
            file.path,
            f"es XML, pero ni ALTO ni METS («{xml.name_of(root)[:40]}»)",
            "De otras clases de XML no se sabe qué es un artículo; conviértalo a .html o .txt.",
        )


def _page(root: Any, path: Path) -> FileContents:
    """Read a file of ALTO by itself."""
    pages = alto.pages_of(root, path)
    wholes = [whole for page in pages for whole in page.wholes]
    articles = articles_of([page.layout for page in pages], known=wholes)
    name = alto.picture_name(root)
    day = date_of_name(name) if name else None
    return FileContents(
        dated(articles, [page.layout for page in pages], day),
        pages=tuple(map(_became, pages)),
        sheets=tuple((page.number, "", *page.size) for page in pages[:1] if page.size),
    )


def _became(page: AltoPage) -> PageRead:
    if not page.blocks:
        return PageRead(page.number, "empty")
    if page.quality is None:
        return PageRead(page.number, "text")
    problem = ""
    if page.quality < LOW_QUALITY:
        sure = f"{100 * page.quality:.0f} %"
        problem = f"se lee mal ({sure} de seguridad por palabra); coteje lo que se cite."
    return PageRead(page.number, "scanned", round(page.quality, 3), problem)


@dataclass(slots=True)
class _Pages:
    """The pages of an issue that could be read, by the id that METS gives their file."""

    read: dict[str, list[AltoPage]]
    failures: list[Failure]

    def all(self) -> Iterator[AltoPage]:
        for pages in self.read.values():
            yield from pages


def _issue(root: Any, file: SourceFile) -> FileContents:
    """Read an issue, its pages numbered in their order."""
    issue = mets.read_issue(root)
    if not issue.pages:
        raise load_error(
            file.path, "no nombra ninguna página en ALTO", "Añada los archivos ALTO por sí mismos."
        )
    pages = _pages_of(issue, {part.name: part.data for part in file.parts}, file)
    words = CutWords(
        "\n".join(
            [line.text for page in pages.all() for line in page.layout.lines]
            + [whole for page in pages.all() for whole in page.wholes]
        )
    )
    articles = [_marked(article, pages, words) for article in issue.articles]
    articles += _left(issue, pages)
    day = issue.date or of_issue([page.layout for page in pages.all()]) or date_of_name(file.path)
    return FileContents(
        tuple(
            replace(article, date=day, source=issue.title)
            for article in articles
            if any(c.isalnum() for c in article.text)
        ),
        tuple(pages.failures),
        tuple(_became(page) for page in pages.all()),
        sheets=tuple(
            (page.number, issue.pictures[id], *page.size)
            for id, own in pages.read.items()
            for page in own[:1]
            if page.size and id in issue.pictures
        ),
    )


def _pages_of(issue: Issue, parts: Mapping[str, bytes], file: SourceFile) -> _Pages:
    """Read the pages of an issue; one that cannot be read costs only itself."""
    pages = _Pages({}, [])
    number = 1
    for id, name in issue.pages:
        if name not in parts:
            pages.failures.append(Failure(None, f"No está la página «{name}», que se nombra."))
            number += 1
            continue
        try:
            root = xml.parse(parts[name], file.path.parent / name)
            if xml.name_of(root).casefold() != "alto":
                continue
            pages.read[id] = alto.pages_of(root, file.path, number)
        except LoadError as error:
            pages.failures.append(Failure(None, str(error)))
            number += 1
            continue
        number += max(len(pages.read[id]), 1)
        file.on_page()
    return pages


def _marked(article: MetsArticle, pages: _Pages, words: CutWords) -> Article:
    """Write an article that METS marks; its blocks are taken off their pages."""
    layouts: list[Layout] = []
    for id, name in article.blocks:
        for page in pages.read.get(id, ()):
            block = page.blocks.pop(name, None)
            if block is None:
                continue
            if not layouts or layouts[-1].number != page.number:
                layouts.append(Layout(page.number, sheet=page.layout.sheet))
            layouts[-1].blocks.append(block)
            layouts[-1].lines += block.lines
    return one_article(layouts, article.title, words)


def _left(issue: Issue, pages: _Pages) -> Sequence[Article]:
    """Make articles of what METS marks as none; where it marks any, of what is worth one."""
    found: list[Article] = []
    for page in pages.all():
        kept = {id(block) for block in page.blocks.values()}
        page.layout.blocks = [block for block in page.layout.blocks if id(block) in kept]
        if issue.articles:
            page.layout.lines = [line for b in page.layout.blocks for line in b.lines]
            found += [
                article
                for article in articles_of([page.layout])
                if len(article.text.split()) >= _LEAST_LEFT
            ]
    return found if issue.articles else articles_of([page.layout for page in pages.all()])
