"""Finds the questions in a sheet: which column is which, which rows are blank, which are wrong."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from index.errors import InputError
from rag.batches.tables import Table, read_tables
from rag.batches.types import Asked, QuestionSheet
from rag.documents.metadata.columns import normal
from rag.documents.types import printable

MOST: Final = 20_000
"""Questions of one batch: an hour or two on two cores."""

_NAMES: Final[Mapping[str, frozenset[str]]] = {
    "question": frozenset("question questions pregunta preguntas".split()),
    "source": frozenset("source fuente medio outlet".split()),
    "from": frozenset("from desde date_from".split()),
    "to": frozenset("to hasta date_to".split()),
    "expected": frozenset("expected esperada esperado respuesta_esperada expected_answer".split()),
}
_ABOVE: Final = 30
"""Rows above the heads: a title, who made it."""

_BROKEN: Final = "Las comillas de esta fila no se cierran bien, así que no se puede leer."
_TOO_MANY: Final = (
    "Esta fila tiene más celdas que columnas hay: ponga entre comillas lo que lleve el signo que "
    "las separa."
)


def read_questions(data: bytes, name: str, most: int = MOST) -> QuestionSheet:
    """Read the questions of a file.

    :param name: of the file, whose suffix tells its kind.
    :param most: how many there may be.
    :raises InputError: the file cannot be read, has no column of questions, none in it, or too
        many.
    """
    tables = read_tables(data, name)
    found = next(((t, head) for t in tables if (head := _head(t)) is not None), None)
    if found is None:
        bare = next((table for table in tables if _is_bare(table)), None)
        if bare is None:
            raise InputError(_no_column(tables, name))
        table, at, columns = bare, -1, {"question": 0}
    else:
        table, (at, columns) = found
    heads = tuple(map(str.strip, table.rows[at][1])) if at >= 0 else ("",)
    width = max((i + 1 for i, head in enumerate(heads) if head), default=1)
    asked = [
        _asked(number, _fitted(cells, width, table.delimiter), columns)
        for number, cells in table.rows[at + 1 :]
    ]
    asked += [Asked(number, "", problem=_BROKEN) for number in table.broken]
    asked.sort(key=lambda each: each.row)
    if not asked:
        raise InputError(f"«{printable(name)}» no tiene ninguna pregunta bajo sus columnas.")
    if len(asked) > most:
        raise InputError(
            f"«{printable(name)}» tiene {_thousands(len(asked))} preguntas y el límite es "
            f"{_thousands(most)} de una vez. Divídalo en varios archivos."
        )
    unused = [h for i, h in enumerate(heads) if h and i not in columns.values()]
    notes = [f"Columnas que no se usan: {', '.join(map(_short, unused[:20]))}."] if unused else []
    return QuestionSheet(
        tuple(asked),
        table.blank,
        tuple(notes),
        table.delimiter,
        table.marked,
        "expected" in columns,
    )


def _head(table: Table) -> tuple[int, dict[str, int]] | None:
    """Find the row of heads, and where each column stands."""
    for at, (_, cells) in enumerate(table.rows[:_ABOVE]):
        names = [normal(cell) if len(cell) <= 40 else "" for cell in cells]
        columns = {
            field: next(i for i, name in enumerate(names) if name in known)
            for field, known in _NAMES.items()
            if known & set(names)
        }
        if "question" in columns:
            return at, columns
    return None


def _is_bare(table: Table) -> bool:
    """Whether it is nothing but questions, one a row, without heads."""
    first = table.delimiter.join(table.rows[0][1]).strip() if table.rows else ""
    return first.endswith("?")


def _fitted(cells: Sequence[str], width: int, delimiter: str) -> Sequence[str] | None:
    """The cells of a row under so many heads; ``None`` where there are more cells than heads.

    Where the question is all there is, a comma in it parts nothing.
    """
    if not any(cell.strip() for cell in cells[width:]):
        return cells
    return [delimiter.join(cells).rstrip(delimiter)] if width == 1 else None


def _asked(number: int, cells: Sequence[str] | None, columns: Mapping[str, int]) -> Asked:
    if cells is None:
        return Asked(number, "", problem=_TOO_MANY)
    given = {field: " ".join(cells[at].split()) for field, at in columns.items() if at < len(cells)}
    question = given.get("question", "")
    return Asked(
        number,
        question,
        given.get("source", ""),
        given.get("from", ""),
        given.get("to", ""),
        given.get("expected", ""),
        "" if question else "Falta la pregunta.",
    )


def _no_column(tables: Sequence[Table], name: str) -> str:
    heads = next((cells for t in tables for _, cells in t.rows if any(cells)), ())
    there = ", ".join(f"«{_short(head)}»" for head in heads[:20] if head)
    if not there:
        return f"«{printable(name)}» está vacío. Escriba una pregunta por fila, bajo «pregunta»."
    return (
        f"«{printable(name)}» no tiene ninguna columna «question» o «pregunta». Su primera fila: "
        f"{there}. Escriba «pregunta» sobre la columna de las preguntas."
    )


def _short(text: str) -> str:
    line = printable(" ".join(text.split()))
    return line if len(line) <= 60 else line[:60] + "…"


def _thousands(count: int) -> str:
    return f"{count:,}".replace(",", ".")
