"""Turns tables into text in which every row carries its heads.

A row alone («Torralba | 1.204 | 310») says nothing of what its figures count, and a long table is
cut into several passages, of which one has the heads. So each row becomes a line that can be read
by itself: «Pueblo: Torralba; Habitantes: 1.204; Regadío (ha): 310». All formats that have tables
come here with rows of cells; what comes out is what is stored, searched and quoted.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from typing import Final

Row = Sequence[str]
"""The cells of a row, from left to right; a cell over several columns or rows stands in each."""

BETWEEN: Final = "; "
"""What parts the pairs of a row."""

_BAR: Final = " | "
_LONGEST_HEAD: Final = 80
"""Characters of a column's head."""
# Above this many characters in one cell a table is there to lay out a page, or to hold prose.
LONGEST_CELL: Final = 300
# Prose has semicolons and colons too, and sentences, that end with a full stop.
_SENTENCES: Final = re.compile(r"[a-záéíóúüñ]{4,}[.!?…][»”\")]?\s+[«“\"¿¡(—]?[A-ZÁÉÍÓÚÑ]")
_PAIRS_OF_A_SENTENCE: Final = 2
_MOST_NAMES: Final = 2
_PAIRS_A_LINE: Final = 5
# A longer row would be cut into passages of which one has its name.
_LONGEST_LINE: Final = 600
# A column of figures has a few cells that say why there is none.
_FIGURES: Final = 0.6
_FIGURE: Final = re.compile(
    r"[-+–<>≈~]?\s*(?:[$€£]|US\$|S/)?\s*\d[\d.,\s\u00a0\u202f/:]*"
    r"(?:%|‰|€|[ºª°]|[a-zA-Z²³€$]{1,4}\.?)?\Z"
)
_UNIT: Final = re.compile(r"[-+–<>≈~\d.,\s\u00a0\u202f/:]")
_YEAR: Final = re.compile(r"(?:1[5-9]|20)\d\d(?:\s?[-/–]\s?\d{2,4})?\Z")
# What stands over columns: enough of it in the first row tells heads where all columns are words.
_HEAD_WORDS: Final = frozenset(
    "nombre nombres apellidos cargo año fecha día hora mes lugar total municipio pueblo localidad "
    "ciudad provincia región comarca país departamento distrito partido candidato candidata "
    "candidatura lista votos porcentaje escaños concejales puesto equipo jugador país categoría "
    "concepto descripción detalle importe precio coste costo presupuesto cantidad número nº n.º "
    "tipo estado sector empresa entidad organismo actividad obra título autor autora director "
    "resultado local visitante partidos puntos goles edad sexo profesión teléfono dirección "
    "observaciones notas fuente responsable plazo zona barrio línea tramo producto unidad variable "
    "indicador medida valor periodo período".split()
)


def _tidy(cell: str) -> str:
    """Put a cell on one line, without what parts the pairs of a row."""
    return " ".join(cell.split()).replace("; ", ", ").strip("; ")


def _says_something(cell: str) -> bool:
    return any(char.isalnum() for char in cell)


def is_figure(cell: str) -> bool:
    """Whether a cell holds a number with at most a unit beside it."""
    return _FIGURE.match(cell.strip()) is not None


def _filled(rows: Sequence[Row]) -> list[list[str]]:
    """Give all rows that say something the same number of cells, and drop empty columns."""
    tidy = [[_tidy(cell) for cell in row] for row in rows]
    width = max(map(len, tidy), default=0)
    full = [row + [""] * (width - len(row)) for row in tidy if any(map(_says_something, row))]
    kept = [i for i in range(width) if any(row[i] for row in full)]
    return [[row[i] for i in kept] for row in full]


def _is_section(row: Row) -> bool:
    """Whether a row is one cell over all columns: the name of the rows below, or a note."""
    if len(row) < 2 or not row[0]:
        return False
    if len(set(row)) == 1:
        return not is_figure(row[0])
    return not any(row[1:]) and (row[0].endswith(":") or (row[0].isupper() and len(row[0]) > 3))


def head_rows(rows: Sequence[Row]) -> int:
    """Say how many rows at the top hold heads, by what stands in them and below.

    Figures below a word are counted by it; where all columns hold words, only the usual words for
    heads tell, since a person's name over another's would be a falsehood. It is 0 when in doubt.
    """
    full = _filled(rows)
    first = 0
    while first < len(full) and _is_section(full[first]):
        first += 1
    if len(full) - first < 2 or len(full[first]) < 2:
        return 0
    top, body = full[first], full[first + 1 :]
    if any(a == b and a for a, b in itertools.pairwise(top)) and len(body) > 1:
        top, body = (
            [" ".join(filter(None, pair)) for pair in zip(top, body[0], strict=True)],
            body[1:],
        )
        count = first + 2
    else:
        count = first + 1
    if not all(top[1:]) or max(map(len, top)) > _LONGEST_HEAD:
        return 0
    columns = list(zip(*(row for row in body if not _is_section(row)), strict=True))
    if not columns:
        return 0
    counted = 0
    for head, column in zip(top, columns, strict=True):
        values = [cell for cell in column if cell]
        figures = [cell for cell in values if is_figure(cell)]
        if is_figure(head) and not (_YEAR.match(head) and not all(map(_YEAR.match, values))):
            return 0
        # In two columns «Superficie | 21 km²» over «Vecinos | 1.204» are labels, not rows.
        units = {_UNIT.sub("", cell).strip() for cell in figures}
        alike = len(units) == 1 or len(top) > 2 or not top[0]
        counted += bool(values) and alike and len(figures) >= _FIGURES * len(values)
    if counted:
        return count
    words = [cell.casefold().split()[0].rstrip(".:") for cell in top if cell]
    return count if sum(word in _HEAD_WORDS for word in words) * 2 > len(words) else 0


