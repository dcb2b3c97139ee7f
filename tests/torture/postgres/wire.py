"""A network that can be cut: what lies between a client and its server."""

from __future__ import annotations

import socket
import threading
from contextlib import suppress


class Wire:
    """Carries bytes to a server until it is cut, and again for whoever comes then.

    :param port: of the server on this machine.
    """

    def __init__(self, port: int) -> None:
        self.target = port
        self.door = socket.create_server(("127.0.0.1", 0))
        self.port: int = self.door.getsockname()[1]
        self.ends: list[socket.socket] = []
        threading.Thread(target=self._let_in, daemon=True).start()

    def _let_in(self) -> None:
        with suppress(OSError):
            while True:
                near, _ = self.door.accept()
                far = socket.create_connection(("127.0.0.1", self.target))
                self.ends += [near, far]
                for one, other in ((near, far), (far, near)):
                    threading.Thread(target=self._carry, args=(one, other), daemon=True).start()

    def _carry(self, one: socket.socket, other: socket.socket) -> None:
        with suppress(OSError):
            while data := one.recv(65536):
                other.sendall(data)
            # Closing alone would end nothing while the other thread waits in ``recv``.
            other.shutdown(socket.SHUT_RDWR)

    def through(self, url: str) -> str:
        """Give the address of a database of that server by way of this wire."""
        return url.replace(f":{self.target}/", f":{self.port}/")

    def cut(self) -> None:
        for end in self.ends:
            with suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)
            end.close()
        self.ends.clear()

    def close(self) -> None:
        self.door.close()
        self.cut()
