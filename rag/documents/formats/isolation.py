"""Reads web pages, PDF and Word files in a process of its own, which may be stopped.

Their libraries bound much but not all: 1.4 kB of PDF would keep pypdf busy for two hours, and a
crash inside a C library takes everybody's process with it. So they run in a child with
bounded memory and processor time. Its replies come back as JSON; nothing
is pickled, no shell is asked, and the child knows the file's bytes and name, no more.
"""

from __future__ import annotations

import atexit
import json
import logging
import os
import signal
import subprocess
import sys
import threading
from contextlib import suppress
from dataclasses import asdict, replace
from pathlib import Path
from typing import IO, Any, Final

from rag.documents.types import (
    Article,
    Failure,
    FileContents,
    LoadError,
    Member,
    PageRead,
    PrintedLine,
    SourceFile,
    load_error,
)

_log = logging.getLogger(__name__)

_OUT_OF_TIME: Final = getattr(signal, "SIGXCPU", None)
_START_S: Final = 120.0
"""A cold start on two busy cores has taken 20 s."""

_SECONDS: Final = 30.0
_SECONDS_PER_BYTE: Final = 1 / 25_000
_LONGEST_S: Final = 200.0
_PATIENCE: Final = 5.0
"""Times its processor time that a file may take by the clock; others use the machine too."""

_SMALLER: Final = "Divídalo en partes, o guarde su texto como .txt."


def seconds(size: int) -> float:
    """Say how much of the processor's time a file of so many bytes may take.

    The slowest honest files, long PDF of text alone, have 2 kB a page and take 50 ms a page:
    their time four times over, at least 30 s and at most 200 s.
    """
    return min(_SECONDS + size * _SECONDS_PER_BYTE, _LONGEST_S)


class _ReaderProcess:
    """The child, which is started when it is first needed and again when it has died."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._owner = 0
        self.deaths = 0

    def ask(self, file: SourceFile, allowed: float) -> tuple[Any, list[bytes]]:
        """Send a file to the child and wait for its reply, and the files it found inside.

        :param allowed: seconds of processor time.
        :raises LoadError: there was no reply.
        """
        path = file.path
        with self._lock:
            process = self._ensure_started(path)
            header = {
                "path": str(path),
                "size": len(file.data),
                "seconds": allowed,
                "options": asdict(file.options),
            }
            request = json.dumps(header).encode() + b"\n" + file.data
            answered = self._exchange(process, request, _PATIENCE * allowed)
        if answered is None:
            raise load_error(path, f"tras {allowed:.0f} s no se ha acabado de leer", _SMALLER)
        if not answered:
            raise load_error(path, "el programa que lo lee no ha podido con él", _SMALLER)
        return answered

    def _ensure_started(self, path: Path) -> subprocess.Popen[bytes]:
        running = self._process
        if running is not None and self._owner == os.getpid() and running.poll() is None:
            return running
        folders = [str(Path(__file__).parents[3]), *filter(None, sys.path)]
        process = subprocess.Popen(
            # -P: nothing is imported from the folder that people happen to be in.
            [sys.executable, "-P", "-m", "rag.documents.formats.isolated_reader"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={**os.environ, "PYTHONPATH": os.pathsep.join(folders)},
        )
        self._process, self._owner = process, os.getpid()
        _log.debug("The process that reads files has started: %d", process.pid)
        if not self._exchange(process, b"", _START_S):
            raise load_error(
                path, "no arranca el programa que lo lee", "Repita con menos carga en la máquina."
            )
        return process

    def _exchange(
        self, process: subprocess.Popen[bytes], request: bytes, patience: float
    ) -> tuple[Any, list[bytes]] | tuple[()] | None:
        """Give the child's reply; empty when it died, ``None`` when its time was up."""
        late = threading.Event()

        def stop() -> None:
            late.set()
            process.kill()

        timer = threading.Timer(patience, stop)
        timer.daemon = True
        timer.start()
        answered: tuple[Any, list[bytes]] | tuple[()] = ()
        try:
            with suppress(BrokenPipeError):
                _pipe(process.stdin).write(request)
                _pipe(process.stdin).flush()
            answered = _reply(_pipe(process.stdout))
        finally:
            timer.cancel()
            if not answered:  # dead, or interrupted in the middle
                self._end(process)
        if answered:
            return answered
        return None if late.is_set() or -(process.returncode or 0) == _OUT_OF_TIME else ()

    def _end(self, process: subprocess.Popen[bytes]) -> None:
        self._process = None
        self.deaths += 1
        process.kill()
        process.wait()
        _log.info("The process that reads files has ended with status %d", process.returncode)
        for pipe in (process.stdin, process.stdout):
            with suppress(BrokenPipeError):
                _pipe(pipe).close()

    def close(self) -> None:
        """End the child, if it is ours."""
        process = self._process
        if process is not None and self._owner == os.getpid():
            self._end(process)


def deaths() -> int:
    """Count how often the child has been stopped, or has died of a file."""
    return _child.deaths


def _reply(pipe: IO[bytes]) -> tuple[Any, list[bytes]] | tuple[()]:
    """Take a whole reply off the pipe, or nothing when the child died over it."""
    line = pipe.readline()
    if not line.endswith(b"\n"):
        return ()
    reply = json.loads(line)
    sizes = [size for _, size, *_ in reply.get("members", ())]
    blobs = [pipe.read(size) for size in sizes]
    return (reply, blobs) if [len(blob) for blob in blobs] == sizes else ()


def _pipe(pipe: IO[bytes] | None) -> IO[bytes]:
    if pipe is None:  # never: both are asked for when the process is made
        raise BrokenPipeError
    return pipe


_child: Final = _ReaderProcess()
atexit.register(_child.close)


def close() -> None:
    """End the child; the next file starts another."""
    _child.close()


def read(file: SourceFile) -> FileContents:
    """Read a file in the child, by the format that its suffix names.

    :raises LoadError: the format does not read it, or it took too much time or memory.
    """
    reply, blobs = _child.ask(file, seconds(len(file.data)))
    if "complex" in reply:
        problem = f"es demasiado complejo ({reply['complex']})"
        raise load_error(file.path, problem, _SMALLER)
    if "error" in reply:
        raise LoadError(reply["error"], reply["path"])
    return FileContents(
        tuple(_article(*fields) for fields in reply["articles"]),
        tuple(Failure(*fields) for fields in reply["failures"]),
        tuple(PageRead(*fields) for fields in reply["pages"]),
        tuple(
            Member(name, data, source, whole)
            for (name, _, source, whole), data in zip(reply["members"], blobs, strict=True)
        ),
        tuple(reply["unread"]),
    )


def _article(*fields: Any) -> Article:
    *known, lines = fields  # the printed lines come last
    return replace(Article(*known), lines=tuple(_line(*line) for line in lines))


def _line(start: int, end: int, page: int, box: Any, quality: float | None) -> PrintedLine:
    return PrintedLine(start, end, page, tuple(box), quality)
