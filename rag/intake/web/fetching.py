"""Fetches things of the web one after the other: politely, and checking every step of the way."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final

from rag.documents.types import LoadError, load_error
from rag.intake.web import addresses, connection, robots
from rag.intake.web.addresses import Address, Resolve
from rag.intake.web.connection import AGENT, FetchError, Reply
from rag.intake.web.robots import Robots

MAX_REDIRECTS: Final = 5
PAUSE_S: Final = 1.0
"""Between two requests to one host."""

_MAX_ROBOTS: Final = 500_000
"""Bytes of a robots.txt that are read: RFC 9309 (section 2.5) asks for 500 kibibytes at least."""
_REDIRECTS: Final = (301, 302, 303, 307, 308)
_FAILURES: Final = {
    401: "pide usuario y contraseña",
    403: "no deja leerla a programas",
    404: "no existe",
    410: "ya no existe",
    429: "pide que se espere: demasiadas peticiones",
    451: "no se ofrece por razones legales",
}


@dataclass(slots=True)
class Fetcher:
    """Fetches addresses; of one run of adding.

    :param private: whether this machine and private networks may be asked.
    :param lookup: tells which machine a name stands for.
    :param ask: asks it; both are others in tests.
    """

    private: bool = False
    lookup: Resolve = addresses.resolve
    ask: Callable[[Address, str], Reply] = connection.get
    pause: float = PAUSE_S
    _last: dict[str, float] = field(default_factory=dict)
    _rules: dict[str, Robots] = field(default_factory=dict)

    def fetch(self, text: str) -> tuple[Address, Reply]:
        """Fetch what lies at an address, or where it leads.

        :returns: where it was found in the end, and what.
        :raises LoadError: it cannot be had; the message says why.
        """
        address = addresses.parse(text)
        for _ in range(MAX_REDIRECTS + 1):
            try:
                rules = self._rules_of(address)
            except LoadError as error:  # told of the page that was asked for
                said = str(error).replace(f"«{error.path}»", f"«{address}»", 1)
                raise LoadError(said, str(address)) from error
            if not rules.allows(address.target):
                raise load_error(
                    str(address),
                    "su sitio pide en robots.txt que los programas no la lean",
                    "Guárdela con el navegador y añada el archivo.",
                )
            reply = self._get(address)
            if reply.status not in _REDIRECTS:
                break
            address = addresses.parse(reply.headers.get("location", ""), address)
        else:
            raise load_error(text, "lleva de una dirección a otra sin fin", "Copie la última.")
        if reply.status != 200:
            said = _FAILURES.get(reply.status, f"el sitio responde con el error {reply.status}")
            raise load_error(str(address), said, "Ábrala en el navegador para ver qué ocurre.")
        return address, reply

    def _rules_of(self, address: Address) -> Robots:
        """Return what the site asks for, which is fetched once; sites that have no such file ask
        for nothing, and those that fail for now let nobody in (RFC 9309)."""
        origin = address.origin
        if origin not in self._rules:
            place = addresses.parse(f"{origin}/robots.txt")
            for _ in range(MAX_REDIRECTS + 1):
                reply = self._get(place)
                if reply.status not in _REDIRECTS:
                    break
                place = addresses.parse(reply.headers.get("location", ""), place)
            rules = robots.OPEN if reply.status < 500 else robots.CLOSED
            if reply.status == 200:
                text = reply.data[:_MAX_ROBOTS].decode("utf-8", "replace")
                rules = robots.parse(text, AGENT)
            self._rules[origin] = rules
        return self._rules[origin]

    def _get(self, address: Address) -> Reply:
        """:raises LoadError: the machine may not be asked, or does not answer."""
        numbers = addresses.checked(address, self.lookup, private=self.private)
        self._wait(address)
        problem = "no responde"
        for number in numbers[:3]:
            try:
                return self.ask(address, number)
            except FetchError as error:
                problem = str(error)
        remedy = "Ábrala en el navegador; si allí se ve, repita más tarde."
        raise load_error(str(address), problem, remedy)

    def _wait(self, address: Address) -> None:
        """Let the host rest since the last request."""
        rules = self._rules.get(address.origin)
        pause = max(self.pause, rules.delay if rules and self.pause else 0.0)
        last = self._last.get(address.host)
        if last is not None:
            time.sleep(max(0.0, last + pause - time.monotonic()))
        self._last[address.host] = time.monotonic()
