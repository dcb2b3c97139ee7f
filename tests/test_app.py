"""The chat's command and what the page offers, without a browser (tests/e2e/ has one)."""

from __future__ import annotations

import argparse
import importlib.util
import os
import socket
from collections.abc import Iterator
from pathlib import Path

import gradio as gr
import pytest

import app
from index.errors import HemerotecaError
from rag import Archive
from rag.chat.server import serving
from rag.chat.server.settings import HOST, Settings
from rag.cli import chat
from rag.cli.arguments import Commands

pytestmark = pytest.mark.slow  # Gradio takes seconds to import


@pytest.fixture
def taken() -> Iterator[int]:
    """A port that somebody else listens on."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield server.getsockname()[1]


@pytest.mark.parametrize(
    ("arguments", "named"),
    [
        (["--port", "abc"], "«abc»"),
        (["--port", "0"], "«0»"),
        (["--port", "65536"], "«65536»"),
        (["--port", "-1"], "«-1»"),
        (["--lang", "fr"], "«fr»"),
        (["--sample", "--archive", "x"], "--sample y --archive"),
        (["--login", "ana"], "usuario:contraseña"),
        (["--login-file", "no/existe"], "«no/existe»"),
    ],
)
def test_wrong_arguments_are_one_line_and_status_2(
    arguments: list[str], named: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert app.main(arguments) == 2
    printed = capsys.readouterr()
    assert named in printed.err
    assert printed.err.count("\n") == 1
    assert printed.out == ""


def test_an_unknown_option_is_one_line_and_status_2(capsys: pytest.CaptureFixture[str]) -> None:
    assert app.main(["--no-existe"]) == 2
    assert capsys.readouterr().err.count("\n") == 1


def test_a_taken_port_is_said_before_the_archive_is_opened(
    taken: int, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    missing = tmp_path / "no existe"
    assert app.main(["--port", str(taken), "--archive", str(missing)]) == 1
    message = capsys.readouterr().err
    assert str(taken) in message
    assert "--port" in message
    assert message.count("\n") == 1


@pytest.mark.parametrize("host", ["192.0.2.1", "no.existe.invalid", "a" * 300])
def test_an_address_of_another_machine_is_refused(
    host: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert app.main(["--host", host]) == 1
    assert host in capsys.readouterr().err


def test_a_missing_archive_is_made_and_served_empty(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, free_port: int
) -> None:
    served: list[Archive] = []
    monkeypatch.setattr(serving, "serve", lambda archive, *_, **__: served.append(archive))
    missing = tmp_path / "no existe"
    assert app.main(["--archive", str(missing), "--port", str(free_port)]) == 0
    (archive,) = served
    assert archive.stats()["documents"] == 0
    archive.close()


@pytest.fixture
def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port: int = server.getsockname()[1]
        return port


def test_an_unexpected_error_is_one_line(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], free_port: int
) -> None:
    def fail(*_: object, **__: object) -> Archive:
        raise RuntimeError("se rompió")

    monkeypatch.setattr(Archive, "open", fail)
    assert app.main(["--port", str(free_port)]) == 1
    message = capsys.readouterr().err
    assert message.startswith("Error inesperado (RuntimeError: se rompió)")
    assert message.count("\n") == 1


def test_serving_on_a_taken_port_is_an_error_for_people(taken: int) -> None:
    with pytest.raises(HemerotecaError, match=str(taken)):
        serving.serve(Archive.__new__(Archive), Settings(port=taken))


def test_the_mcp_server_without_its_package_is_refused_with_the_way_out(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], free_port: int
) -> None:
    monkeypatch.setattr(importlib.util, "find_spec", lambda _: None)
    assert app.main(["--mcp", "--port", str(free_port)]) == 2
    assert "pip install -e '.[mcp]'" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("settings", "warned"),
    [
        (Settings(), False),
        (Settings(host="localhost"), False),
        (Settings(host="0.0.0.0"), True),  # noqa: S104 - what is warned of
        (Settings(host="0.0.0.0", accounts={"a": "b"}), False),  # noqa: S104
    ],
)
def test_an_open_door_to_the_network_is_warned_of(settings: Settings, warned: bool) -> None:
    assert bool(serving.warning(settings)) is warned


def test_nothing_is_shared_watched_or_recorded() -> None:
    launched = serving.launch_settings(Settings())
    for off in ("share", "run_history", "enable_monitoring", "mcp_server", "pwa", "ssr_mode"):
        assert launched[off] is False, off
    assert launched["auth"] is None
    assert os.environ["GRADIO_ANALYTICS_ENABLED"] == "False"


def test_gradio_keeps_no_list_of_who_asked_when() -> None:
    queue = gr.Blocks()._queue
    assert queue.ANALYTICS_MAX_EVENTS == 1
    queue.events_recorded = 100_000
    assert queue.compute_analytics_summary([{"function": "ask"}]) == {"functions": {}}


def test_only_this_machine_is_served_unless_asked() -> None:
    assert HOST == Settings().host == "127.0.0.1"
    parser = argparse.ArgumentParser()
    chat.add_commands(Commands(parser))
    assert parser.parse_args(["chat"]).host == "127.0.0.1"
    assert serving.warning(Settings()) == ""
    assert "--login-file" in serving.warning(Settings(host="0.0.0.0"))  # noqa: S104
