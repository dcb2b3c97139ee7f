"""Writes a chronology as a table in a text file, in UTF-8 with the mark by which Excel knows it."""

from __future__ import annotations

import csv
import io
from typing import Final

from rag.cells import guarded
from rag.timelines.types import Timeline

COLUMNS: Final = (
    *("date", "until", "dated_by", "quote", "title", "source", "article_date"),
    *("page", "paragraph", "document", "citation", "also"),
)
"""``also`` names the other outlets that print nearly the same."""


def csv_of(timeline: Timeline) -> bytes:
    """Write a row for each entry, in the order of time."""
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(COLUMNS)
    for entry in timeline.entries:
        row = {name: getattr(entry, name) for name in COLUMNS if name != "also"}
        row["also"] = "; ".join(copy.source or copy.title for copy in entry.also)
        cells = ("" if row[name] is None else str(row[name]) for name in COLUMNS)
        writer.writerow(list(map(guarded, cells)))
    return text.getvalue().encode("utf-8-sig", "replace")
