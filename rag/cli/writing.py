"""Reads the options of a writer: the language model that writes answers, where somebody runs one.

Nothing of :mod:`rag.writer` is imported unless one is asked for.
"""

from __future__ import annotations

import argparse
import os
import sys
from typing import TYPE_CHECKING

from rag.answers.answerer import WRITER, Answerer

if TYPE_CHECKING:
    from rag.writer.client import Limits


def add_options(parser: argparse._ActionsContainer) -> None:
    """Add the options that :func:`answerer_of` reads."""
    parser.add_argument(
        "--writer",
        metavar="URL",
        help=f"servidor de un modelo de lenguaje que redacte las respuestas (${WRITER})",
    )
    parser.add_argument("--writer-model", metavar="NOMBRE", help="el modelo de ese servidor")
    parser.add_argument(
        "--writer-remote",
        action="store_true",
        help="permite que el servidor esté en otra máquina: las preguntas y los pasajes salen",
    )


def answerer_of(options: argparse.Namespace, limits: Limits | None = None) -> Answerer | None:
    """The answerer that the options name, ``None`` where they name no writer.

    Says on standard error what leaves the machine, if anything does.

    :param limits: how long its server may take, where not as long as usual.
    :raises InputError: the address cannot be used, or the package for it is not installed.
    """
    if not (
        options.writer or options.writer_model or options.writer_remote or os.environ.get(WRITER)
    ):
        return None
    from rag.writer.answerer import WriterAnswerer
    from rag.writer.client import Client
    from rag.writer.settings import settings_of

    settings = settings_of(options.writer, options.writer_model, remote=options.writer_remote)
    if settings is None:
        return None
    if settings.warning:
        print(settings.warning, file=sys.stderr)
    return WriterAnswerer(Client(settings, limits))
