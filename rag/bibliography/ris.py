"""Writes references as RIS, by rispy: what Zotero, EndNote and Mendeley exchange.

A value stands on its line alone, so that no title can begin a field of its own; rispy leaves that
to its caller.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from rag.bibliography.references import Person, Reference


def write(references: Sequence[Reference]) -> str:
    """Write references, of the kind of newspaper articles."""
    from rispy.writer import RisWriter

    class Writer(RisWriter):
        """Without the number that it writes above each reference, which some programs refuse."""

        def set_header(self, count: int) -> str:
            return ""

    return str(Writer().formats([_fields(reference) for reference in references]))


def _fields(reference: Reference) -> dict[str, Any]:
    fields: dict[str, Any] = {
        "type_of_reference": "NEWS",
        "id": reference.id,
        "title": reference.title,
    }
    if reference.authors:
        fields["authors"] = [_name(person) for person in reference.authors]
    if reference.source:
        fields["secondary_title"] = reference.source
    if reference.day is not None:
        fields["date"] = f"{reference.day:%Y/%m/%d}".rjust(10, "0")
        fields["year"] = f"{reference.day.year:04d}"
    if reference.pages is not None:
        fields["start_page"], fields["end_page"] = map(str, reference.pages)
    if reference.address:
        fields["urls"] = [reference.address]
    fields["language"] = "es"
    return fields


def _name(person: Person) -> str:
    return f"{person.family}, {person.given}" if person.given else person.family
