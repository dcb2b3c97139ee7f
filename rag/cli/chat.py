"""The command that opens the chat: its options, and an archive served over them.

Gradio and asyncio are imported when a chat is opened: no other command pays for them.
"""

from __future__ import annotations

import argparse
import re
import sys

from index.errors import InputError
from rag import sample
from rag.archive import Archive
from rag.chat.server.settings import HOST, PORT, Settings
from rag.chat.wording import languages as texts
from rag.cli import printing


def options(parser: argparse.ArgumentParser) -> None:
    """Add the chat's options to those of every command."""
    parser.add_argument("--sample", action="store_true", help="abre el archivo de muestra")
    parser.add_argument("--host", default=HOST, metavar="DIRECCIÓN", help=f"({HOST})")
    parser.add_argument("--port", default=str(PORT), metavar="PUERTO", help=f"({PORT})")
    languages = ", ".join(texts.WORDS)
    parser.add_argument("--lang", default=texts.LANGUAGE, metavar="IDIOMA", help=languages)
    parser.add_argument(
        "--login", metavar="USUARIO:CONTRASEÑA", help="pide usuario y contraseña para entrar"
    )
    parser.add_argument(
        "--login-file", metavar="ARCHIVO", help="lo mismo, con una línea por persona"
    )
    parser.add_argument("--mcp", action="store_true", help="abre además un servidor MCP")


def settings(chosen: argparse.Namespace) -> Settings:
    """What the options ask for.

    :raises InputError: a value that cannot be used, or two that contradict each other.
    """
    if chosen.sample and chosen.archive:
        raise InputError("--sample y --archive no van juntos: elija uno de los dos archivos.")
    if not re.fullmatch("[0-9]{1,5}", chosen.port) or not 1 <= int(chosen.port) <= 65_535:
        raise InputError(f"«{chosen.port}» no es un puerto. Dé un número de 1 a 65535.")
    if chosen.lang not in texts.WORDS:
        known = ", ".join(texts.WORDS)
        raise InputError(f"«{chosen.lang}» no es un idioma del chat. Hay: {known}.")
    from rag.chat.server import login

    return Settings(
        host=chosen.host,
        port=int(chosen.port),
        language=chosen.lang,
        accounts=login.accounts(chosen.login, chosen.login_file),
        mcp=chosen.mcp,
    )


def run(chosen: argparse.Namespace) -> None:
    """Open an archive and serve the chat over it until interrupted.

    :raises HemerotecaError: the options, the address or the archive cannot be used.
    """
    asked = settings(chosen)
    from rag.chat.server import serving

    serving.check(asked)
    if warning := serving.warning(asked):
        print(warning, file=sys.stderr)
    if chosen.sample:
        with printing.progress("Preparando el archivo de muestra") as advance:
            archive = sample.open_sample(advance)
    else:
        archive = Archive.open(chosen.archive, encoder=chosen.encoder, create=False)
    examples = sample.QUESTIONS if chosen.sample else ()
    serving.serve(archive, asked, examples, on_open=_announce)
    print("\nChat cerrado.")


def _announce(url: str) -> None:
    print(f"Chat abierto en {url} (Ctrl+C para cerrarlo)", flush=True)
