"""Writes references as CSL-JSON, which Zotero, pandoc and every processor of CSL styles take."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from rag.bibliography.references import Person, Reference


def write(references: Sequence[Reference]) -> str:
    """Write references as a list of newspaper articles."""
    return f"{json.dumps(list(map(item, references)), ensure_ascii=False, indent=2)}\n"


def item(reference: Reference) -> dict[str, Any]:
    """Make the item of a reference, as the schema of CSL 1.0.2 has it."""
    made: dict[str, Any] = {
        "id": reference.id,
        "type": "article-newspaper",
        "title": reference.title,
        "language": "es",
    }
    if reference.authors:
        made["author"] = list(map(_name, reference.authors))
    if reference.source:
        made["container-title"] = reference.source
    if reference.day is not None:
        day = reference.day
        made["issued"] = {"date-parts": [[day.year, day.month, day.day]]}
    if reference.pages is not None:
        made["page"] = reference.page_range
    if reference.address:
        made["URL"] = reference.address
    return made


def _name(person: Person) -> dict[str, str]:
    if person.given:
        return {"family": person.family, "given": person.given}
    return {"literal": person.family}
