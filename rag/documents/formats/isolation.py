"""Reads web pages, PDF and Word files in a process of its own, which may be stopped.

Their libraries bound much but not all: 1.4 kB of PDF keep a parser busy for two hours, and a
crash inside a C library takes everybody's process with it. So they run in a child with
bounded memory and processor time. Its replies come back as JSON; nothing
is pickled, no shell is asked, and the child knows the file's bytes and name, no more.

What the child starts itself (Tesseract, a page at a time) has the child's limits and is of its
group, which is ended with it. What that program needs as a file lies in a folder of the child's
own, in memory where the system has such a place, and goes with the child.
"""

from __future__ import annotations

import atexit
import json
import logging
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
from contextlib import suppress
from dataclasses import asdict, replace
from pathlib import Path
from typing import IO, Any, Final

from rag.documents.scans import engine
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

_READER: Final = "rag.documents.formats.isolated_reader"
_OUT_OF_TIME: Final = getattr(signal, "SIGXCPU", None)
_START_S: Final = 600.0
"""A cold start takes 3 s of the processor; at load 19 on two cores that took more than 120 s."""

_SECONDS: Final = 30.0
_SECONDS_PER_BYTE: Final = 1 / 25_000
_LONGEST_S: Final = 200.0
_PATIENCE: Final = 5.0
"""Times its processor time that a file may take by the clock; others use the machine too."""

_PICTURED: Final = frozenset((".pdf", ".png", ".jpg", ".jpeg", ".tif", ".tiff"))
"""Files that may have pages to recognise."""
_SMALLER: Final = "Divídalo en partes, o guarde su texto como .txt."


def seconds(size: int) -> float:
    """Say how much of the processor's time a file of so many bytes may take.

    The slowest honest files, long PDF of text alone, have 2 kB a page and take 50 ms a page:
    their time four times over, at least 30 s and at most 200 s.
    """
    return min(_SECONDS + size * _SECONDS_PER_BYTE, _LONGEST_S)


_IN_MEMORY: Final = "/dev/shm"  # noqa: S108  (a folder of our own in it, which nobody else may enter)
_ROOM: Final = 500_000_000
"""Bytes that several pages at once may need there; a container may have no more than 64 MB."""


class _Watch:
    """Ends a process and those that it started when they have not been heard of for too long."""

    def __init__(self, process: subprocess.Popen[bytes], patience: float) -> None:
        self._process, self._patience = process, patience
        self.late = threading.Event()
        self._timer = self._started()

    def _started(self) -> threading.Timer:
        timer = threading.Timer(self._patience, self._stop)
        timer.daemon = True
        timer.start()
        return timer

    def _stop(self) -> None:
        self.late.set()
        _kill(self._process)

    def renew(self) -> None:
        """Wait anew."""
        self._timer.cancel()
        self._timer = self._started()

    def end(self) -> None:
        """Watch no longer."""
        self._timer.cancel()


