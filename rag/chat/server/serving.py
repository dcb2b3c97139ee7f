"""Serves the page to this machine or its network, and to nobody else."""

from __future__ import annotations

import importlib.util
import logging
import os
import socket
import threading
from collections.abc import Callable
from typing import Any, Final

import gradio as gr
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import JSONResponse

from index.errors import InputError
from rag.archive import Archive
from rag.chat.components import assets, page
from rag.chat.server import starting
from rag.chat.server.first_view import FirstView
from rag.chat.server.guard import Guard
from rag.chat.server.login import password_check
from rag.chat.server.settings import HOST, Settings
from rag.chat.wording import languages
from rag.chat.wording.names import LANGUAGE

_log = logging.getLogger(__name__)

SESSIONS: Final = 1_000
"""Tabs remembered, of about 160 kB each."""


def serve(
    archive: Archive,
    settings: Settings,
    *,
    on_open: Callable[[str], None] | None = None,
) -> None:
    """Serve the chat until interrupted.

    :param on_open: called with the page's address once it can be opened.
    :raises HemerotecaError: the address cannot be used.
    """
    check(settings)
    # Gradio checks its own address through whatever proxy is set.
    for name in ("NO_PROXY", "no_proxy"):
        addresses = os.environ.get(name)
        os.environ[name] = ",".join(filter(None, (addresses, settings.host, HOST, "localhost")))
    chat = page.build(
        archive,
        language=settings.language,
        url=f"http://{settings.host}:{settings.port}/",
        mcp=settings.mcp,
        queue_size=settings.queue_size,
    )
    url = starting.start(chat, launch_settings(settings))
    _log.info("The chat is open at %s", url)
    if on_open is not None:
        on_open(url)
    try:
        threading.Event().wait()
    except KeyboardInterrupt:
        chat.close(verbose=False)
        _log.info("The chat is closed")


def launch_settings(settings: Settings) -> dict[str, Any]:
    """Return Gradio's settings, with which nothing is shared, watched, kept or fetched."""
    words = languages.words_in(settings.language)
    return {
        "server_name": settings.host,
        "server_port": settings.port,
        "share": False,
        "quiet": True,
        "prevent_thread_lock": True,
        "footer_links": [],
        "run_history": False,
        "enable_monitoring": False,
        "ssr_mode": False,
        "pwa": False,
        "mcp_server": settings.mcp,
        "max_file_size": 1,  # nothing is uploaded to disk, and the route is closed besides
        "state_session_capacity": SESSIONS,
        "auth": password_check(settings.accounts) if settings.accounts else None,
        "app_kwargs": {
            "middleware": [
                Middleware(Guard, local=settings.local),
                Middleware(FirstView, words=words),
            ],
            "exception_handlers": {503: _busy_response},
        },
        "theme": gr.themes.Base(
            neutral_hue="stone",
            font=["system-ui", "sans-serif"],
            font_mono=["ui-monospace", "monospace"],  # the machine's own: nothing to load
        ),
        "head": assets.head(),
        "js": assets.script(settings.language),
    }


def _busy_response(_: Request, __: Exception) -> JSONResponse:
    """Answer a request when no more may wait."""
    return JSONResponse({"detail": languages.words_in(LANGUAGE).full}, 503)


def check(settings: Settings) -> None:
    """Refuse settings with which the chat cannot be served, before anything slow is done.

    :raises HemerotecaError: the address is taken or not of this machine.
    :raises InputError: an MCP server is wanted and its package is missing.
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
        raise starting.unusable(host, port) from error


def warning(settings: Settings) -> str:
    """Return a warning about settings that let others in, ``""`` when they let nobody in."""
    if settings.local or settings.accounts:
        return ""
    return (
        f"Atención: el chat se abre en {settings.host} sin contraseña; quien llegue a esa "
        "dirección podrá leer y cambiar el archivo. Póngale una con --login-file."
    )
