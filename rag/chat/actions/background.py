"""Work in another thread that reports on its way and can be stopped.

Gradio shows what a generator yields; the work itself calls back. Between them stands a
queue, and a flag that makes the next report end the work.
"""

from __future__ import annotations

import queue
from collections.abc import Callable, Generator
from concurrent.futures import Future, ThreadPoolExecutor
from contextvars import copy_context
from dataclasses import dataclass, field
from threading import Event
from typing import Any, Final, TypeVar

T = TypeVar("T")

_POOL: Final = ThreadPoolExecutor(max_workers=4, thread_name_prefix="hemeroteca")
"""Two questions and one ``add`` at a time, and room for one that was stopped and still ends."""


class Stopped(Exception):
    """The visitor has stopped it."""


@dataclass(slots=True)
class Task:
    """What can be stopped, and what it reports."""

    stopped: Event = field(default_factory=Event)
    _said: queue.SimpleQueue[Any] = field(default_factory=queue.SimpleQueue)

    def report(self, *said: Any) -> None:
        """Say how far it has come.

        :raises Stopped: it shall not go on.
        """
        if self.stopped.is_set():
            raise Stopped
        self._said.put(said)

    def stop(self) -> None:
        """Let nobody wait for it any longer."""
        self.stopped.set()
        self._said.put(None)

    def run(self, work: Callable[[], T]) -> Generator[tuple[Any, ...], None, T]:
        """Yields what is reported and returns the work's result.

        :raises Stopped: it was stopped.
        """

        def ended(_: Future[T]) -> None:
            self._said.put(None)

        future: Future[T] = _POOL.submit(copy_context().run, work)
        future.add_done_callback(ended)
        try:
            while (said := self._said.get()) is not None:
                yield said
        finally:
            if not future.done():
                self.stopped.set()  # nobody is listening any more
                future.cancel()
        if self.stopped.is_set():
            raise Stopped
        return future.result()
