"""An archive's address on a server, as people write it, and without what must stay secret.

``postgresql://user@host:port/database?sslmode=require``, several hosts by commas, as libpq reads
it. Nothing here ever repeats an address that it could not read: a password may be in it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final, Self
from urllib.parse import unquote

from index.errors import InputError

SCHEMES: Final = ("postgresql://", "postgres://")

_SHAPE: Final = re.compile(r"(?i:(postgres(?:ql)?://))([^/?#]*)(?:/([^?#@/]*))?(?:\?([^#@]*))?")
_HOST: Final = r"(?:\[[0-9a-fA-F:.%]+\]|[^:\[\],]*)(?::[0-9]*)?"
_HOSTS: Final = re.compile(f"{_HOST}(?:,{_HOST})*")

ADVICE: Final = (
    "Póngala en el archivo que diga PGPASSFILE (~/.pgpass), o dé la dirección entera en "
    "$HEMEROTECA_ARCHIVE."
)


def is_server(address: object) -> bool:
    """Say whether an archive's address is one of a server, not a folder."""
    return isinstance(address, str) and address.lower().startswith(SCHEMES)


@dataclass(frozen=True, slots=True, repr=False)
class Address:
    """Where a database lies.

    :param whole: all that a connection needs; never shown.
    :param shown: the same without secrets.
    :param secret: whether there is a password in it.
    """

    whole: str
    shown: str
    secret: bool

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read an address.

        :raises InputError: it is none; the message does not repeat it.
        """
        match = _SHAPE.fullmatch(text)
        scheme, authority, database, query = match.groups() if match else ("", "", "", "")
        login, at, hosts = authority.rpartition("@")
        if not match or not _HOSTS.fullmatch(hosts) or "@" in login:
            raise InputError(
                "La dirección del archivo no se entiende: escríbala como "
                "postgresql://usuario@servidor:5432/base (los signos raros, con %)."
            )
        user, colon, _ = login.partition(":")
        settings = [part for part in (query or "").split("&") if part]
        open_settings = [part for part in settings if "password" not in unquote(part).lower()]
        shown = f"{scheme}{user}{at}{hosts}" + ("" if database is None else f"/{database}")
        if open_settings:
            shown += "?" + "&".join(open_settings)
        return cls(text, shown, bool(colon) or len(settings) > len(open_settings))

    @property
    def several(self) -> bool:
        """Whether several servers are named: a primary and its replicas."""
        return "," in self.whole.partition("?")[0].rpartition("@")[2]

    def __str__(self) -> str:
        return self.shown

    def __repr__(self) -> str:
        return f"Address({self.shown!r})"


def refuse_password(text: str) -> str:
    """Return an address from a command line, where everybody on the machine can read it.

    :raises InputError: there is a password in it.
    """
    if is_server(text) and Address.parse(text).secret:
        raise InputError(
            "La dirección del archivo lleva la contraseña, y en la línea de órdenes la ve "
            f"cualquiera. {ADVICE}"
        )
    return text
