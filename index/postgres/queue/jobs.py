"""Hands out the files of the queue through procrastinate: a job a file, any number of workers.

A worker that dies stops its heartbeat, and its job is given to another; a file without a job, such
as one whose sender died in between, gets one. Both is looked after by every worker.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import Any, Final

import procrastinate
import psycopg

from index.errors import HemerotecaError, ServerError
from index.postgres.failures import detail_of, translate, translate_errors
from index.postgres.pools import SCHEMA
from index.postgres.queue import waiting
from index.postgres.storage import PostgresStorage

_log = logging.getLogger(__name__)

TASK: Final = "hemeroteca.take"
QUEUE: Final = "hemeroteca"

HEARTBEAT_S: Final = 5.0
"""How often a worker says that it lives."""

STALLED_S: Final = 20.0
"""After how long without its saying so its job is given to another."""

Take = Callable[[int], None]
"""Brings in the file of a number, and does not fail because of the file."""


def _passed_over(loop: asyncio.AbstractEventLoop, context: dict[str, Any]) -> None:
    """Log what became of a job that another worker was given meanwhile, or of a lost connection,
    which whoever works is told of by itself."""
    error = context.get("exception")
    if isinstance(error, procrastinate.exceptions.ConnectorException):
        _log.info("a job could not be ended: %s", error.__cause__ or error)
    else:
        loop.default_exception_handler(context)


class Jobs:
    """The jobs of one archive.

    :param storage: of the archive.
    """

    def __init__(self, storage: PostgresStorage) -> None:
        self.storage = storage
        self._more = {"options": f"-c search_path={SCHEMA}"}

    def _app(self, take: Take | None = None) -> procrastinate.App:
        connector = procrastinate.PsycopgConnector(
            conninfo=self.storage.primary, kwargs=self._more, min_size=1, max_size=4
        )
        app = procrastinate.App(connector=connector)

        @app.task(name=TASK, queue=QUEUE)
        def run(file: int) -> None:
            if take is not None:
                take(file)

        return app

    @contextmanager
    def _errors_translated(self) -> Iterator[None]:
        """Say what went wrong as everywhere else, though procrastinate wraps it.

        :raises HemerotecaError: in place of procrastinate's errors and psycopg's.
        """
        shown = self.storage.shown
        try:
            with translate_errors(shown):
                yield
        except procrastinate.exceptions.ConnectorException as error:
            cause = error.__cause__
            told = translate(shown, cause) if isinstance(cause, psycopg.Error) else None
            raise told or ServerError(
                f"El servidor de «{shown}» ha cortado la conexión ({detail_of(error)}). "
                "Lo que quedaba por hacer sigue en la cola."
            ) from error

    def prepare(self) -> None:
        """Make procrastinate's tables where they are missing; the role must own the schema.

        :raises ServerError: it does not, or the server went away.
        """
        there = self.storage.query("SELECT to_regclass('procrastinate_jobs') IS NOT NULL")
        if there == [(True,)]:
            return
        connector = procrastinate.SyncPsycopgConnector(
            conninfo=self.storage.primary, kwargs=self._more, min_size=1, max_size=1
        )
        with (
            self._errors_translated(),
            self.storage.writing(keep_fingerprint=True),  # one makes them
            procrastinate.App(connector=connector).open() as app,
        ):
            if self.storage.query("SELECT to_regclass('procrastinate_jobs') IS NOT NULL") != [
                (True,)
            ]:
                app.schema_manager.apply_schema()

    def defer_all(self) -> None:
        """Give every waiting file a job that has none, unless a worker or another sender just did.

        :raises ServerError: the server went away.
        """
        connector = procrastinate.SyncPsycopgConnector(
            conninfo=self.storage.primary, kwargs=self._more, min_size=1, max_size=1
        )
        with self._errors_translated(), procrastinate.App(connector=connector).open() as app:
            for id in self._without_job():
                with suppress(procrastinate.exceptions.AlreadyEnqueued):
                    app.configure_task(TASK, queue=QUEUE, queueing_lock=str(id)).defer(file=id)

    def _without_job(self) -> list[int]:
        rows = self.storage.query(
            "SELECT q.id FROM queue q WHERE q.problem IS NULL AND NOT EXISTS (SELECT 1 "
            "FROM procrastinate_jobs j WHERE j.status IN ('todo', 'doing') AND j.task_name = %s "
            "AND (j.args->>'file')::bigint = q.id) ORDER BY q.id",
            (TASK,),
        )
        return [id for (id,) in rows]

    def work(
        self,
        take: Take,
        on_state: Callable[[waiting.QueueState], None],
        *,
        until_empty: bool = False,
        stalled_s: float = STALLED_S,
    ) -> None:
        """Bring in one file after the other until interrupted.

        :param on_state: called now and then with how far all workers have come.
        :param until_empty: whether to end when nothing waits any more.
        :param stalled_s: after how long without a sign a worker's job is given to another.
        :raises ServerError: the server went away.
        """

        def taken(id: int) -> None:
            take(id)
            on_state(waiting.state(self.storage))

        with self._errors_translated():
            asyncio.run(self._work(self._app(taken), until_empty, stalled_s))

    async def _work(self, app: procrastinate.App, until_empty: bool, stalled_s: float) -> None:
        options: dict[str, Any] = {
            "queues": [QUEUE],
            "concurrency": 1,
            "wait": not until_empty,
            "fetch_job_polling_interval": 2.0,
            "update_heartbeat_interval": min(HEARTBEAT_S, stalled_s / 3),
            "stalled_worker_timeout": stalled_s,
            "delete_jobs": "successful",
        }
        asyncio.get_running_loop().set_exception_handler(_passed_over)
        async with app.open_async():
            looking_after = asyncio.create_task(self._look_after(app, stalled_s))
            try:
                while True:
                    try:
                        await app.run_worker_async(**options)
                    except procrastinate.exceptions.ConnectorException as error:
                        if isinstance(error.__cause__, psycopg.errors.ForeignKeyViolation):
                            continue  # it slept so long that another took it for dead
                        raise
                    if not until_empty:
                        return
                    state = await asyncio.to_thread(waiting.state, self.storage)
                    if not state.waiting:
                        return
                    await asyncio.sleep(min(1.0, stalled_s / 3))  # somebody else is at them
            finally:
                looking_after.cancel()
                with suppress(asyncio.CancelledError):
                    await looking_after

    async def _look_after(self, app: procrastinate.App, stalled_s: float) -> None:
        while True:
            with suppress(procrastinate.exceptions.ConnectorException, HemerotecaError):
                for job in await app.job_manager.get_stalled_jobs(
                    queue=QUEUE, seconds_since_heartbeat=stalled_s
                ):
                    await app.job_manager.retry_job(job)
                for id in await asyncio.to_thread(self._without_job):
                    with suppress(procrastinate.exceptions.AlreadyEnqueued):
                        configured = app.configure_task(TASK, queue=QUEUE, queueing_lock=str(id))
                        await configured.defer_async(file=id)
            await asyncio.sleep(stalled_s / 3)
