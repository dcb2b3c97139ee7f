"""Reads the texts of LibreOffice: paragraphs, lists, tables, notes and boxes, by odfdo."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from typing import TYPE_CHECKING, Any, Final

from rag.documents.formats import package
from rag.documents.formats.office import properties
from rag.documents.mending.decoding import clean
from rag.documents.mending.tables import LONGEST_CELL, table_text
from rag.documents.types import Article, FileContents, SourceFile

if TYPE_CHECKING:
    from lxml.etree import _Element

_REMEDY: Final = "Ábralo en LibreOffice y guárdelo de nuevo, o guarde su texto como .txt."
MAX_CELLS: Final = 200_000
"""Cells of a table after which none is repeated any more."""
MAX_REPEATED: Final = 100
"""Columns that a cell may repeat; sheets repeat empty ones to the end of the page."""
_SPACES: Final = frozenset(("s", "tab", "line-break"))
# What a reader does not see: deletions, comments, fields' definitions, tables of contents.
_UNSEEN: Final = frozenset(
    "tracked-changes annotation annotation-end forms sequence-decls variable-decls "
    "user-field-decls table-of-content alphabetical-index hidden-text hidden-paragraph ruby-text "
    "note-citation soft-page-break bookmark title desc".split()
)


def _name(element: _Element) -> str:
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


class _Walk:
    """One reading of a document's body; notes and boxes wait until their paragraph has ended."""

    def __init__(self) -> None:
        self._waiting: list[str] = []

    def blocks(self, parent: _Element, item: bool = False) -> Iterator[str]:
        """Yield the blocks under an element; items of one list are lines of one."""
        for child in parent:
            name = _name(child)
            if name in ("p", "h"):
                if text := self._paragraph(child):
                    yield text
                yield from self._waited()
            elif name == "list":
                yield "\n".join(self._items(child))
                yield from self._waited()
            elif name == "table":
                yield from self._table(child)
                yield from self._waited()
            elif name and name not in _UNSEEN:
                yield from self.blocks(child)

    def _waited(self) -> list[str]:
        waiting, self._waiting = self._waiting, []
        return waiting

    def _items(self, list_: _Element) -> Iterator[str]:
        for item in list_:
            mark = "- " if _name(item) == "list-item" else ""
            for child in item:
                if _name(child) in ("p", "h"):
                    if text := self._paragraph(child):
                        yield mark + text
                        mark = ""
                elif _name(child) == "list":
                    yield from self._items(child)

    def _paragraph(self, element: _Element) -> str:
        return " ".join(clean("".join(self._flow(element))).split())

    def _flow(self, element: _Element) -> Iterator[str]:
        yield element.text or ""
        for child in element:
            name = _name(child)
            if name in _SPACES:
                yield " "
            elif name == "note":
                self._waiting += [text for text in _Walk().blocks(child) if text]
            elif name in ("frame", "custom-shape", "text-box"):
                # A picture with its caption, or a box: a block of its own.
                self._waiting += [text for text in _Walk().blocks(child) if text]
            elif name and name not in _UNSEEN:
                yield from self._flow(child)
            yield child.tail or ""

    def _table(self, table: _Element) -> Iterator[str]:
        rows: list[list[str]] = []
        heads = count = 0
        for row, head in _rows(table):
            above = rows[-1] if rows else []
            cells: list[str] = []
            for cell in row:
                if _name(cell) not in ("table-cell", "covered-table-cell"):
                    continue
                text = " ".join(text.replace("\n", " ") for text in self.blocks(cell))
                if _name(cell) == "covered-table-cell":  # what spans it stands in it
                    beside = _spans(row, cell)
                    at = len(cells)
                    text = cells[-1] if beside and cells else (above[at] if at < len(above) else "")
                again = _repeated(cell)
                # Empty ones that reach to the edge of the page are there for nothing.
                alone = count > MAX_CELLS or (not text and again == MAX_REPEATED)
                cells += [text] * (1 if alone else again)
                count += again
            heads += head and heads == len(rows)
            rows.append(cells)
        if any(len(cell) > LONGEST_CELL for row in rows for cell in row):
            yield from (text for row in rows for text in dict.fromkeys(row) if text)
        else:
            yield table_text(rows, heads or None)


def _rows(table: _Element) -> Iterator[tuple[_Element, bool]]:
    """Yield the rows of a table, and whether each is a head."""
    for child in table:
        name = _name(child)
        if name == "table-row":
            yield child, False
        elif name == "table-header-rows":
            yield from ((row, True) for row in child if _name(row) == "table-row")
        elif name in ("table-rows", "table-row-group"):
            yield from _rows(child)


def _spans(row: _Element, covered: _Element) -> bool:
    """Whether it is a cell to its left, in its row, that covers a cell."""
    before = covered.getprevious()
    steps = 1
    while before is not None and _name(before) == "covered-table-cell":
        before, steps = before.getprevious(), steps + 1
    return before is not None and _number(before, "number-columns-spanned") > steps


def _number(element: _Element, name: str) -> int:
    value = next((v for key, v in element.attrib.items() if str(key).endswith(f"}}{name}")), "1")
    text = str(value)
    return int(text) if text.isascii() and text.isdigit() and len(text) < 7 else 1


def _repeated(cell: _Element) -> int:
    return max(1, min(_number(cell, "number-columns-repeated"), MAX_REPEATED))


class OdtFormat:
    """Reads the texts of LibreOffice and other programs of the Open Document Format."""

    suffixes = (".odt", ".ott")
    isolated = True
    libraries = ("odfdo",)

    def read(self, file: SourceFile) -> FileContents:
        """Read the article.

        :raises LoadError: the file is damaged, protected, too large or without text.
        """
        path = file.path
        with package.opening(file, "el documento está dañado", _REMEDY):
            import odfdo
            from lxml import etree

            document = odfdo.Document(BytesIO(file.data))
            content: Any = document.content
            parser = etree.XMLParser(resolve_entities=False, no_network=True)
            root = etree.fromstring(content.serialize(), parser)
            body = next(element for element in root if _name(element) == "body")
            blocks = list(_Walk().blocks(body))
            meta = document.meta
            title = properties.title_of(meta.title, path)
            author = properties.author_of(meta.initial_creator or meta.creator)
            # odfdo leaves its template's own day in documents that it makes.
            templated = str(meta.generator or "").startswith("odfdo")
            day = None if templated else properties.day_of(meta.creation_date)
        remedy = "Si son imágenes, páselo por un OCR."
        text = package.text_of(blocks, path, "el documento no tiene texto", remedy)
        article = Article(text, title=title, author=author)
        return FileContents((properties.dated(article, path, day),))
