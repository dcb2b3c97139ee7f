"""Nothing is written to another machine unless that was said, and the key is never shown."""

from __future__ import annotations

import pytest

from index.errors import InputError
from rag.writer.settings import is_local, settings_of


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1:11434/v1",
        "http://localhost:8080",
        "http://[::1]:1234/v1/",
        "http://127.8.8.8",
        "http://[::ffff:127.0.0.1]:80/v1",
    ],
)
def test_this_machine_needs_no_permission(url: str) -> None:
    settings = settings_of(url, environment={})
    assert settings is not None
    assert not settings.remote
    assert settings.warning == ""


@pytest.mark.parametrize(
    "url",
    [
        "http://192.168.1.4:11434/v1",
        "https://modelo.example/v1",
        "http://localhost.example:80",
        "http://127.0.0.1.example",
        "http://0.0.0.0:80",
        "http://10.0.0.1",
        "http://2130706433",
        "http://[fe80::1]",
    ],
)
def test_another_machine_needs_it_and_it_is_said_what_leaves(url: str) -> None:
    with pytest.raises(InputError, match="--writer-remote"):
        settings_of(url, environment={})
    settings = settings_of(url, remote=True, environment={})
    assert settings is not None
    assert settings.remote
    assert "salen de esta máquina" in settings.warning
    assert settings.host in settings.warning


def test_the_environment_alone_does_not_open_the_way_to_another_machine() -> None:
    with pytest.raises(InputError, match="--writer-remote"):
        settings_of(None, environment={"HEMEROTECA_WRITER": "https://modelo.example/v1"})


def test_the_environment_completes_what_is_not_given() -> None:
    environment = {
        "HEMEROTECA_WRITER": "http://localhost:8080/api/",
        "HEMEROTECA_WRITER_MODEL": "pequeño",
        "HEMEROTECA_WRITER_KEY": "secreto-1",
    }
    settings = settings_of(None, environment=environment)
    assert settings is not None
    assert (settings.url, settings.model) == ("http://localhost:8080/api", "pequeño")
    assert settings.key == "secreto-1"
    assert "secreto" not in repr(settings)
    given = settings_of("http://127.0.0.1:1", "otro", environment=environment)
    assert given is not None
    assert (given.url, given.model) == ("http://127.0.0.1:1/v1", "otro")


def test_without_an_address_there_is_no_writer() -> None:
    assert settings_of(None, environment={}) is None
    with pytest.raises(InputError, match="--writer URL"):
        settings_of(None, "un-modelo", environment={})
    with pytest.raises(InputError, match="--writer URL"):
        settings_of(None, remote=True, environment={})


@pytest.mark.parametrize(
    "url", ["modelo", "ftp://localhost", "http://", "http://localhost:puerto", "http://[::1", "a b"]
)
def test_what_is_no_address_is_refused_with_an_example(url: str) -> None:
    with pytest.raises(InputError, match="no es la dirección de un modelo"):
        settings_of(url, environment={})


def test_a_key_in_the_address_is_refused_and_not_repeated() -> None:
    with pytest.raises(InputError, match="HEMEROTECA_WRITER_KEY") as error:
        settings_of("http://usuario:secreto@localhost:80", environment={})
    assert "secreto" not in str(error.value)


def test_names_that_only_look_local_are_not() -> None:
    assert not is_local("localhost.")
    assert not is_local("mi-localhost")
    assert is_local("LOCALHOST")
