"""Runs the command line: what :class:`rag.Archive` does, with words for people.

With ``--json`` one document goes to standard output and nothing else; progress, logs and
messages go to standard error. Exit status: 0 done, 2 wrong arguments or input that
cannot be used, 1 anything else. No traceback reaches a user, unless
``HEMEROTECA_DEBUG`` asks for it.
"""

from __future__ import annotations

import argparse
import io
import os
import sys
from collections.abc import Sequence
from typing import Final

from index.errors import HemerotecaError
from rag import remedies
from rag.cli import asking, chat, documents, finding, following, maintenance
from rag.cli.arguments import Commands, SpanishParser
from rag.cli.desk import batches, citing, entities, timelines
from rag.cli.exits import FAILED, status_of
from rag.cli.logs import logs_on_stderr

DEBUG: Final = "HEMEROTECA_DEBUG"


class _Version(argparse.Action):
    """Prints which version is installed, looked up only when it is asked for."""

    def __call__(self, parser: argparse.ArgumentParser, *_: object) -> None:
        from importlib.metadata import PackageNotFoundError, version

        try:
            print(parser.prog, version(parser.prog))
        except PackageNotFoundError:
            print(parser.prog, "(sin instalar: se ejecuta desde una copia del código)")
        parser.exit()


def _parser() -> SpanishParser:
    parser = SpanishParser(
        prog="hemeroteca",
        description="Preguntas y respuestas con citas sobre una carpeta de artículos.",
    )
    parser.add_argument("--version", action=_Version, nargs=0, help="muestra la versión instalada")
    commands = Commands(parser)
    families = (
        documents,
        following,
        maintenance,
        asking,
        finding,
        entities,
        batches,
        citing,
        timelines,
        chat,
    )
    for family in families:
        family.add_commands(commands)
    return parser


def _run(arguments: Sequence[str] | None) -> int:
    options = _parser().parse_args(arguments)
    with logs_on_stderr(options.verbose):
        status: int = options.run(options)
    return status


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command and return its exit status."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):  # tests put others in their place
            stream.reconfigure(encoding="utf-8", errors="replace")
    try:
        return _run(arguments)
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
        return status_of(error)
    except Exception as error:
        if os.environ.get(DEBUG):
            raise
        print(
            f"Error inesperado ({type(error).__name__}: {error}). El archivo queda como estaba. "
            f"Con {DEBUG}=1 se muestra el detalle.",
            file=sys.stderr,
        )
        return status_of(error)
