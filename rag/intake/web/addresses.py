"""Reads addresses of the web, and tells which of them this program may connect to.

A page that is fetched can name another one, and names can be made to mean any machine: so what
counts is the numeric address that a name stands for, at every step. Those of this machine and of
private networks are refused unless asked for: whoever sends a link shall not read a router's page.
"""

from __future__ import annotations

import ipaddress
import re
import socket
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final
from urllib.parse import quote, urljoin, urlsplit, urlunsplit

from rag.documents.types import load_error

_WEB: Final = re.compile(r"https?://", re.IGNORECASE)
_PORTS: Final = {"http": 80, "https": 443}
_LONGEST: Final = 2_000
"""Characters of an address; longer ones are not understood everywhere."""
_NAT64: Final = ipaddress.ip_network("64:ff9b::/96")
_SAFE: Final = "/%:=&?~#+!$,;'@()*[]"

Resolve = Callable[[str, int], Sequence[str]]
"""Gives the numeric addresses that a host's name and a port stand for."""


@dataclass(frozen=True, slots=True)
class Address:
    """An address of the web, in its parts.

    :param target: path and query, as a request names them.
    """

    scheme: str
    host: str
    port: int
    target: str

    @property
    def origin(self) -> str:
        """Scheme, host and, where it is not the usual one, port."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        port = "" if self.port == _PORTS[self.scheme] else f":{self.port}"
        return f"{self.scheme}://{host}{port}"

    def __str__(self) -> str:
        return f"{self.origin}{self.target}"


def is_web(path: object) -> bool:
    """Whether what is to be added is an address of the web."""
    return isinstance(path, str) and _WEB.match(path) is not None


def parse(text: str, base: Address | None = None) -> Address:
    """Read an address, as a person or a page writes it.

    :param base: of the page that names it.
    :raises LoadError: it is none of the web, or carries a name and password.
    """
    try:
        whole = urljoin(str(base), text.strip()) if base else text.strip()
        parts = urlsplit(whole)
        scheme, port = parts.scheme.lower(), parts.port
        host = (parts.hostname or "").encode("idna").decode("ascii") if parts.hostname else ""
    except (ValueError, UnicodeError) as error:
        raise load_error(text[:_LONGEST], "no es una dirección", "Cópiela entera.") from error
    if scheme not in _PORTS or not host or len(whole) > _LONGEST:
        raise load_error(
            text[:_LONGEST], "no es una dirección http o https", "Cópiela del navegador."
        )
    if parts.username is not None or parts.password is not None:
        raise load_error(
            f"{scheme}://…@{host}", "lleva usuario y contraseña", "Escríbala sin ellos."
        )
    target = quote(urlunsplit(("", "", parts.path or "/", parts.query, "")), safe=_SAFE)
    return Address(scheme, host, port or _PORTS[scheme], target)


def resolve(host: str, port: int) -> list[str]:
    """Give the numeric addresses of a host, as this machine's system knows them.

    :raises OSError: there is no such host.
    """
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(where[0]) for *_, where in found))


def checked(address: Address, lookup: Resolve, *, private: bool) -> list[str]:
    """Return the numeric addresses to connect to; nothing is looked up again after that.

    :param private: whether those of this machine and of private networks may be among them.
    :raises LoadError: there is no such host, or one of its addresses is private.
    """
    try:
        numbers = list(lookup(address.host, address.port))
    except (OSError, UnicodeError) as error:
        raise load_error(
            str(address), f"no se encuentra «{address.host}»", "Compruebe la dirección y la red."
        ) from error
    if not private and not all(map(is_public, numbers)):
        raise load_error(
            str(address),
            f"«{address.host}» es de esta máquina o de una red privada",
            "Si es lo que quiere, repita con --allow-private.",
        )
    return numbers


def is_public(number: str) -> bool:
    """Whether a numeric address is one of the open network, also where it wraps another one."""
    try:
        ip = ipaddress.ip_address(number.partition("%")[0])
    except ValueError:
        return False
    if isinstance(ip, ipaddress.IPv6Address):
        inside = [ip.ipv4_mapped, ip.sixtofour, *(ip.teredo or ())]
        if ip in _NAT64:
            inside.append(ipaddress.IPv4Address(int(ip) & 0xFFFF_FFFF))
        wrapped = [inner for inner in inside if inner is not None]
        if wrapped:
            return all(is_public(str(inner)) for inner in wrapped)
        if ip.is_site_local:
            return False
    return ip.is_global and not ip.is_multicast and not ip.is_reserved
