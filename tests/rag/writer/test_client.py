"""A server that is there, away, slow, silent, refuses or breaks off; and one that is left alone."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Generator

import pytest

from index.errors import InputError
from rag.errors import WriterError
from rag.writer import client
from rag.writer.client import Client, Limits
from rag.writer.settings import Settings
from tests.rag.writer.scripted import Behaviour, serving

ASKED = ({"role": "user", "content": "¿Qué?"},)
QUICK = Limits(connecting=2.0, silence=0.5, whole=5.0)


def made(url: str, model: str = "", key: str = "", limits: Limits | None = None) -> Client:
    return Client(Settings(f"{url}/v1", model, key), limits)


def test_pieces_come_as_they_are_written() -> None:
    behaviour = Behaviour(lambda _: "Abrirá en junio con ocho grúas [1].")
    with serving(behaviour) as url:
        writer = made(url, key="clave-9")
        assert writer.name == "guion", "the first one that the server offers"
        pieces = [piece for piece in writer.write(ASKED) if piece]
    assert "".join(pieces) == "Abrirá en junio con ocho grúas [1]."
    assert len(pieces) > 2
    path, headers, body = behaviour.seen[-1]
    assert path == "/v1/chat/completions"
    assert headers["authorization"] == "Bearer clave-9"
    assert (body["model"], body["stream"], body["temperature"]) == ("guion", True, 0)


def test_nothing_that_the_environment_says_goes_along(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("OPENAI_API_KEY", "OPENAI_ORG_ID", "OPENAI_PROJECT_ID"):
        monkeypatch.setenv(name, "ajeno")
    monkeypatch.setenv("OPENAI_BASE_URL", "http://192.0.2.1")
    monkeypatch.setenv("HTTP_PROXY", "http://192.0.2.1:9")
    monkeypatch.setenv("ALL_PROXY", "http://192.0.2.1:9")
    behaviour = Behaviour(lambda _: "Sí.")
    with serving(behaviour) as url:
        assert "".join(made(url, "guion").write(ASKED)) == "Sí."
    assert "ajeno" not in str(behaviour.seen)


def test_a_server_that_is_away_is_told_in_one_line() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port = taken.getsockname()[1]  # bound, and nobody listens
        with pytest.raises(WriterError, match="No hay ningún modelo en") as error:
            list(made(f"http://127.0.0.1:{port}", "m").write(ASKED))
    assert "\n" not in str(error.value)
    assert f"127.0.0.1:{port}" in str(error.value)


@pytest.mark.parametrize(
    ("status", "told"), [(401, "pide una clave"), (404, "no tiene el modelo"), (500, "estado 500")]
)
def test_what_a_server_refuses_is_told(status: int, told: str) -> None:
    with (
        serving(Behaviour(lambda _: "", status=status)) as url,
        pytest.raises(WriterError, match=told),
    ):
        list(made(url, "m").write(ASKED))


def test_a_server_without_models_is_told() -> None:
    with (
        serving(Behaviour(lambda _: "", models=())) as url,
        pytest.raises(WriterError, match="no ofrece ningún modelo"),
    ):
        list(made(url).write(ASKED))


def test_silence_ends_the_wait() -> None:
    with (
        serving(Behaviour(lambda _: "Una frase larga.", pause=30)) as url,
        pytest.raises(WriterError, match=r"tarda demasiado|a tiempo"),
    ):
        list(made(url, "m", limits=QUICK).write(ASKED))


def test_a_text_without_end_is_given_up() -> None:
    endless = Limits(connecting=2.0, silence=5.0, whole=0.5)
    with (
        serving(Behaviour(lambda _: "y " * 50_000, pause=0.01)) as url,
        pytest.raises(WriterError, match="tarda demasiado"),
    ):
        list(made(url, "m", limits=endless).write(ASKED))


def test_who_stops_listening_closes_the_connection() -> None:
    behaviour = Behaviour(lambda _: "y " * 50_000, pause=0.01)
    with serving(behaviour) as url:
        pieces = made(url, "m").write(ASKED)
        while not next(pieces):
            pass
        assert isinstance(pieces, Generator)
        pieces.close()
        assert behaviour.gone.wait(20), "the server sees that nobody listens"


def test_a_silent_server_can_be_left_at_once() -> None:
    """One that has accepted the request and says nothing yet, as while it reads the prompt."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        left = threading.Event()

        def accept() -> None:
            connection, _ = server.accept()
            while connection.recv(65536):
                pass
            left.set()

        threading.Thread(target=accept, daemon=True).start()
        pieces = made(f"http://127.0.0.1:{server.getsockname()[1]}", "m").write(ASKED)
        began = time.monotonic()
        while time.monotonic() - began < 0.5:
            assert next(pieces) == "", "whoever waits is asked again while nothing comes"
        assert isinstance(pieces, Generator)
        pieces.close()
        assert left.wait(20)


def test_a_connection_that_breaks_off_is_told() -> None:
    with serving(Behaviour(lambda _: "Una frase. " * 9, cut_after=2)) as url:
        pieces = made(url, "m").write(ASKED)
        try:
            text = "".join(pieces)
        except WriterError as error:
            assert "\n" not in str(error)
        else:
            assert text.startswith("Una frase"), "some servers end a text so"


def test_without_the_package_it_is_said_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(client.importlib.util, "find_spec", lambda _: None)
    with pytest.raises(InputError, match=r"hemeroteca\[writer\]"):
        made("http://127.0.0.1:1")