class _ReaderProcess:
    """The child, which is started when it is first needed and again when it has died."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._folder = ""
        self._owner = 0
        self.deaths = 0

    def ask(self, file: SourceFile, allowed: float, patience: float) -> tuple[Any, list[bytes]]:
        """Send a file to the child and wait for its reply, and the files it found inside.

        :param allowed: seconds of processor time.
        :param patience: seconds by the clock until something is heard of it.
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
                "parts": [[part.name, len(part.data)] for part in file.parts],
            }
            parts = [part.data for part in file.parts]
            request = b"".join([json.dumps(header).encode(), b"\n", file.data, *parts])
            answered = self._exchange(process, request, patience)
        if answered is None:
            raise load_error(path, f"tras {allowed:.0f} s no se ha acabado de leer", _SMALLER)
        if not answered:
            raise load_error(path, "el programa que lo lee no ha podido con él", _SMALLER)
        return answered

    def _ensure_started(self, path: Path) -> subprocess.Popen[bytes]:
        running = self._process
        if running is not None and self._owner == os.getpid() and running.poll() is None:
            return running
        if self._owner == os.getpid():  # it has died by itself
            shutil.rmtree(self._folder, ignore_errors=True)
        folders = [str(Path(__file__).parents[3]), *filter(None, sys.path)]
        self._folder = _scratch_folder()
        process = subprocess.Popen(
            # -P: nothing is imported from the folder that people happen to be in.
            [sys.executable, "-P", "-m", _READER, self._folder],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={
                **os.environ,
                "PYTHONPATH": os.pathsep.join(folders),
                "TMPDIR": self._folder,
                "OMP_THREAD_LIMIT": "1",  # Tesseract's threads wait for each other by spinning
            },
            start_new_session=True,  # so that what it starts can be ended with it
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
        watch = _Watch(process, patience)
        answered: tuple[Any, list[bytes]] | tuple[()] = ()
        try:
            with suppress(BrokenPipeError):
                _pipe(process.stdin).write(request)
                _pipe(process.stdin).flush()
            answered = _reply(_pipe(process.stdout), watch)
        finally:
            watch.end()
            if not answered:  # dead, or interrupted in the middle
                self._end(process)
        if answered:
            return answered
        return None if watch.late.is_set() or -(process.returncode or 0) == _OUT_OF_TIME else ()

    def _end(self, process: subprocess.Popen[bytes]) -> None:
        self._process = None
        self.deaths += 1
        _kill(process)
        process.wait()
        shutil.rmtree(self._folder, ignore_errors=True)
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


def _kill(process: subprocess.Popen[bytes]) -> None:
    """End a process and, where systems have groups, what it started."""
    if process.returncode is not None:
        return  # its number may be another's by now
    if sys.platform == "win32":
        process.kill()
        return
    with suppress(ProcessLookupError, PermissionError):
        os.killpg(process.pid, signal.SIGKILL)
    process.kill()


def _scratch_folder() -> str:
    """Make a folder that nobody else may enter, in memory rather than on a disk if possible."""
    roomy = os.access(_IN_MEMORY, os.W_OK) and shutil.disk_usage(_IN_MEMORY).free > _ROOM
    memory = _IN_MEMORY if roomy else None
    return tempfile.mkdtemp(prefix="hemeroteca-", dir=memory)


def _reply(pipe: IO[bytes], watch: _Watch) -> tuple[Any, list[bytes]] | tuple[()]:
    """Take a whole reply off the pipe, or nothing when the child died over it."""
    reply: Any = {"page": None}
    while "page" in reply:
        line = pipe.readline()
        if not line.endswith(b"\n"):
            return ()
        watch.renew()
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
    size = len(file.data) + sum(len(part.data) for part in file.parts)
    allowed = seconds(size)
    patience = _PATIENCE * allowed
    if file.options.ocr != "no" and file.path.suffix.lower() in _PICTURED:
        allowed, patience = engine.with_pages(allowed, patience)
    reply, blobs = _child.ask(file, allowed, patience)
    if "complex" in reply:
        problem = f"es demasiado complejo ({reply['complex']})"
        raise load_error(file.path, problem, _SMALLER)
    if "error" in reply:
        raise LoadError(reply["error"], reply["path"], blank=reply["blank"])
    return FileContents(
        tuple(_article(*fields) for fields in reply["articles"]),
        tuple(Failure(*fields) for fields in reply["failures"]),
        tuple(PageRead(*fields) for fields in reply["pages"]),
        tuple(
            Member(name, data, source, whole)
            for (name, _, source, whole), data in zip(reply["members"], blobs, strict=True)
        ),
        tuple(reply["unread"]),
        sheets=tuple((*sheet,) for sheet in reply["sheets"]),
    )


def _article(*fields: Any) -> Article:
    *known, lines, file = fields
    return replace(Article(*known), lines=tuple(_line(*line) for line in lines), file=file)


def _line(start: int, end: int, page: int, box: Any, quality: float | None) -> PrintedLine:
    return PrintedLine(start, end, page, tuple(box), quality)
