"""Starts Gradio's server on a machine of any speed.

Gradio gives its server five seconds until it listens, and its page three until it answers; else it
ends, saying that a port is taken or that «localhost is not accessible». Where twenty other
programs run both take longer, and nothing is wrong. Here the server is waited for as long as its
thread lives, and the page as long as it takes to answer once.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Final

import gradio as gr
import httpx
from gradio import http_server
from gradio.exceptions import ServerFailedToStartError

from index.errors import HemerotecaError

_LOOK_S: Final = 0.01


def start(chat: gr.Blocks, launch_settings: dict[str, Any]) -> str:
    """Start the server of a page, and return its address once it has answered.

    :param launch_settings: those of ``gradio.Blocks.launch``.
    :raises HemerotecaError: the address cannot be used, or the page not be reached under it.
    """
    host, port = launch_settings["server_name"], launch_settings["server_port"]
    try:
        with _patience():
            # The last setting is for the check of three seconds alone, which comes after a request
            # without a limit of time has been answered.
            _, url, _ = chat.launch(**launch_settings, _frontend=False)
    except OSError as error:
        raise unusable(host, port) from error
    except httpx.HTTPError as error:
        chat.close(verbose=False)
        raise HemerotecaError(
            f"El chat no responde en su propia dirección, {host}:{port} ({error}). Si este equipo "
            "usa un proxy, exclúyala de él con NO_PROXY; si no, elija otro puerto con --port."
        ) from error
    return str(url)


def unusable(host: str, port: int) -> HemerotecaError:
    """Return the error of an address that cannot be used."""
    return HemerotecaError(
        f"No se puede abrir el chat en {host}:{port}: el puerto está ocupado o la dirección "
        "no es de esta máquina. Elija otro puerto con --port, u otra dirección con --host."
    )


@contextmanager
def _patience() -> Iterator[None]:
    """Let servers be waited for until they listen or have ended."""
    theirs = http_server.Server.run_in_thread
    http_server.Server.run_in_thread = _run_in_thread
    try:
        yield
    finally:
        http_server.Server.run_in_thread = theirs


def _run_in_thread(server: http_server.Server) -> None:
    """Run a server in a thread of its own.

    :raises ServerFailedToStartError: it has ended before it listened.
    """
    server.thread = threading.Thread(target=server.run, daemon=True)
    server.thread.start()
    while not server.started:
        server.thread.join(_LOOK_S)
        if not server.thread.is_alive():
            raise ServerFailedToStartError
