"""Reads electronic books and magazines: an article a chapter, by zipfile and lxml.

The package file names the parts in reading order and carries the book's Dublin Core. Parts are
only ever looked up among the members of the file; no path leads anywhere else.
"""

from __future__ import annotations

import posixpath
import re
import zipfile
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Final
from urllib.parse import unquote

from rag.documents.formats import markup, package
from rag.documents.formats.office import properties
from rag.documents.mending.decoding import clean, decode
from rag.documents.metadata.dates import parse_date
from rag.documents.types import (
    Article,
    Failure,
    FileContents,
    LoadError,
    SourceFile,
    load_error,
)

if TYPE_CHECKING:
    from lxml.etree import _Element

_REMEDY: Final = "Ábralo en Calibre o Sigil y guárdelo de nuevo, o guarde su texto como .txt."
_PAGES: Final = ("application/xhtml+xml", "text/html", "application/xml")
_CHARSET: Final = re.compile(rb"<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([\w.:-]{1,40})")
MAX_CHAPTERS: Final = 5_000
"""Parts of a book that are read; the others are counted."""


def _name(element: _Element) -> str:
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def _xml(data: bytes) -> _Element:
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, recover=True)
    root = etree.fromstring(data, parser)
    if root is None:
        raise ValueError("no XML")
    return root


class _Book:
    """An opened book: its members, and what its package file says."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self._archive = archive
        self._names = set(archive.namelist())
        container = _xml(archive.read("META-INF/container.xml"))
        roots = [e for e in container.iter() if _name(e) == "rootfile"]
        self._root = unquote(str(roots[0].get("full-path")))
        self._package = _xml(archive.read(self._root))
        items = [e for e in self._package.iter() if _name(e) == "item"]
        self._items = {e.get("id"): e for e in items}

    def said(self, name: str) -> list[_Element]:
        """Give what Dublin Core says under a name."""
        space = "{http://purl.org/dc/elements/1.1/}"
        return [e for e in self._package.iter(f"{space}{name}") if (e.text or "").strip()]

    def first(self, name: str) -> str:
        """Give the first thing it says under a name, on one line."""
        found = self.said(name)
        return properties.line(found[0].text) if found else ""

    @property
    def date(self) -> str | None:
        """The day of publication, if it says one; not that of a change."""
        days = [(e, parse_date(properties.line(e.text))) for e in self.said("date")]
        event = "{http://www.idpf.org/2007/opf}event"
        for wanted in ("publication", "original-publication", None):
            for element, day in days:
                if day and element.get(event) == wanted and not day.startswith("0101"):
                    return day
        return None

    @property
    def authors(self) -> str:
        """The people that made it."""
        names = [properties.author_of(e.text) for e in self.said("creator")]
        return ", ".join(dict.fromkeys(filter(None, names)))

    def chapters(self) -> list[str]:
        """Name the parts in reading order, but for the table of contents."""
        names: list[str] = []
        for reference in (e for e in self._package.iter() if _name(e) == "itemref"):
            item = self._items.get(reference.get("idref"))
            if item is None or item.get("media-type") not in _PAGES:
                continue
            if "nav" in (item.get("properties") or "").split():
                continue
            href = unquote(str(item.get("href") or "").partition("#")[0])
            names.append(posixpath.normpath(posixpath.join(posixpath.dirname(self._root), href)))
        return list(dict.fromkeys(names))

    def text(self, name: str, path: Path) -> tuple[str, str]:
        """Read a part: its heading and its text.

        :raises KeyError: there is no such part.
        """
        if name not in self._names:
            raise KeyError(name)
        data = self._archive.read(name)
        declared = _CHARSET.search(data[:300])
        page = decode(data, path, declared[1].decode("ascii") if declared else None)
        root = markup.parse(page)
        return ("", "") if root is None else (markup.heading_of(root), markup.text_of(root))


class EpubFormat:
    """Reads electronic books and magazines."""

    suffixes = (".epub",)
    isolated = True
    libraries = ("lxml.html",)

    def read(self, file: SourceFile) -> FileContents:
        """Read an article a chapter, each with the work that it is of as its outlet.

        :raises LoadError: the file is damaged, protected, too large or without text.
        """
        path = file.path
        with (
            package.opening(file, "el libro está dañado", _REMEDY, entities=True),
            zipfile.ZipFile(BytesIO(file.data)) as archive,
        ):
            if "META-INF/encryption.xml" in archive.namelist() and _locked(archive):
                raise load_error(
                    path, "está protegido contra copia", "Añada una copia sin protección."
                )
            contents = _contents(_Book(archive), path)
        return contents  # noqa: RET504  to mypy the block might end without it


def _locked(archive: zipfile.ZipFile) -> bool:
    """Whether pages are encrypted, and not only fonts."""
    found = _xml(archive.read("META-INF/encryption.xml"))
    references = [str(e.get("URI") or "") for e in found.iter() if _name(e) == "CipherReference"]
    return any(
        reference.lower().endswith((".xhtml", ".html", ".htm", ".xml")) for reference in references
    )


def _contents(book: _Book, path: Path) -> FileContents:
    work = properties.title_of(book.first("title"), path)
    publisher, author, day = book.first("publisher"), book.authors, book.date
    if publisher.casefold() == "calibre":  # the program that fetched it
        publisher = ""
    names = book.chapters()
    failures: list[Failure] = []
    if len(names) > MAX_CHAPTERS:
        left = len(names) - MAX_CHAPTERS
        failures.append(Failure(None, f"Solo se han leído {MAX_CHAPTERS} partes; faltan {left}."))
    read: list[tuple[str, str, str]] = []
    for name in names[:MAX_CHAPTERS]:
        try:
            heading, text = book.text(name, path)
        except (KeyError, LoadError):
            shown = " ".join(clean(name).split())
            failures.append(Failure(None, f"La parte «{shown[:80]}» falta o está dañada."))
            continue
        if any(c.isalnum() for c in text):
            read.append((name, heading, text))
    if not read:
        raise load_error(path, "el libro no tiene texto", "Si son imágenes, páselo por un OCR.")
    if len(read) == 1:
        _, heading, text = read[0]
        only = Article(text, work or heading, day, publisher, author)
        return FileContents((only,), tuple(failures))
    articles = [
        Article(text, heading, day, work or publisher, author, place=posixpath.basename(name))
        for name, heading, text in read
    ]
    return FileContents(tuple(articles), tuple(failures))
