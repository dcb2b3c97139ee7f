"""Shows what the program logs: with ``--verbose`` what it does, otherwise errors alone."""

from __future__ import annotations

import logging
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

_LOGGERS: Final = ("index", "rag")
_LEVELS: Final = (logging.ERROR, logging.INFO, logging.DEBUG)
_FORMAT: Final = "%(asctime)s %(levelname)s %(name)s: %(message)s"


@contextmanager
def logs_on_stderr(verbosity: int) -> Iterator[None]:
    """Write our own logs to standard error while a command runs.

    :param verbosity: 0 writes errors alone, 1 what was done as well, more every detail.
    """
    level = _LEVELS[min(verbosity, 2)]
    handler = logging.StreamHandler(sys.stderr)
    handler.setLevel(level)
    if verbosity:
        handler.setFormatter(logging.Formatter(_FORMAT))
    loggers = [logging.getLogger(name) for name in _LOGGERS]
    levels = [logger.level for logger in loggers]
    for logger in loggers:
        logger.addHandler(handler)
        if verbosity:
            logger.setLevel(level)
    try:
        yield
    finally:
        for logger, before in zip(loggers, levels, strict=True):
            logger.removeHandler(handler)
            logger.setLevel(before)
