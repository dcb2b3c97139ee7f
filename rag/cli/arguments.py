"""Reads command lines in Spanish, and gives every command its common options.

argparse speaks English by itself; the messages a person can meet are put into Spanish
here rather than by a translation catalogue that would have to be installed.
"""

from __future__ import annotations

import argparse
import re
from collections.abc import Callable
from typing import Final, NoReturn

from index import Filters
from index.errors import InputError
from index.postgres.address import refuse_password
from index.types import KINDS
from rag.archive import SETTING
from rag.documents.metadata.dates import parse_date
from rag.entities.names import IN_SPANISH

Run = Callable[[argparse.Namespace], int]
"""Carries out a command and returns its exit status."""

# What argparse says in English, and how we say it.
_SPANISH: Final = (
    (r"usage: ", "uso: "),
    (r"positional arguments:", "argumentos:"),
    (r"options:", "opciones:"),
    (r"show this help message and exit", "muestra esta ayuda"),
    (r"argument ([^:]+): invalid choice: (.+) \(choose from (.+)\)", r"\1 no puede ser \2; use \3"),
    (r"argument ([^:]+): invalid int value: (.+)", r"\1 debe ser un número entero y es \2"),
    (r"argument ([^:]+): expected (?:one|at least one) argument", r"falta el valor de \1"),
    (r"the following arguments are required: (.+)", r"falta \1"),
    (r"unrecognized arguments: (.+)", r"no se conoce \1"),
    (r"argument ([^:]+): ignored explicit argument (.+)", r"\1 no lleva valor, y se le da \2"),
    (r"ambiguous option: (.+) could match (.+)", r"\1 puede ser \2"),
    (r"^argument ([^:]+): ", r"\1: "),
)


def _in_spanish(text: str) -> str:
    for english, spanish in _SPANISH:
        text = re.sub(english, spanish, text)
    return text


class SpanishParser(argparse.ArgumentParser):
    """Says in Spanish what argparse says in English, and raises instead of exiting."""

    def format_usage(self) -> str:
        """Format the usage line."""
        return _in_spanish(super().format_usage())

    def format_help(self) -> str:
        """Format the whole help."""
        return _in_spanish(super().format_help())

    def error(self, message: str) -> NoReturn:
        """Refuse the command line.

        :raises InputError: always.
        """
        raise InputError(f"{self.prog}: {_in_spanish(message)}. Vea «{self.prog} --help».")


class Commands:
    """Adds commands to a parser, each with the options that all share."""

    def __init__(self, parser: argparse.ArgumentParser) -> None:
        self._subparsers = parser.add_subparsers(dest="command", required=True, metavar="ORDEN")
        self._archive = SpanishParser(add_help=False)
        self._archive.add_argument(
            "--archive",
            type=refuse_password,
            metavar="ARCHIVO",
            help="carpeta del archivo, o postgresql://usuario@servidor/base "
            f"(por omisión ${SETTING})",
        )
        self._archive.add_argument(
            "--encoder", metavar="MODELO", help="modelo de sentence-transformers, nombre o carpeta"
        )
        self._common = SpanishParser(add_help=False)
        self._common.add_argument(
            "-v",
            "--verbose",
            action="count",
            default=0,
            help="cuenta en la salida de errores lo que hace; dos veces (-vv), con detalle",
        )
        self._json = SpanishParser(add_help=False)
        self._json.add_argument("--json", action="store_true", help="imprime un documento JSON")
        self._filters = SpanishParser(add_help=False)
        for name, metavar, what in (
            ("document", "ID", "este documento, por su identificador"),
            ("source", "FUENTE", "este medio"),
        ):
            self._filters.add_argument(
                f"--{name}",
                action="append",
                default=[],
                metavar=metavar,
                help=f"solo pasajes de {what}; se puede repetir",
            )
        for name, which in (("from", "desde"), ("to", "hasta")):
            self._filters.add_argument(
                f"--{name}",
                dest=f"date_{name}",
                type=day,
                metavar="FECHA",
                help=f"solo artículos {which} ese día: 2025-08-14 o 14/8/2025",
            )
        for kind in KINDS:
            self._filters.add_argument(
                f"--{kind}",
                action="append",
                default=[],
                metavar="NOMBRE",
                help=f"solo pasajes que nombran a esta {IN_SPANISH[kind]}"
                if kind != "place"
                else "solo pasajes que nombran este lugar",
            )

    def add(
        self,
        name: str,
        run: Run,
        help: str,
        *,
        archive: bool = True,
        json: bool = False,
        filters: bool = False,
    ) -> argparse.ArgumentParser:
        """Add a command and return its parser, for arguments of its own.

        :param archive: whether it takes ``--archive`` and ``--encoder``.
        :param json: whether it takes ``--json``.
        :param filters: whether it takes the options that :func:`filters_of` reads.
        """
        parents = [
            *[self._archive] * archive,
            self._common,
            *[self._json] * json,
            *[self._filters] * filters,
        ]
        command: argparse.ArgumentParser = self._subparsers.add_parser(
            name, help=help, description=help, parents=parents
        )
        command.set_defaults(run=run)
        return command


def day(text: str) -> str:
    """Read a date as people write it into an ISO day."""
    iso = parse_date(text)
    if iso is None:
        raise argparse.ArgumentTypeError(
            f"«{text}» no es una fecha; escriba 2025-08-14 o 14/8/2025"
        )
    return iso


def column(text: str) -> tuple[str, str]:
    """Read «field=column», as of a sheet."""
    field, equals, name = text.partition("=")
    if not (equals and field.strip() and name.strip()):
        raise argparse.ArgumentTypeError(f"«{text}» no es CAMPO=COLUMNA; escriba text=cuerpo")
    return field.strip(), name.strip()


def filters_of(options: argparse.Namespace) -> Filters:
    """Take the filters out of a command's options."""
    return Filters(
        frozenset(options.document),
        frozenset(options.source),
        options.date_from,
        options.date_to,
        frozenset((kind, name) for kind in KINDS for name in getattr(options, kind)),
    )
