"""Serves the page to this machine or its network, and to nobody else."""

from __future__ import annotations

import importlib.util
import json
import os
import socket
import threading
from collections.abc import Sequence
from typing import Any, Final

import gradio as gr
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import JSONResponse

from index.errors import HemerotecaError, InputError
from rag.archive import Archive
from rag.chat.components import page
from rag.chat.components.controls import STATIC
from rag.chat.server.guard import Guard
from rag.chat.server.login import checker
from rag.chat.server.settings import HOST, Settings
from rag.chat.wording import languages

SESSIONS: Final = 1_000
"""Tabs remembered, of about 160 kB each."""


def serve(archive: Archive, settings: Settings, examples: Sequence[str] = ()) -> None:
    """Serve the chat until interrupted.

    :param examples: questions offered to begin with.
    :raises HemerotecaError: the address cannot be used.
    """
    check(settings)
    # Gradio checks its own address through whatever proxy is set.
    for name in ("NO_PROXY", "no_proxy"):
        known = os.environ.get(name)
        os.environ[name] = ",".join(filter(None, (known, settings.host, HOST, "localhost")))
    chat = page.build(
        archive,
        examples,
        language=settings.language,
        url=f"http://{settings.host}:{settings.port}/",
        mcp=settings.mcp,
        queued=settings.queued,
    )
    _, url, _ = chat.launch(**launching(settings))
    print(f"Chat abierto en {url} (Ctrl+C para cerrarlo)", flush=True)
    try:
        threading.Event().wait()
    except KeyboardInterrupt:
        chat.close(verbose=False)
        print("\nChat cerrado.")


def launching(settings: Settings) -> dict[str, Any]:
    """Gradio's settings: nothing shared, watched, kept or fetched."""
    return {
        "server_name": settings.host,
        "server_port": settings.port,
        "share": False,
        "quiet": True,
        "prevent_thread_lock": True,
        "footer_links": ["api"],
        "run_history": False,
        "enable_monitoring": False,
        "ssr_mode": False,
        "pwa": False,
        "mcp_server": settings.mcp,
        "max_file_size": 1,  # nothing is uploaded to disk, and the route is closed besides
        "state_session_capacity": SESSIONS,
        "auth": checker(settings.accounts) if settings.accounts else None,
        "app_kwargs": {
            "middleware": [Middleware(Guard, local=settings.local)],
            "exception_handlers": {503: _full},
        },
        "theme": gr.themes.Base(neutral_hue="stone", font=["system-ui", "sans-serif"]),
        "css_paths": sorted(STATIC.glob("*.css")),
        "js": f"() => {{ document.documentElement.lang = {json.dumps(settings.language)} }}",
    }


def _full(_: Request, __: Exception) -> JSONResponse:
    """When no more requests may wait."""
    return JSONResponse({"detail": languages.WORDS[languages.LANGUAGE].full}, 503)


def check(settings: Settings) -> None:
    """Find out before anything slow what would keep the chat from being served, and say it.

    :raises HemerotecaError: the address is taken or not of this machine.
    :raises InputError: MCP is asked for and its package is missing.
    """
    if settings.mcp and importlib.util.find_spec("mcp") is None:
        raise InputError(
            "Falta el paquete «mcp», que el servidor MCP necesita. Instálelo con "
            "«.venv/bin/pip install -e '.[mcp]'», o abra el chat sin --mcp."
        )
    host, port = settings.host, settings.port
    try:
        family = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0][0]
        socket.create_server((host, port), family=family).close()
    except (OSError, UnicodeError) as error:
        raise HemerotecaError(
            f"No se puede abrir el chat en {host}:{port}: el puerto está ocupado o la dirección "
            "no es de esta máquina. Elija otro puerto con --port, u otra dirección con --host."
        ) from error


def warning(settings: Settings) -> str:
    """What to tell of settings that let others in, ``""`` when there is nothing."""
    if settings.local or settings.accounts:
        return ""
    return (
        f"Atención: el chat se abre en {settings.host} sin contraseña; quien llegue a esa "
        "dirección podrá leer y cambiar el archivo. Póngale una con --login-file."
    )
