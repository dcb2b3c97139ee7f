"""The command line: the same things that :class:`rag.Archive` does, with words for people.

With ``--json`` one document goes to standard output and nothing else; progress and
messages go to standard error. Exit status: 0 done, 2 wrong arguments or input that
cannot be used, 1 anything else. No traceback reaches a user, unless
``HEMEROTECA_DEBUG`` asks for it.
"""

from __future__ import annotations

import argparse
import io
import json
import os
import re
import sys
from collections.abc import Callable, Sequence
from typing import Any, Final, NoReturn

from index import Filters
from index.errors import HemerotecaError, InputError
from index.types import MODES
from rag import remedies
from rag.archive import SETTING, Archive
from rag.cli import chat, maintenance, printing, talk
from rag.conversation import Conversation
from rag.documents.formats.front_matter import parse_date
from rag.questions.query import Query
from rag.reader.span_reader import SpanReader

DONE, FAILED, UNUSABLE = maintenance.DONE, maintenance.FAILED, 2
DEBUG: Final = "HEMEROTECA_DEBUG"


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


class Parser(argparse.ArgumentParser):
    """Speaks Spanish."""

    def format_help(self) -> str:
        """The help page in Spanish."""
        return _in_spanish(super().format_help())

    def error(self, message: str) -> NoReturn:
        """Print what is wrong, in Spanish, and leave with status 2."""
        print(f"{self.prog}: {_in_spanish(message)}. Vea «{self.prog} --help».", file=sys.stderr)
        raise SystemExit(UNUSABLE)


def _day(text: str) -> str:
    day = parse_date(text)
    if day is None:
        raise argparse.ArgumentTypeError(f"«{text}» no es una fecha; escriba 2025-08-14")
    return day


def _parser() -> Parser:
    parser = Parser(
        prog="hemeroteca",
        description="Preguntas y respuestas con citas sobre una carpeta de artículos.",
    )
    common = Parser(add_help=False)
    common.add_argument(
        "--archive", metavar="CARPETA", help=f"carpeta del archivo (por omisión ${SETTING})"
    )
    common.add_argument(
        "--encoder", metavar="MODELO", help="modelo de sentence-transformers, nombre o carpeta"
    )
    printed = Parser(add_help=False)
    printed.add_argument("--json", action="store_true", help="imprime un documento JSON")
    filters = Parser(add_help=False)
    filters.add_argument("--document", action="append", default=[], metavar="ID")
    filters.add_argument("--source", action="append", default=[], metavar="FUENTE")
    filters.add_argument("--from", dest="date_from", type=_day, metavar="FECHA")
    filters.add_argument("--to", dest="date_to", type=_day, metavar="FECHA")
    commands = parser.add_subparsers(dest="command", required=True, metavar="ORDEN")

    def command(
        name: str, run: Callable[[argparse.Namespace], int], help: str, *parents: Any
    ) -> argparse.ArgumentParser:
        sub = commands.add_parser(name, help=help, description=help, parents=[common, *parents])
        sub.set_defaults(run=run)
        return sub

    add = command("add", _add, "Añade archivos o carpetas.", printed)
    add.add_argument("paths", nargs="+", metavar="RUTA")
    command("list", _list, "Muestra los documentos del archivo.", printed)
    remove = command("remove", _remove, "Quita documentos por su identificador.", printed)
    remove.add_argument("ids", nargs="+", metavar="ID")
    maintenance.commands(command, printed)
    search = command("search", _search, "Busca pasajes.", printed, filters)
    search.add_argument("question", metavar="PREGUNTA")
    search.add_argument("-k", type=int, default=10, help="cuántos pasajes (10)")
    search.add_argument("--mode", choices=MODES, default="hybrid")
    ask = command("ask", _ask, "Responde a una pregunta, con sus fuentes.", printed, filters)
    ask.add_argument("question", metavar="PREGUNTA")
    command("talk", _talk, "Conversa, a una pregunta por línea.", filters)
    chat.options(command("chat", _chat, "Abre el chat en el navegador."))
    return parser


def _open(options: argparse.Namespace, *, create: bool = False) -> Archive:
    return Archive.open(options.archive, encoder=options.encoder, create=create)


def opened(folder: str | None, encoder: str | None = None) -> Archive:
    """An archive about to be asked: the reader's weights load while it opens."""
    reader = SpanReader()
    reader.prepare()
    return Archive.open(folder, encoder=encoder, reader=reader, create=False)


def _filters(options: argparse.Namespace) -> Filters:
    return Filters(
        frozenset(options.document), frozenset(options.source), options.date_from, options.date_to
    )


def _print_json(document: object) -> None:
    print(json.dumps(document, ensure_ascii=False, indent=2))


def _add(options: argparse.Namespace) -> int:
    archive = _open(options, create=True)
    with printing.progress("Añadiendo") as advance:
        report = archive.add(*options.paths, progress=advance)
    if report.changed:
        archive.prepare()
    printing.show_failures(report)
    if options.json:
        _print_json(report.to_dict())
    else:
        printing.show_report(report)
    return UNUSABLE if report.failed else DONE


def _list(options: argparse.Namespace) -> int:
    summaries = _open(options).list()
    if options.json:
        _print_json([printing.summary_dict(summary) for summary in summaries])
    else:
        printing.show_list(summaries)
    return DONE


def _remove(options: argparse.Namespace) -> int:
    archive = _open(options)
    archive.remove(*options.ids)
    archive.prepare()
    if options.json:
        _print_json({"removed": options.ids})
    else:
        print(f"Quitados: {', '.join(options.ids)}")
    return DONE


def _search(options: argparse.Namespace) -> int:
    archive = _open(options)
    found = archive.find(options.question, options.k, options.mode, _filters(options))
    if options.json:
        _print_json(found.to_dict())
    else:
        printing.show_hits(found.hits)
    return DONE


def _ask(options: argparse.Namespace) -> int:
    # On a command line an empty question is a slip of the one who typed it.
    query = Query.of(options.question.strip())
    archive = opened(options.archive, options.encoder)
    answer = archive.ask(query, filters=_filters(options))
    if options.json:
        _print_json(answer.to_dict())
    else:
        print(answer)
    return DONE


def _talk(options: argparse.Namespace) -> int:
    if isinstance(sys.stdin, io.TextIOWrapper):
        sys.stdin.reconfigure(encoding="utf-8", errors="replace")
    talk.talk(Conversation(_open(options)), sys.stdin, _filters(options))
    return DONE


def _chat(options: argparse.Namespace) -> int:
    chat.run(options)
    return DONE


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command and return its exit status."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):  # tests put others in their place
            stream.reconfigure(encoding="utf-8", errors="replace")
    try:
        options = _parser().parse_args(arguments)
        status: int = options.run(options)
    except SystemExit as exit_:
        return exit_.code if isinstance(exit_.code, int) else FAILED
    except KeyboardInterrupt:
        print("\nInterrumpido: el archivo queda como estaba.", file=sys.stderr)
        return FAILED
    except BrokenPipeError:
        # The reader of our output has gone (| head): nothing is left to say.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return FAILED
    except HemerotecaError as error:
        remedies.add_remedy(error)
        print(error, file=sys.stderr)
        return UNUSABLE if isinstance(error, InputError) else FAILED
    except Exception as error:
        if os.environ.get(DEBUG):
            raise
        print(
            f"Error inesperado ({type(error).__name__}: {error}). El archivo queda como estaba. "
            f"Con {DEBUG}=1 se muestra el detalle.",
            file=sys.stderr,
        )
        return FAILED
    return status
