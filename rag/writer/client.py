"""Asks the server of a language model and gives back what it writes, piece by piece.

The reading is done in a thread of its own, so that whoever waits can stop at any time: what it is
given is looked at ten times a second, and the connection is closed behind it, upon which servers
stop writing. ``openai`` is imported here, when something is to be written, and nowhere else.
"""

from __future__ import annotations

import importlib.util
import queue
import socket
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Any, Final, Protocol

from index.errors import HemerotecaError, InputError
from rag.errors import WriterError
from rag.writer.settings import Settings

CONNECTING: Final = 5.0
"""Seconds until a connection must stand; on this machine it takes none."""

SILENCE: Final = 90.0
"""Seconds without a piece after which a server is given up. A model of eight thousand million
parameters reads six passages in up to a minute on two cores before it writes its first word."""

WHOLE: Final = 300.0
"""Seconds for a whole text."""

LONGEST: Final = 700
"""Tokens of a text at most; an answer of six sentences has 250."""

BEAT: Final = 0.1
"""Seconds after which whoever waits is asked again whether to go on."""

Messages = Sequence[Mapping[str, str]]


class Model(Protocol):
    """What writes: a server, or what stands in for one."""

    @property
    def name(self) -> str:
        """How the server names the model.

        :raises WriterError: it has none, or is away.
        """

    def write(self, messages: Messages) -> Iterator[str]:
        """Pieces of text as they come; ``""`` again and again while none does.

        Closing the iterator ends the writing.

        :raises WriterError: the server is away, too slow or refuses.
        """


@dataclass(frozen=True, slots=True)
class Limits:
    """How long a server may take, in seconds."""

    connecting: float = CONNECTING
    silence: float = SILENCE
    whole: float = WHOLE


class Client:
    """A server that speaks OpenAI's protocol; safe to share between threads.

    :raises InputError: the package that speaks it is not installed.
    """

    def __init__(self, settings: Settings, limits: Limits | None = None) -> None:
        self.settings = settings
        self._limits = limits or Limits()
        self._name = settings.model
        if importlib.util.find_spec("openai") is None:
            raise InputError(
                "Falta el paquete «openai», que habla con el modelo. Instálelo con "
                "«pip install 'hemeroteca[writer]'», o pregunte sin --writer."
            )

    @property
    def name(self) -> str:
        """The model that was asked for, or the first one that the server offers.

        :raises WriterError: the server is away, or offers none.
        """
        if not self._name:
            with self._problems(), Connection(self.settings, self._limits) as connection:
                offered = [model.id for model in connection.openai.models.list()]
            if not offered:
                raise WriterError(
                    f"El servidor {self.settings.host} no ofrece ningún modelo. Cargue uno, o dé "
                    "su nombre con --writer-model."
                )
            self._name = offered[0]
        return self._name

    def write(self, messages: Messages) -> Iterator[str]:
        """Pieces of text as they come; see :class:`Model`."""
        name = self.name
        pieces: queue.SimpleQueue[str | BaseException | None] = queue.SimpleQueue()
        connection = Connection(self.settings, self._limits)

        def read() -> None:
            try:
                with self._problems(), connection:
                    stream = connection.openai.chat.completions.create(
                        model=name,
                        messages=list(messages),
                        stream=True,
                        temperature=0,
                        max_tokens=LONGEST,
                    )
                    for chunk in stream:
                        if chunk.choices and chunk.choices[0].delta.content:
                            pieces.put(chunk.choices[0].delta.content)
                pieces.put(None)
            except BaseException as error:  # told to whoever waits, in their thread
                pieces.put(error)

        threading.Thread(target=read, name="writer", daemon=True).start()
        began = heard = time.monotonic()
        try:
            while True:
                try:
                    piece = pieces.get(timeout=BEAT)
                except queue.Empty:
                    piece = ""
                if piece is None:
                    return
                if isinstance(piece, BaseException):
                    raise piece
                now = time.monotonic()
                heard = now if piece else heard
                if now - heard > self._limits.silence or now - began > self._limits.whole:
                    raise self._too_slow()
                yield piece
        finally:
            connection.cut()

    def _too_slow(self) -> WriterError:
        return WriterError(
            f"El modelo de {self.settings.host} tarda demasiado. Pruebe con uno más pequeño."
        )

    def _problems(self) -> Any:
        return _Problems(self)


class _Problems:
    """Turns what the protocol's client raises into one line for people."""

    def __init__(self, client: Client) -> None:
        self._settings = client.settings

    def __enter__(self) -> None:
        """Begin."""

    def __exit__(self, kind: object, error: BaseException | None, _: object) -> None:
        """Raise :class:`WriterError` in the place of what the client raised."""
        if error is None or isinstance(error, HemerotecaError):
            return
        if not isinstance(error, Exception):
            return
        import openai

        host = self._settings.host
        if isinstance(error, openai.APITimeoutError):
            told = f"El modelo de {host} no contesta a tiempo."
        elif isinstance(error, openai.APIConnectionError):
            told = f"No hay ningún modelo en {host}. Compruebe que su servidor está en marcha."
        elif isinstance(error, openai.AuthenticationError | openai.PermissionDeniedError):
            told = f"El servidor {host} pide una clave. Póngala en $HEMEROTECA_WRITER_KEY."
        elif isinstance(error, openai.NotFoundError):
            told = f"El servidor {host} no tiene el modelo «{self._settings.model}»."
        elif isinstance(error, openai.APIStatusError):
            told = f"El servidor {host} no pudo escribir (estado {error.status_code})."
        else:
            told = f"El servidor {host} no responde como un modelo ({type(error).__name__})."
        raise WriterError(told) from error


class Connection:
    """One request's own connection, which another thread can cut.

    Nothing is asked of anybody but the server named: no redirect is followed, and what the
    environment says of proxies is for other machines alone.
    """

    def __init__(self, settings: Settings, limits: Limits) -> None:
        import openai

        self._sockets: list[socket.socket] = []
        self._http = openai.DefaultHttpxClient(
            trust_env=settings.remote,
            follow_redirects=False,
            verify=settings.url.startswith("https:"),
            timeout=openai.Timeout(limits.silence, connect=limits.connecting),
            event_hooks={"request": [self._watch]},
        )
        self.openai: Any = openai.OpenAI(
            base_url=settings.url,
            api_key=settings.key or "sin-clave",
            organization="",
            project="",
            max_retries=0,
            http_client=self._http,
        )

    def __enter__(self) -> Connection:
        """Begin."""
        return self

    def __exit__(self, *_: object) -> None:
        """Close it."""
        self._http.close()

    def cut(self) -> None:
        """End it now, though another thread may be waiting for what comes."""
        for each in self._sockets:
            with suppress(OSError):
                each.shutdown(socket.SHUT_RDWR)

    def _watch(self, request: Any) -> None:
        request.extensions = {**request.extensions, "trace": self._connected}

    def _connected(self, event: str, info: Mapping[str, Any]) -> None:
        if event == "connection.connect_tcp.complete":
            self._sockets.append(info["return_value"].get_extra_info("socket"))
