"""Runs work in another thread that reports its progress and can be stopped.

Gradio shows what a generator yields; the work itself calls back. Between them stands a
queue, and a flag that makes the next report end the work.
"""

from __future__ import annotations

import queue
from collections.abc import Callable, Generator, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from threading import Event
from typing import Any, Final, TypeVar

Result = TypeVar("Result")
Display = TypeVar("Display")

_POOL: Final = ThreadPoolExecutor(max_workers=4, thread_name_prefix="hemeroteca")
"""Two questions and one ``add`` at a time, and room for one that was stopped and still ends."""


class Stopped(Exception):
    """Raised in the work, and where it is waited for, once the visitor has stopped it."""


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

    def run(
        self, work: Callable[[], Result], show: Callable[..., Display | None]
    ) -> Generator[Display, None, Result]:
        """Do the work, yield how its progress is display, and return its result.

        :param show: makes something of each report's values, ``None`` to yield nothing.
        :raises Stopped: the task was stopped.
        """

        def end_waiting(_: Future[Result]) -> None:
            self._reports.put(None)

        future: Future[Result] = _POOL.submit(work)
        future.add_done_callback(end_waiting)
        try:
            while (progress := self._reports.get()) is not None:
                display = show(*progress)
                if display is not None:
                    yield display
        finally:
            if not future.done():
                self._stop_requested.set()  # nobody is listening any more
                future.cancel()
        if self._stop_requested.is_set():
            raise Stopped
        return future.result()


@dataclass(slots=True)
class RunningTasks:
    """Knows what each visitor is waiting for, so that the visitor can stop it."""

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
