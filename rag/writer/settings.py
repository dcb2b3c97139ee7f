"""Where the language model is, checked before anything is sent there.

Without ``--writer-remote`` only this machine itself is written to: an address by its number, or
``localhost``, never a name that somebody else's server resolves. The key comes from the
environment alone, since what stands on a command line is seen by every user of the machine.
"""

from __future__ import annotations

import ipaddress
import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final
from urllib.parse import urlsplit

from index.errors import InputError
from rag.answers.answerer import WRITER as SETTING

MODEL_SETTING: Final = "HEMEROTECA_WRITER_MODEL"
KEY_SETTING: Final = "HEMEROTECA_WRITER_KEY"


@dataclass(frozen=True, slots=True)
class Settings:
    """The server of a language model.

    :param url: its base, to ``/v1`` or what takes its place.
    :param model: as the server names it; ``""`` takes the first one that it offers.
    :param key: what the server asks for; never shown.
    :param remote: whether it is on another machine.
    """

    url: str
    model: str = ""
    key: str = field(default="", repr=False)
    remote: bool = False

    @property
    def host(self) -> str:
        """The machine, for messages."""
        return urlsplit(self.url).netloc.rpartition("@")[2]

    @property
    def warning(self) -> str:
        """What leaves the machine, ``""`` where nothing does."""
        if not self.remote:
            return ""
        return (
            f"Atención: con --writer-remote salen de esta máquina hacia {self.host} cada pregunta "
            "y los pasajes que se encuentran para ella, con su titular, su fuente y su fecha."
        )


def settings_of(
    url: str | None,
    model: str | None = None,
    *,
    remote: bool = False,
    environment: Mapping[str, str] | None = None,
) -> Settings | None:
    """The settings of a command's options, completed from the environment.

    :param url: ``None`` takes ``$HEMEROTECA_WRITER``; where that is not set either there is no
        writer.
    :param remote: whether another machine may be written to.
    :raises InputError: the address is none, or another machine's without ``remote``.
    """
    environment = os.environ if environment is None else environment
    given = (url or environment.get(SETTING) or "").strip()
    if not given:
        if model or remote:
            raise InputError(
                f"Falta la dirección del modelo: dé también --writer URL, o póngala en ${SETTING}."
            )
        return None
    try:
        parts = urlsplit(given)
        host, _ = parts.hostname, parts.port
    except ValueError:
        host = None
    if not host or parts.scheme not in ("http", "https") or parts.query or parts.fragment:
        raise InputError(
            f"«{given}» no es la dirección de un modelo. Escriba por ejemplo "
            "http://127.0.0.1:11434/v1 (Ollama) o http://127.0.0.1:8080/v1 (llama.cpp)."
        )
    if parts.username or parts.password:
        raise InputError(
            f"La dirección del modelo no puede llevar la clave. Póngala en ${KEY_SETTING}."
        )
    local = is_local(host)
    if not local and not remote:
        raise InputError(
            f"«{host}» no es esta máquina, y las preguntas y los pasajes saldrían hacia ella. Si "
            "así lo quiere, añada --writer-remote."
        )
    path = parts.path.rstrip("/") or "/v1"
    return Settings(
        f"{parts.scheme}://{parts.netloc}{path}",
        (model or environment.get(MODEL_SETTING) or "").strip(),
        environment.get(KEY_SETTING, "").strip(),
        not local,
    )


def is_local(host: str) -> bool:
    """Whether a host is this machine whatever any server of names says."""
    if host.lower() == "localhost":
        return True
    try:
        address = ipaddress.ip_address(re.sub(r"%.*$", "", host))
    except ValueError:
        return False
    mapped = getattr(address, "ipv4_mapped", None)
    return (mapped or address).is_loopback
