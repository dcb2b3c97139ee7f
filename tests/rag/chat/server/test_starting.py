"""The chat starts however slow the machine is, and ends in words for people where it cannot."""

from __future__ import annotations

import socket
import time
from typing import Any

import gradio as gr
import httpx
import pytest
import uvicorn
from gradio import networking

from index.errors import HemerotecaError
from rag.chat.server import starting
from rag.chat.server.serving import launch_settings
from rag.chat.server.settings import Settings

THEIR_PATIENCE_S = 5


@pytest.fixture
def page() -> gr.Blocks:
    with gr.Blocks(analytics_enabled=False) as page:
        gr.HTML("<p>Hola</p>")
    return page


def settings() -> dict[str, Any]:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port: int = server.getsockname()[1]
    return launch_settings(Settings(port=port))


def test_a_server_that_is_slow_to_listen_and_to_answer_is_waited_for(
    page: gr.Blocks, monkeypatch: pytest.MonkeyPatch
) -> None:
    listen = uvicorn.Server.startup

    async def late(server: uvicorn.Server, **options: Any) -> None:
        time.sleep(THEIR_PATIENCE_S + 0.5)
        await listen(server, **options)

    monkeypatch.setattr(uvicorn.Server, "startup", late)
    monkeypatch.setattr(networking, "url_ok", lambda _: False)  # as when three seconds have passed
    url = starting.start(page, settings())
    try:
        assert httpx.get(url, timeout=60).status_code == 200
    finally:
        page.close(verbose=False)


@pytest.mark.filterwarnings("ignore::pytest.PytestUnhandledThreadExceptionWarning")  # its exit
def test_a_port_that_is_taken_meanwhile_is_told_at_once(
    page: gr.Blocks, monkeypatch: pytest.MonkeyPatch
) -> None:
    chosen = settings()
    listen = uvicorn.Server.startup

    async def too_late(server: uvicorn.Server, **options: Any) -> None:
        with socket.create_server(("127.0.0.1", chosen["server_port"])):
            await listen(server, **options)

    monkeypatch.setattr(uvicorn.Server, "startup", too_late)
    with pytest.raises(HemerotecaError, match=r"ocupado.*--port"):
        starting.start(page, chosen)


def test_a_proxy_before_the_page_is_told_with_the_way_out(
    page: gr.Blocks, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> httpx.Response:
        raise httpx.ProxyError("407 Proxy Authentication Required")

    monkeypatch.setattr(httpx, "get", refuse)
    with pytest.raises(HemerotecaError, match=r"407.*NO_PROXY"):
        starting.start(page, settings())
    assert not page.is_running
