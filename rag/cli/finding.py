"""Carries out ``find``: exact search, with all that was found on the terminal or in a table."""

from __future__ import annotations

import argparse
import re
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from index.errors import QueryError
from index.text.counts import Count
from rag import backends
from rag.cli import printing
from rag.cli.arguments import Commands
from rag.cli.exits import DONE
from rag.exact import sheets
from rag.exact.excerpts import excerpt, marker
from rag.exact.finding import ORDERS, Findings, find

_SHOWN: Final = 60
"""Characters of a wrong query that are shown on either side of the place where it is wrong."""

_WAIT_S: Final = 3.0
"""Seconds after which it is said why a search takes so long."""
_WAIT: Final = (
    "Buscando… La primera vez en un archivo de una versión anterior se preparan sus palabras, y "
    "puede tardar unos minutos."
)
_EMPTY: Final = "El archivo está vacío. Añada artículos con «hemeroteca add CARPETA»."

_CONTROLS: Final = re.compile(r"[\x00-\x1f\x7f-\x9f]")
"""What a terminal would obey; an article may hold it."""

_BOLD, _PLAIN = "\033[1m", "\033[0m"

_HELP: Final = """\
La consulta:
  incendio forestal         las dos palabras, en cualquiera de sus formas
  "monte bajo"              esas palabras seguidas y tal cual (sin mirar tildes ni mayúsculas)
  incendio NO (sierra O "monte bajo")     Y, O, NO (o AND, OR, NOT) en mayúsculas, y paréntesis
  incend*    Lonbrada~      lo que empieza así; lo que difiere en una letra
  "alcalde dimite"~5        a cinco palabras de distancia, como mucho
  fuente:"La Voz"   fecha:2025-03..2025-06   título:riada   persona:Kim   lugar:Kursk
  organización:ONU
"""


def add_commands(commands: Commands) -> None:
    """Add the command of this module."""
    command = commands.add("find", _find, "Encuentra todos los pasajes, sin excepción.", json=True)
    command.formatter_class = argparse.RawDescriptionHelpFormatter
    command.epilog = _HELP
    command.add_argument("query", metavar="CONSULTA", help="entre comillas simples")
    command.add_argument(
        "--sort", choices=ORDERS, default="date", help="por fecha o por puntuación (date)"
    )
    command.add_argument(
        "--csv", type=Path, metavar="F", help="escribe los resultados en una tabla"
    )
    command.add_argument(
        "--xlsx", type=Path, metavar="F", help="los escribe en una hoja de cálculo"
    )


def _find(options: argparse.Namespace) -> int:
    places = {kind: getattr(options, kind) for kind in sheets.WRITERS if getattr(options, kind)}
    for place in places.values():
        sheets.check_place(place)
    storage = backends.open_storage(options.archive)
    try:
        with _told_to_wait():
            findings = find(storage, options.query, options.sort)
        if not (findings.total or storage.stats().documents):
            print(_EMPTY, file=sys.stderr)
        for kind, place in places.items():
            sheets.save(place, sheets.WRITERS[kind](findings, storage))
    except QueryError as error:
        if error.query.strip():
            print(pointer(error), file=sys.stderr)
        raise
    finally:
        storage.close()
    for remark in filter(None, (findings.left_out.in_words, findings.note)):
        print(remark, file=sys.stderr)
    if options.json:
        printing.print_json(findings.to_dict())
    elif not places:
        show(findings)
    for place in places.values():
        told = f"{count(findings)}: están en «{place}»."
        print(told, file=sys.stderr if options.json else sys.stdout)
    return DONE


@contextmanager
def _told_to_wait() -> Iterator[None]:
    """Say on standard error why it takes so long, where it takes more than some seconds."""
    timer = threading.Timer(_WAIT_S, print, [_WAIT], {"file": sys.stderr, "flush": True})
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()


def show(findings: Findings) -> None:
    """Print every hit in two lines, and how many there are."""
    marks = marker(findings.expression)
    bold, plain = (_BOLD, _PLAIN) if sys.stdout.isatty() else ("", "")
    for number, hit in enumerate(findings.hits, 1):
        page = "" if hit.page is None else f"p. {hit.page}"
        paragraph = f"párrafo {hit.paragraph}"
        origin = ", ".join(filter(None, (hit.title, hit.source, hit.date, page, paragraph)))
        print(f"{number}. {bold}{_harmless(origin)}{plain} [{hit.document}]")
        print(f"   {_harmless(excerpt(hit.text, marks(hit.text)))}")
    if findings.hits:
        print()
    print(f"{count(findings)}.")


def count(findings: Findings) -> str:
    """Say how much was found: «3 pasajes en 2 documentos»."""
    if not findings.total:
        return "Ningún pasaje cumple la consulta"
    documents = Count(len({hit.document for hit in findings.hits}))
    passages = Count(findings.total)
    return f"{passages} {passages:pasaje|pasajes} en {documents} {documents:documento|documentos}"


def pointer(error: QueryError) -> str:
    """Show the query, with a mark below the place where it is wrong."""
    start = max(0, error.at - _SHOWN)
    shown = _harmless(error.query[start : error.at + _SHOWN])
    return f"  {shown}\n  {' ' * (error.at - start)}^"


def _harmless(text: str) -> str:
    return _CONTROLS.sub(" ", text)
