"""Reads presentations: each slide's title, texts, tables, charts and notes, by python-pptx."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from typing import Any, Final

from rag.documents.formats import package
from rag.documents.formats.office import properties
from rag.documents.mending.decoding import clean
from rag.documents.mending.tables import table_text
from rag.documents.types import Article, Failure, FileContents, SourceFile

_REMEDY: Final = "Ábralo en PowerPoint o LibreOffice y guárdelo de nuevo como .pptx."
_LONGEST_ITEM: Final = 200
"""Characters of a line of a list; longer ones are paragraphs."""
_MAX_GROUPS: Final = 50
"""Groups of shapes inside one another that are looked into."""


def _line(text: str) -> str:
    return " ".join(clean(text).split())


def _shapes(shapes: Any, depth: int = 0) -> Iterator[Any]:
    """Yield the shapes in their order, those of groups in their place."""
    if depth > _MAX_GROUPS:
        raise RecursionError
    for shape in shapes:
        if hasattr(shape, "shapes"):
            yield from _shapes(shape.shapes, depth + 1)
        else:
            yield shape


def _frame(frame: Any) -> Iterator[str]:
    """Yield the blocks of a frame; short paragraphs are the lines of a list."""
    lines = [line for line in (_line(paragraph.text) for paragraph in frame.paragraphs) if line]
    if len(lines) > 1 and max(map(len, lines)) <= _LONGEST_ITEM:
        yield "\n".join(f"- {line}" for line in lines)
    else:
        yield from lines


def _table(table: Any) -> str:
    rows: list[list[str]] = []
    for row in table.rows:
        cells: list[str] = []
        for at, cell in enumerate(row.cells):
            text = _line(cell.text)
            if cell.is_spanned:  # what spans it stands in it
                above = rows[-1][at] if rows else ""
                text = cells[-1] if cells and _spans_right(row.cells, at) else above
            cells.append(text)
        rows.append(cells)
    return table_text(rows, 1 if table.first_row and len(rows) > 1 else None)


def _spans_right(cells: Any, at: int) -> bool:
    for back in range(1, at + 1):
        before = cells[at - back]
        if not before.is_spanned:
            return bool(before.is_merge_origin and before.span_width > back)
    return False


def _chart(chart: Any) -> str:
    """Write the figures of a chart as a table: a category a row, a series a column."""
    plot = chart.plots[0]
    series = list(plot.series)
    rows = [["", *(_line(one.name) for one in series)]]
    for at, category in enumerate(plot.categories):
        values = [one.values[at] if at < len(one.values) else None for one in series]
        shown = ["" if v is None else f"{v:.10g}".replace(".", ",") for v in values]
        rows.append([_line(str(category)), *shown])
    return table_text(rows, 1)


def _blocks(slide: Any) -> Iterator[str]:
    title = slide.shapes.title
    head = _line(title.text_frame.text) if title is not None else ""
    if head:
        yield head
    for shape in _shapes(slide.shapes):
        if title is not None and shape.shape_id == title.shape_id:
            continue
        if shape.is_placeholder and shape.placeholder_format.type in _furniture():
            continue
        if shape.has_text_frame:
            yield from _frame(shape.text_frame)
        elif getattr(shape, "has_table", False):
            yield _table(shape.table)
        elif getattr(shape, "has_chart", False):
            yield _chart(shape.chart)
    if slide.has_notes_slide and (frame := slide.notes_slide.notes_text_frame) is not None:
        for paragraph in frame.paragraphs:
            yield _line(paragraph.text)


def _furniture() -> tuple[Any, ...]:
    """What stands on every slide: its number, its date, its foot."""
    from pptx.enum.shapes import PP_PLACEHOLDER

    return (PP_PLACEHOLDER.SLIDE_NUMBER, PP_PLACEHOLDER.DATE, PP_PLACEHOLDER.FOOTER)


class SlidesFormat:
    """Reads the presentations of PowerPoint since 2007."""

    suffixes = (".pptx", ".ppsx")
    isolated = True
    libraries = ("pptx",)

    def read(self, file: SourceFile) -> FileContents:
        """Read the article; hidden slides are named in the report.

        :raises LoadError: the file is damaged, protected, too large or without text.
        """
        path = file.path
        blocks: list[str] = []
        hidden: list[int] = []
        with package.opening(file, "la presentación está dañada", _REMEDY):
            import pptx

            presentation = pptx.Presentation(BytesIO(file.data))
            core = properties.core_of(presentation)
            title = properties.title_of(core.title, path)
            for number, slide in enumerate(presentation.slides, start=1):
                if slide._element.get("show") == "0":
                    hidden.append(number)
                    continue
                found = [block for block in _blocks(slide) if block]
                if not title and found and slide.shapes.title is not None:
                    title = properties.title_of(slide.shapes.title.text_frame.text, path)
                blocks += found
            author = properties.author_of(core.author)
            # python-pptx leaves its template's own day of 2013 in presentations that it makes.
            templated = core.last_modified_by == "Steve Canny"
            day = None if templated else properties.day_of(core.created)
        remedy = "Si son imágenes, guárdela como PDF y páselo por un OCR."
        text = package.text_of(blocks, path, "la presentación no tiene texto", remedy)
        numbers = ", ".join(map(str, hidden))
        said = [Failure(None, f"Diapositivas ocultas sin leer: {numbers}.")] if hidden else []
        article = Article(text, title=title, author=author)
        return FileContents((properties.dated(article, path, day),), tuple(said))
