"""Makes articles of a sheet's rows: an article a row where a column holds their text, else one
article with the table, in which every row carries its heads.

Which it is, the names of the columns tell (:mod:`rag.documents.metadata.columns`), what was mapped,
or a column of long prose beside a title or a date.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from rag.documents.mending.decoding import clean
from rag.documents.mending.markup import plain
from rag.documents.mending.tables import head_rows, is_figure, table_text
from rag.documents.metadata.columns import find_column, recognise
from rag.documents.metadata.records import read_metadata
from rag.documents.types import Article, Failure, LoadError, load_error

Row = tuple[int, Sequence[str]]
"""The number of a row as people count, from 1, and its cells."""

MAX_CELLS: Final = 5_000_000
"""All rows of a file: 100,000 articles with fifty columns. In memory a cell takes some 60 bytes."""
MAX_COLUMNS: Final = 2_000
"""Of a row."""
# What stands above the heads: a title, who made it, blank rows.
_ABOVE: Final = 30
# A cell of an article's text has on average hundreds; one of a name or a mark, a few.
_SHORTEST_TEXT: Final = 30
_PROSE: Final = 200
_MAX_FAILURES: Final = 100
_HEADS_FROM: Final = 300
"""Rows that tell how many of them are heads; the rest says the same."""
_SPLIT: Final = "Divídalo en archivos menores."


@dataclass(frozen=True, slots=True)
class _Columns:
    """Where the heads stand, and which column holds which field."""

    head: int
    fields: Mapping[str, int]
    guessed: str = ""


@dataclass(frozen=True, slots=True)
class SheetArticles:
    """What a sheet holds.

    :param by_row: whether each article is a row, whose number is its ``entry``.
    """

    articles: tuple[Article, ...]
    failures: tuple[Failure, ...]
    by_row: bool


def too_many_cells(path: Path) -> LoadError:
    """Make the error for a file with more than :data:`MAX_CELLS`."""
    return load_error(path, f"tiene más de {MAX_CELLS // 1_000_000} millones de celdas", _SPLIT)


def read_sheet(
    rows: Sequence[Row], path: Path, columns: Mapping[str, str], title: str
) -> SheetArticles:
    """Read the articles of a sheet.

    :param rows: those that are not blank, in order.
    :param columns: as in :class:`rag.documents.types.ReadOptions`.
    :param title: of the table, where it has none above it.
    :raises LoadError: a mapped column is not there.
    """
    found = _mapped(rows, path, columns) if columns else _recognised(rows)
    if found is None:
        return SheetArticles(_table(rows, title), (), by_row=False)
    articles, failures = _articles(rows, found)
    if not articles and not columns:  # a table after all, whose column is empty
        return SheetArticles(_table(rows, title), (), by_row=False)
    return SheetArticles(articles, failures, by_row=True)


def _mapped(rows: Sequence[Row], path: Path, columns: Mapping[str, str]) -> _Columns | None:
    """Find the row of heads in which all mapped columns stand."""
    for at, (_, cells) in enumerate(rows[:_ABOVE]):
        try:
            fields = recognise(cells, columns)
        except KeyError:
            continue
        if "text" in fields:
            return _Columns(at, fields)
        if prose := _prose(rows, at, fields):
            return prose
        return None
    heads = next((cells for _, cells in rows[:_ABOVE] if sum(map(bool, cells)) > 1), ())
    missing = [name for name in columns.values() if find_column(heads, name) is None]
    there = ", ".join(f"«{_short(head)}»" for head in heads[:20] if head.strip()) or "ninguna"
    raise load_error(
        path,
        f"no hay ninguna columna «{_short(missing[0] if missing else '')}»",
        f"Sus columnas: {there}. Corrija --map.",
    )


def _recognised(rows: Sequence[Row]) -> _Columns | None:
    """Find the row of heads by the names of its columns and what stands below them."""
    for at, (_, cells) in enumerate(rows[:_ABOVE]):
        fields = recognise(cells, {})
        known = fields.keys() & {"title", "date", "source", "author", "url"}
        single = sum(map(bool, cells)) == 1
        long = "text" in fields and _length(rows, at, fields["text"]) >= _SHORTEST_TEXT
        if long and (known or single):
            return _Columns(at, fields)
        if len(known) > 1 or (known & {"title", "date"}):
            if prose := _prose(rows, at, fields):
                return prose
            # A monitoring service may send no more than what stands below the headline.
            if {"lead", "title", "date"} <= fields.keys():
                return _Columns(at, {**fields, "text": fields["lead"]})
    return None


def _length(rows: Sequence[Row], head: int, column: int) -> float:
    """How long the cells of a column are that say anything, on average."""
    lengths = [len(cells[column]) for _, cells in rows[head + 1 :] if column < len(cells)]
    lengths = [length for length in lengths if length]
    return sum(lengths) / len(lengths) if lengths else 0.0


def _prose(rows: Sequence[Row], head: int, fields: Mapping[str, int]) -> _Columns | None:
    """Find the one column of long prose under heads that do not name it."""
    names = rows[head][1]
    taken = {index for field, index in fields.items() if field not in ("lead", "text")}
    lengths = {
        index: _length(rows, head, index) for index in range(len(names)) if index not in taken
    }
    if not lengths:
        return None
    best = max(lengths, key=lambda index: lengths[index])
    if lengths[best] < _PROSE:
        return None
    others = {field: index for field, index in fields.items() if index != best}
    return _Columns(head, {**others, "text": best}, guessed=names[best])


def _articles(
    rows: Sequence[Row], columns: _Columns
) -> tuple[tuple[Article, ...], tuple[Failure, ...]]:
    articles: list[Article] = []
    failures: list[Failure] = []
    if columns.guessed:
        name = _short(columns.guessed)
        said = f"Se ha leído como texto la columna «{name}»; si no lo es, use --map text=COLUMNA."
        failures.append(Failure(None, said))
    for number, cells in rows[columns.head + 1 :]:
        record = {
            field: cells[index] for field, index in columns.fields.items() if index < len(cells)
        }
        text = clean(plain(record.get("text", ""))).strip()
        lead = clean(plain(record.get("lead", ""))).strip()
        if not any(c.isalnum() for c in text):
            failures.append(Failure(number, "la columna del texto está vacía"))
            continue
        if lead and lead != text and not text.startswith(lead.rstrip(".… ")):
            text = f"{lead}\n\n{text}"
        known: dict[object, object] = dict(record.items())
        data = read_metadata(known)
        articles.append(
            Article(
                text, clean(data.title), data.date, clean(data.source), clean(data.author), number
            )
        )
        if data.problem:
            failures.append(Failure(number, data.problem))
    if len(failures) > _MAX_FAILURES:
        more = Failure(None, f"y otras {len(failures) - _MAX_FAILURES} filas con problemas")
        failures = [*failures[:_MAX_FAILURES], more]
    return tuple(articles), tuple(failures)


def _table(rows: Sequence[Row], title: str) -> tuple[Article, ...]:
    """Write a sheet of figures as one article, with what stands above its heads."""
    cells = [row for _, row in rows]
    above = next((at for at, row in enumerate(cells[:_ABOVE]) if sum(map(bool, row)) > 1), 0)
    captions = [" ".join(filter(None, row)) for row in cells[:above]]
    body = cells[above:]
    heads = head_rows(body[:_HEADS_FROM]) or int(_is_head(body))
    text = "\n\n".join(filter(None, [*captions, table_text(body, heads)]))
    if not any(c.isalnum() for c in text):
        return ()
    return (Article(text, title=" ".join(captions[0].split()) if captions else title),)


def _is_head(body: Sequence[Sequence[str]]) -> bool:
    """Whether the first row of a sheet names its columns: in sheets it nearly always does."""
    if len(body) < 2:
        return False
    named = [cell for cell in body[0] if cell]
    return len(named) > 1 and not any(map(is_figure, named))


def _short(text: str) -> str:
    line = " ".join(clean(text).split())
    return line if len(line) <= 60 else line[:60] + "…"
