"""The chat's command: opens an archive and serves the page of :mod:`rag.chat` over it.

Everything is served from this machine to this machine; the page fetches nothing from
anywhere else.
"""

from __future__ import annotations

import argparse
import os
import re
import sys
from collections.abc import Sequence

os.environ |= {  # read by Gradio while it is imported
    "GRADIO_ANALYTICS_ENABLED": "False",
    # Gradio keeps who asked when, of the last 10,000 questions, and makes a table of them all
    # after every question (16 ms by then), for a page of statistics that we do not serve.
    "GRADIO_ANALYTICS_MAX_EVENTS": "1",
    "GRADIO_ANALYTICS_CACHE_FREQUENCY": "1000000000",
}

from index.errors import HemerotecaError, InputError
from rag import Archive, printing, sample
from rag.chat import login, serving, texts
from rag.cli import DEBUG, DONE, FAILED, UNUSABLE, Parser


def _parser() -> Parser:
    parser = Parser(prog="app.py", description="Abre el chat sobre un archivo de artículos.")
    parser.add_argument("--archive", metavar="CARPETA", help="carpeta del archivo")
    parser.add_argument("--sample", action="store_true", help="abre el archivo de muestra")
    parser.add_argument("--host", default=serving.HOST, metavar="DIRECCIÓN")
    parser.add_argument("--port", default=str(serving.PORT), metavar="PUERTO")
    languages = ", ".join(texts.WORDS)
    parser.add_argument("--lang", default=texts.LANGUAGE, metavar="IDIOMA", help=languages)
    parser.add_argument(
        "--login", metavar="USUARIO:CONTRASEÑA", help="pide usuario y contraseña para entrar"
    )
    parser.add_argument(
        "--login-file", metavar="ARCHIVO", help="lo mismo, con una línea por persona"
    )
    parser.add_argument("--mcp", action="store_true", help="abre además un servidor MCP")
    return parser


def _settings(options: argparse.Namespace) -> serving.Settings:
    if options.sample and options.archive:
        raise InputError("--sample y --archive no van juntos: elija uno de los dos archivos.")
    if not re.fullmatch("[0-9]{1,5}", options.port) or not 1 <= int(options.port) <= 65_535:
        raise InputError(f"«{options.port}» no es un puerto. Dé un número de 1 a 65535.")
    if options.lang not in texts.WORDS:
        known = ", ".join(texts.WORDS)
        raise InputError(f"«{options.lang}» no es un idioma del chat. Hay: {known}.")
    return serving.Settings(
        host=options.host,
        port=int(options.port),
        language=options.lang,
        accounts=login.accounts(options.login, options.login_file),
        mcp=options.mcp,
    )


def main(arguments: Sequence[str] | None = None) -> int:
    """Open an archive, serve the chat over it, and return the exit status."""
    try:
        options = _parser().parse_args(arguments)
        settings = _settings(options)
        serving.check(settings)
        if warning := serving.warning(settings):
            print(warning, file=sys.stderr)
        if options.sample:
            with printing.progress("Preparando el archivo de muestra") as advance:
                archive = sample.open_sample(advance)
        else:
            archive = Archive.open(options.archive, create=False)
        serving.serve(archive, settings, sample.QUESTIONS if options.sample else ())
    except HemerotecaError as error:
        print(error, file=sys.stderr)
        return UNUSABLE if isinstance(error, InputError) else FAILED
    except KeyboardInterrupt:
        print("\nInterrumpido.", file=sys.stderr)
        return FAILED
    except Exception as error:
        if os.environ.get(DEBUG):
            raise
        print(f"Error inesperado ({type(error).__name__}): {error}", file=sys.stderr)
        return FAILED
    return DONE


if __name__ == "__main__":
    raise SystemExit(main())
