"""Carries out the command that opens the chat: reads its options and serves an archive.

Gradio and asyncio are imported when a chat is opened: no other command pays for them.
"""

from __future__ import annotations

import argparse
import re
import sys

from index.errors import InputError
from rag import sample
from rag.chat.server.settings import HOST, PORT, Settings
from rag.chat.wording.names import LANGUAGE, NAMES
from rag.cli import writing
from rag.cli.arguments import Commands
from rag.cli.exits import DONE
from rag.cli.opening import open_archive
from rag.cli.progress import progress_bar


def add_commands(commands: Commands) -> None:
    """Add the command of this module."""
    parser = commands.add("chat", _chat, "Abre el chat en el navegador.")
    parser.add_argument("--sample", action="store_true", help="abre el archivo de muestra")
    parser.add_argument(
        "--host",
        default=HOST,
        metavar="DIRECCIÓN",
        help=f"dirección en la que escucha ({HOST}: solo este ordenador)",
    )
    parser.add_argument("--port", default=str(PORT), metavar="PUERTO", help=f"el puerto ({PORT})")
    languages = f"el idioma con el que empieza la página: {' o '.join(NAMES)} ({LANGUAGE})"
    parser.add_argument("--lang", default=LANGUAGE, metavar="IDIOMA", help=languages)
    parser.add_argument(
        "--login", metavar="USUARIO:CONTRASEÑA", help="pide usuario y contraseña para entrar"
    )
    parser.add_argument(
        "--login-file", metavar="ARCHIVO", help="lo mismo, con una línea por persona"
    )
    writing.add_options(parser)
    parser.add_argument("--mcp", action="store_true", help="abre además un servidor MCP")


def settings_of(options: argparse.Namespace) -> Settings:
    """Take the chat's settings out of the options.

    :raises InputError: a value that cannot be used, or two that contradict each other.
    """
    if options.sample and options.archive:
        raise InputError("--sample y --archive no van juntos: elija uno de los dos archivos.")
    if not re.fullmatch("[0-9]{1,5}", options.port) or not 1 <= int(options.port) <= 65_535:
        raise InputError(f"«{options.port}» no es un puerto. Dé un número de 1 a 65535.")
    if options.lang not in NAMES:
        known = ", ".join(NAMES)
        raise InputError(f"«{options.lang}» no es un idioma del chat. Hay: {known}.")
    from rag.chat.server import login

    return Settings(
        host=options.host,
        port=int(options.port),
        language=options.lang,
        accounts=login.accounts(options.login, options.login_file),
        mcp=options.mcp,
    )


def _chat(options: argparse.Namespace) -> int:
    """Open an archive and serve the chat over it until interrupted.

    :raises HemerotecaError: the options, the address or the archive cannot be used.
    """
    settings = settings_of(options)
    from rag.chat.server import serving

    serving.check(settings)
    if warning := serving.warning(settings):
        print(warning, file=sys.stderr)
    answerer = writing.answerer_of(options)
    if options.sample:
        with progress_bar("Preparando el archivo de muestra") as advance:
            archive = sample.open_sample(advance, answerer)
    else:
        archive = open_archive(options, create=True, answerer=answerer)
    serving.serve(archive, settings, on_open=_announce)
    print("\nChat cerrado.")
    return DONE


def _announce(url: str) -> None:
    print(f"Chat abierto en {url} (Ctrl+C para cerrarlo)", flush=True)
