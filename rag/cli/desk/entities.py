"""Carries out ``entities``: who and what the articles name, and what they say of one."""

from __future__ import annotations

import argparse
import csv
import io
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from index.errors import InputError
from index.text.counts import Count
from index.types import KINDS, Entity
from rag.cli import printing
from rag.cli.arguments import Commands
from rag.cli.exits import DONE
from rag.cli.opening import open_archive
from rag.cli.progress import progress_bar
from rag.entities.names import IN_SPANISH
from rag.entities.pages import EntityPage, entity_dict

TOP: Final = 50
COLUMNS: Final = ("kind", "name", "passages", "documents", "forms")
_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")
"""What a cell must not begin with, lest a spreadsheet compute it."""


def add_commands(commands: Commands) -> None:
    """Add the commands of this module."""
    command = commands.add(
        "entities",
        _entities,
        "Muestra las personas, organizaciones y lugares que se nombran; con un nombre, su página.",
        json=True,
    )
    command.add_argument("name", nargs="?", metavar="NOMBRE", help="de quién se muestra la página")
    command.add_argument(
        "--kind",
        choices=KINDS,
        help="solo personas (person), organizaciones (organisation) o lugares (place)",
    )
    command.add_argument(
        "--top", type=int, default=TOP, metavar="N", help=f"cuántos nombres ({TOP})"
    )
    command.add_argument(
        "--csv", metavar="ARCHIVO", help="los escribe en un CSV, que no puede existir todavía"
    )


def _entities(options: argparse.Namespace) -> int:
    archive = open_archive(options)
    if options.name and options.csv:
        raise InputError("«--csv» escribe la lista: úselo sin NOMBRE.")
    with progress_bar("Buscando nombres") as advance:
        found = archive.entities(options.kind, options.top, progress=advance)
    if options.name:
        page = archive.entity(options.name, options.kind)
        if options.json:
            printing.print_json(page.to_dict())
        else:
            _show_page(page)
        return DONE
    if options.csv:
        _write(Path(options.csv), found)
    if options.json:
        printing.print_json({"entities": [entity_dict(entity) for entity in found]})
    elif options.csv:
        count = Count(len(found))
        print(f"{count} {count:nombre escrito|nombres escritos} en «{options.csv}».")
    else:
        for entity in found:
            print(line_of(entity))
        if not found:
            print("Los artículos no nombran a nadie.")
    return DONE


def line_of(entity: Entity) -> str:
    """An entity in one line: its counts, kind and name, and how else it is written."""
    others = [form for form in entity.forms if form != entity.name]
    also = f" (también: {', '.join(others[:4])}{' …' if len(others) > 4 else ''})" if others else ""
    counts = f"{entity.documents:>6} {entity.passages:>6}"
    return f"{counts}  {IN_SPANISH[entity.kind]:<12}  {entity.name}{also}"


def _show_page(page: EntityPage) -> None:
    entity = page.entity
    count = Count(entity.documents)
    print(f"{entity.name} ({IN_SPANISH[entity.kind]}), en {count} {count:documento|documentos}")
    print("  Formas: " + ", ".join(entity.forms))
    for sentence in page.telling:
        day = sentence.date or "sin fecha"
        print(f"  «{sentence.text}» ({sentence.source}, {day})")
    if page.beside:
        beside = ", ".join(f"{each.name} ({count})" for each, count in page.beside)
        print(f"  Aparece con: {beside}")
    for article in page.articles:
        print(f"  {article.date or 'sin fecha '}  {article.document}  {article.title}")


def _write(path: Path, entities: Sequence[Entity]) -> None:
    """Write the list as CSV, the forms of one name separated by semicolons.

    :raises InputError: the file is there already, or cannot be written.
    """
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(COLUMNS)
    for e in entities:
        row = (e.kind, _cell(e.name), e.passages, e.documents, _cell("; ".join(e.forms)))
        writer.writerow(row)
    try:
        with path.open("x", encoding="utf-8-sig", newline="") as file:
            file.write(text.getvalue())
    except FileExistsError as error:
        raise InputError(f"«{path}» ya existe. Dé otro nombre.") from error
    except OSError as error:
        raise InputError(
            f"«{path}» no se puede escribir ({error.strerror}). Dé otro nombre."
        ) from error


def _cell(text: str) -> str:
    return f"'{text}" if text.startswith(_FORMULA) else text
