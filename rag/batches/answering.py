"""Asks many questions, several at a time.

While one question is read by the network, which needs no interpreter, another one is analysed,
searched and worded. The pool that reads has a thread a core whoever asks, so one question more
than there are cores keeps all of them busy; ``docs/performance.md`` has what that brings.

A thread that comes back from the network has to wait until whoever runs Python gives it up, five
thousandths of a second as a rule, and there are seven windows to a question: while a batch runs
it is asked for sooner (:func:`_turns`).
"""

from __future__ import annotations

import logging
import os
import sys
from collections.abc import Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from contextlib import closing, contextmanager
from threading import Lock
from typing import Final

from index.errors import ArchiveError, EncoderError, HemerotecaError
from rag.batches.types import Ask, Asked, Outcome
from rag.errors import ReaderError
from rag.questions.query import validate

AHEAD: Final = 2
"""Questions handed out for each worker: the next one waits where the last one ends."""

TURN: Final = 0.000_5
"""Seconds after which a thread that waits for the interpreter asks for it. A question is 80 ms of
Python and 130 ms of the network in 7 windows (processor time, sample notes): at the usual .005 a
thread that reads may wait as long as a fifth of what it reads for."""

_log = logging.getLogger(__name__)


def workers() -> int:
    """Return how many questions are asked at a time."""
    return (os.cpu_count() or 1) + 1


def answer_all(
    questions: Iterable[Asked], ask: Ask, at_once: int | None = None
) -> Iterator[Outcome]:
    """Yield what became of each question as soon as it is known; the same one is asked once.

    :param ask: may be called from several threads at a time.
    :param at_once: how many are asked at a time; :func:`workers` when ``None``.
    :raises ReaderError: the reader cannot be used, as :class:`~index.errors.ArchiveError` and
        :class:`~index.errors.EncoderError` where the archive or its encoder cannot.
    """
    same: dict[str, list[Asked]] = {}
    for each in questions:
        same.setdefault(each.key, []).append(each)
    waiting = iter(same.values())
    running: dict[Future[Outcome], list[Asked]] = {}
    count = at_once or workers()
    pool = ThreadPoolExecutor(count, thread_name_prefix="batch")
    with _turns(), closing(_Ending(pool)):
        while True:
            while len(running) < AHEAD * count and (group := next(waiting, None)) is not None:
                running[pool.submit(_answered, group[0], ask)] = group
            if not running:
                return
            finished, _ = wait(running, return_when=FIRST_COMPLETED)
            for future in finished:
                outcome = future.result()
                for each in running.pop(future):
                    yield Outcome(each, outcome.answer, outcome.error)


_counting = Lock()
_running: list[float] = []
"""For each batch that runs, how long threads waited for the interpreter before the first one."""


@contextmanager
def _turns() -> Iterator[None]:
    """Let threads ask for the interpreter after :data:`TURN` as long as any batch runs."""
    with _counting:
        _running.append(_running[0] if _running else sys.getswitchinterval())
        sys.setswitchinterval(min(TURN, _running[0]))
    try:
        yield
    finally:
        with _counting:
            usual = _running.pop()
            if not _running:
                sys.setswitchinterval(usual)


class _Ending:
    """Ends a pool without the questions that nobody waits for any more."""

    def __init__(self, pool: ThreadPoolExecutor) -> None:
        self._pool = pool

    def close(self) -> None:
        """End it once what is being asked has been answered."""
        self._pool.shutdown(wait=True, cancel_futures=True)


def _answered(asked: Asked, ask: Ask) -> Outcome:
    """Ask one question; what is wrong with it alone is its own affair.

    :raises HemerotecaError: no question can be answered.
    """
    if asked.problem:
        return Outcome(asked, None, asked.problem)
    try:
        validate(asked.question)
        return Outcome(asked, ask(asked.question, asked.filters()))
    except (ArchiveError, EncoderError, ReaderError):
        raise
    except HemerotecaError as error:
        return Outcome(asked, None, str(error))
    except Exception as error:  # one question's bad luck is not that of the others
        _log.exception("A question of a batch failed")
        return Outcome(asked, None, f"Error inesperado ({type(error).__name__}: {error}).")
