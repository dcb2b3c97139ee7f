"""Where the documents' lines are printed, and the files of pages as they came."""

from __future__ import annotations

import struct
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import Final

from index.storage.integrity import checksum
from index.storage.rows.access import Rows
from index.types import Original, PrintedLine

_LINE: Final = struct.Struct("<7i")
"""Start and end from the start of the run, the box in hundredths of a point, the quality in
thousandths or -1: 28 bytes."""


class PrintedRows(Rows):
    """The printed lines of documents and the files of pages."""

    def put_lines(self, document: str, lines: Iterable[PrintedLine]) -> None:
        """Record where a document's lines are printed; only inside :meth:`writing`."""
        rows = []
        for page, run in groupby(lines, key=lambda line: line.page):
            own = list(run)
            start, end = own[0].start, own[-1].end
            row = (document, start, end, page, b"".join(packed(line, start) for line in own))
            rows.append((*row, checksum(*row)))
        if rows:
            self.change_many(
                'INSERT INTO printed_lines (document, start, "end", page, lines, checksum) '
                "VALUES (?,?,?,?,?,?)",
                rows,
            )

    def lines(self, document: str) -> Iterator[PrintedLine]:
        """Return where a document's lines are printed, in the order of its text."""
        rows = self.query(
            "SELECT start, page, lines FROM printed_lines WHERE document = ? ORDER BY start",
            (document,),
        )
        return (line for row in rows for line in unpacked(*row))

    def lines_of_passages(self, ids: Sequence[int]) -> dict[int, tuple[PrintedLine, ...]]:
        """Map each of those passages that has pages to the printed lines that reach into it."""
        rows = self.query(
            'SELECT p.id, p.start, p."end", l.start, l.page, l.lines FROM passages p '
            'JOIN printed_lines l ON l.document = p.document AND l.start < p."end" '
            f'AND l."end" > p.start WHERE p.id {self.AMONG} ORDER BY p.id, l.start',
            (self.several(ids),),
        )
        found: dict[int, tuple[PrintedLine, ...]] = {}
        for id, first, last, *run in rows:
            own = (x for x in unpacked(*run) if x.start < last and x.end > first)
            found[id] = (*found.get(id, ()), *own)
        return {id: lines for id, lines in found.items() if lines}

    def put_original(self, original: Original) -> None:
        """Keep a file of pages, once however often it is given; only inside :meth:`writing`."""
        row = (original.id, original.name, original.data)
        self.change(
            "INSERT INTO originals VALUES (?,?,?,?) ON CONFLICT (id) DO NOTHING",
            (*row, checksum(*row)),
        )

    def original(self, id: str) -> Original | None:
        """Return a kept file of pages, or ``None``."""
        rows = self.query("SELECT id, name, data FROM originals WHERE id = ?", (id,))
        return Original(rows[0][0], rows[0][1], bytes(rows[0][2])) if rows else None

    def forget_originals(self, id: str | None = None) -> None:
        """Forget that one, or all, of which no document is any more; inside :meth:`writing`."""
        self.change(
            "DELETE FROM originals WHERE id = coalesce(?, id) AND NOT EXISTS "
            "(SELECT 1 FROM documents d WHERE d.original = originals.id) AND NOT EXISTS "
            "(SELECT 1 FROM removed r WHERE r.original = originals.id)",
            (id,),
        )


def packed(line: PrintedLine, start: int) -> bytes:
    """Return a line as a row of ``printed_lines`` holds it.

    :param start: of the row's run of lines.
    """
    box = (round(100 * side) for side in line.box)
    quality = -1 if line.quality is None else round(1000 * line.quality)
    return _LINE.pack(line.start - start, line.end - start, *box, quality)


def unpacked(start: int, page: int, lines: bytes) -> Iterator[PrintedLine]:
    """Yield the lines of one row of ``printed_lines``."""
    # A damaged length gives fewer lines: an answer is not refused for want of a box.
    whole = memoryview(lines)[: len(lines) // _LINE.size * _LINE.size]
    for first, last, left, top, right, bottom, quality in _LINE.iter_unpack(whole):
        box = (left / 100, top / 100, right / 100, bottom / 100)
        sure = None if quality < 0 else quality / 1000
        yield PrintedLine(start + first, start + last, page, box, sure)