def _heads(rows: Sequence[Row]) -> list[str]:
    """Make one head a column of the rows at the top, from above to below."""
    heads: list[str] = []
    for column in zip(*rows, strict=True):
        parts = list(dict.fromkeys(cell.rstrip(": ") for cell in column if cell))
        heads.append(" ".join(parts).replace(": ", " "))
    return heads


def _pair(head: str, value: str) -> str:
    return f"{head}: {value}" if head and head.casefold() != value.casefold() else value


def _lines(rows: Sequence[Row], heads: Sequence[str]) -> Iterator[str]:
    section = ""
    for i, row in enumerate(rows):
        if _is_section(row):
            section = row[0].rstrip(": ")
            if i + 1 == len(rows) or _is_section(rows[i + 1]):
                yield section  # a note, or one heading above another
            continue
        if [cell.rstrip(": ") for cell in row] == list(heads):
            continue  # printed again at the top of a page
        pairs = [
            _pair(head, cell)
            for head, cell in zip(heads, row, strict=True)
            if _says_something(cell)
        ]
        yield from _parted([section] if section else [], pairs)


def _parted(sections: list[str], pairs: list[str]) -> Iterator[str]:
    """Write a row, in several lines where it is long; each begins with what the row is about."""
    named, line = [*sections, *pairs[:1]], list[str]()
    for pair in pairs[1:]:
        if line and len(BETWEEN.join([*named, *line, pair])) > _LONGEST_LINE:
            yield BETWEEN.join([*named, *line])
            line = []
        line.append(pair)
    yield BETWEEN.join([*named, *line])


def _labelled(rows: Sequence[Row]) -> Iterator[str]:
    """Write a table whose first column says what the others hold, some pairs a line."""
    pairs = [
        _pair(row[0].rstrip(": ").replace(": ", " "), ", ".join(filter(_says_something, row[1:])))
        for row in rows
        if any(map(_says_something, row[1:]))
    ]
    for i in range(0, len(pairs), _PAIRS_A_LINE):
        yield BETWEEN.join(pairs[i : i + _PAIRS_A_LINE])


def table_text(rows: Sequence[Row], heads: int | None = None, *, labels: bool = False) -> str:
    """Write a table as lines, one a row, each with its heads.

    >>> print(table_text([["Pueblo", "Vecinos"], ["Torralba", "1.204"], ["Vinuesa", "856"]]))
    Pueblo: Torralba; Vecinos: 1.204
    Pueblo: Vinuesa; Vecinos: 856

    :param rows: the cells as read; what stands over several columns or rows, in each of them.
    :param heads: how many rows at the top are heads, ``None`` to find out.
    :param labels: whether the first column says what the others hold, when no row does.
    :returns: lines without blank ones between them, ``""`` for a table that says nothing. Without
        heads the cells of a row stand between bars.
    """
    full = _filled(rows)
    if not full:
        return ""
    if len(full[0]) == 1:
        return "\n".join(row[0] for row in full)
    labels = labels or (len(full[0]) == 2 and all(row[0].endswith(":") for row in full))
    if labels and not heads:
        return "\n".join(_labelled(full))
    count = head_rows(full) if heads is None else heads
    if count >= len(full):  # nothing but heads: they are all there is
        count = 0
    captions = list(itertools.takewhile(_is_section, full[:count]))
    if len(captions) < count:
        lines = _lines(full[count:], _heads(full[len(captions) : count]))
        return "\n".join([*(row[0] for row in captions), *lines])
    bars = (row[0] if _is_section(row) else _BAR.join(filter(_says_something, row)) for row in full)
    return "\n".join(
        row[0] if _is_section(row) else bar for row, bar in zip(full, bars, strict=True)
    )


def is_headed_row(line: str) -> bool:
    """Whether a line is a row as :func:`table_text` writes it: pairs of head and value.

    Only what stands first may lack its head: the name of the row, or of the rows around it.
    """
    line = line.strip()
    first, *others = line.split(BETWEEN)
    if not others or len(first) > LONGEST_CELL + _LONGEST_HEAD or _SENTENCES.search(line):
        return False
    if line[-1] in ".!?…" and len(others) < _PAIRS_OF_A_SENTENCE:
        return False
    names = 0
    while ":" not in first and names < _MOST_NAMES and len(others) > 2 and ":" not in others[0]:
        names, others = names + 1, others[1:]  # the table's, a section's, and then a row's
    if not names and len(others) == 2 and ":" not in f"{first}{others[0]}":
        others = others[1:]
    return all(0 < part.find(": ") <= _LONGEST_HEAD for part in others)
