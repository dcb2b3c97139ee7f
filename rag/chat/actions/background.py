"""Runs work in another thread that reports its progress and can be stopped.

Gradio shows what a generator yields; the work itself calls back. Between them stands a
queue, and a flag that makes the next report end the work.
"""

from __future__ import annotations

import queue
from collections.abc import Callable, Generator, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from contextvars import ContextVar, copy_context
from dataclasses import dataclass, field
from threading import Event
from typing import Any, Final, TypeVar

from index import Hit
from rag.reader.protocol import Reader, Reading

T = TypeVar("T")

_POOL: Final = ThreadPoolExecutor(max_workers=4, thread_name_prefix="hemeroteca")
"""Two questions and one ``add`` at a time, and room for one that was stopped and still ends."""

_on_reading: ContextVar[Callable[[], None] | None] = ContextVar("on_reading", default=None)


class Stopped(Exception):
    """The visitor has stopped the work."""


@dataclass(slots=True)
class Task:
    """One piece of work, which somebody waits for and may stop."""

    _stop_requested: Event = field(default_factory=Event)
    _reports: queue.SimpleQueue[Any] = field(default_factory=queue.SimpleQueue)

    def report(self, *progress: Any) -> None:
        """Hand the progress of the work to whoever waits; the work itself calls this.

        :raises Stopped: the work shall not go on.
        """
        if self._stop_requested.is_set():
            raise Stopped
        self._reports.put(progress)

    def stop(self) -> None:
        """End the waiting at once, and the work at its next report."""
        self._stop_requested.set()
        self._reports.put(None)

    def run(self, work: Callable[[], T]) -> Generator[tuple[Any, ...], None, T]:
        """Yield what the work reports, and return its result.

        :raises Stopped: the task was stopped.
        """

        def end_waiting(_: Future[T]) -> None:
            self._reports.put(None)

        future: Future[T] = _POOL.submit(copy_context().run, work)
        future.add_done_callback(end_waiting)
        try:
            while (progress := self._reports.get()) is not None:
                yield progress
        finally:
            if not future.done():
                self._stop_requested.set()  # nobody is listening any more
                future.cancel()
        if self._stop_requested.is_set():
            raise Stopped
        return future.result()


@dataclass(slots=True)
class RunningTasks:
    """What each visitor is waiting for, so that a visitor can stop it."""

    _by_session: dict[str, Task] = field(default_factory=dict)

    @contextmanager
    def running(self, task: Task, session: str) -> Iterator[None]:
        """Let a visitor stop the task for as long as the context lasts."""
        self._by_session[session] = task
        try:
            yield
        finally:
            if self._by_session.get(session) is task:
                del self._by_session[session]

    def stop(self, session: str) -> None:
        """Stop what a visitor is waiting for, if anything."""
        task = self._by_session.get(session)
        if task is not None:
            task.stop()


class WatchedReader:
    """A reader that says when it begins to read."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader

    def read(self, question: str, hits: Sequence[Hit]) -> list[Reading]:
        """As the reader inside."""
        call = _on_reading.get()
        if call is not None:
            call()
        return self._reader.read(question, hits)


def watching(on_reading: Callable[[], None], work: Callable[[], T]) -> T:
    """The work's result, the call made when a :class:`WatchedReader` begins in it."""
    token = _on_reading.set(on_reading)
    try:
        return work()
    finally:
        _on_reading.reset(token)
