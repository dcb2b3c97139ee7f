"""Carries out the command that writes articles as references."""

from __future__ import annotations

import argparse
from pathlib import Path

from rag.bibliography.formats import FORMATS
from rag.cli import printing
from rag.cli.arguments import Commands
from rag.cli.exits import DONE
from rag.cli.opening import open_archive
from rag.exact import sheets


def add_commands(commands: Commands) -> None:
    """Add the command of this module."""
    cite = commands.add(
        "cite", _cite, "Escribe la referencia de unos documentos, para Zotero y otros.", json=True
    )
    cite.add_argument("ids", nargs="+", metavar="ID", help="como los da «hemeroteca list»")
    cite.add_argument("--format", choices=tuple(FORMATS), default="ris", help="el formato (ris)")
    cite.add_argument("--out", type=Path, metavar="F", help="lo escribe en un archivo")


def _cite(options: argparse.Namespace) -> int:
    if options.out is not None:
        sheets.check_place(options.out)
    text = open_archive(options).cite(*options.ids, format=options.format)
    if options.out is not None:
        sheets.save(options.out, text.encode())
    if options.json:
        ids = list(dict.fromkeys(options.ids))
        printing.print_json({"format": options.format, "documents": ids, "text": text})
    elif options.out is not None:
        print(f"Escrito en «{options.out}».")
    else:
        print(text.rstrip("\n"))
    return DONE
