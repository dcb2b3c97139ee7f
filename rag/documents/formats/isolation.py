"""Parses web pages, PDF and Word files in a process of its own, which may be stopped.

Their libraries bound much but not all: 1.4 kB of PDF would keep pypdf busy for two hours, and a
crash inside a C library takes everybody's process with it. So they run in a child with
bounded memory and processor time. What it says comes back as JSON; nothing
is pickled, no shell is asked, and the child knows the file's bytes and name, no more.
"""

from __future__ import annotations

import atexit
import json
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import astuple
from pathlib import Path
from typing import IO, Any, Final

from rag.documents.formats.types import Article, Failure, FileContents, LoadError, load_error

_OUT_OF_TIME: Final = getattr(signal, "SIGXCPU", None)
MAX_MEMORY: Final = 1_500_000_000
"""Bytes beside what the child takes empty; see docs/security-tests.md for what files need."""

_START_S: Final = 120.0
"""A cold start on two busy cores has taken 20 s."""

_SECONDS: Final = 30.0
_SECONDS_PER_BYTE: Final = 1 / 25_000
_LONGEST_S: Final = 200.0
_PATIENCE: Final = 5.0
"""Times its processor time that a file may take by the clock; others use the machine too."""

_SMALLER: Final = "Divídalo en partes, o guarde su texto como .txt."


def seconds(size: int) -> float:
    """How much of the processor's time a file of so many bytes may take.

    The slowest honest files, long PDF of text alone, have 2 kB a page and take 50 ms a page:
    their time four times over, at least 30 s and at most 200 s.
    """
    return min(_SECONDS + size * _SECONDS_PER_BYTE, _LONGEST_S)


class _Child:
    """The process, started when it is first needed and again when it has died."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._owner = 0
        self.deaths = 0

    def ask(self, kind: str, data: bytes, path: Path, allowed: float) -> Any:
        """The child's reply to a file.

        :raises LoadError: it did not give one.
        """
        with self._lock:
            process = self._running(path)
            header = {"kind": kind, "path": str(path), "size": len(data), "seconds": allowed}
            said = json.dumps(header).encode() + b"\n" + data
            reply = self._exchange(process, said, _PATIENCE * allowed)
        if reply is None:
            raise load_error(path, f"tras {allowed:.0f} s no se ha acabado de leer", _SMALLER)
        if not reply:
            raise load_error(path, "el programa que lo lee no ha podido con él", _SMALLER)
        return json.loads(reply)

    def _running(self, path: Path) -> subprocess.Popen[bytes]:
        known = self._process
        if known is not None and self._owner == os.getpid() and known.poll() is None:
            return known
        folders = [str(Path(__file__).parents[3]), *filter(None, sys.path)]
        process = subprocess.Popen(
            # -P: nothing is imported from the folder that people happen to be in.
            [sys.executable, "-P", "-m", "rag.documents.formats.isolation"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={**os.environ, "PYTHONPATH": os.pathsep.join(folders)},
        )
        self._process, self._owner = process, os.getpid()
        if not self._exchange(process, b"", _START_S):
            raise load_error(
                path, "no arranca el programa que lo lee", "Repita con menos carga en la máquina."
            )
        return process

    def _exchange(
        self, process: subprocess.Popen[bytes], said: bytes, patience: float
    ) -> bytes | None:
        """What the child answers; empty when it died, ``None`` when its time was up."""
        late = threading.Event()

        def stop() -> None:
            late.set()
            process.kill()

        timer = threading.Timer(patience, stop)
        timer.daemon = True
        timer.start()
        reply = b""
        try:
            with suppress(BrokenPipeError):
                _pipe(process.stdin).write(said)
                _pipe(process.stdin).flush()
            reply = _pipe(process.stdout).readline()
        finally:
            timer.cancel()
            if not reply.endswith(b"\n"):  # dead, or interrupted in the middle
                self._end(process)
        if reply.endswith(b"\n"):
            return reply
        return None if late.is_set() or -(process.returncode or 0) == _OUT_OF_TIME else b""

    def _end(self, process: subprocess.Popen[bytes]) -> None:
        self._process = None
        self.deaths += 1
        process.kill()
        process.wait()
        for pipe in (process.stdin, process.stdout):
            with suppress(BrokenPipeError):
                _pipe(pipe).close()

    def close(self) -> None:
        """End the child, if it is ours."""
        process = self._process
        if process is not None and self._owner == os.getpid():
            self._end(process)


def deaths() -> int:
    """How often the child has been stopped, or has died of a file."""
    return _child.deaths


def _pipe(pipe: IO[bytes] | None) -> IO[bytes]:
    if pipe is None:  # never: both are asked for when the process is made
        raise BrokenPipeError
    return pipe


_child: Final = _Child()
atexit.register(_child.close)


def close() -> None:
    """End the child; the next file starts another."""
    _child.close()


def parser(kind: str) -> Callable[[bytes, Path], FileContents]:
    """The parser of ``html``, ``pdf`` or ``docx``, run in the child."""

    def parse(data: bytes, path: Path) -> FileContents:
        reply = _child.ask(kind, data, path, seconds(len(data)))
        if "complex" in reply:
            problem = f"es demasiado complejo ({reply['complex']})"
            raise load_error(path, problem, _SMALLER)
        if "error" in reply:
            raise LoadError(reply["error"], reply["path"])
        articles = tuple(Article(*fields) for fields in reply["articles"])
        return FileContents(articles, tuple(Failure(*fields) for fields in reply["failures"]))

    return parse


def _parsed(kind: str, data: bytes, path: Path) -> dict[str, Any]:
    from rag.documents.formats import pdf, web, word

    parsers = {"html": web.parse_html, "pdf": pdf.parse_pdf, "docx": word.parse_docx}
    try:
        loaded = parsers[kind](data, path)
    except LoadError as error:
        return {"error": str(error), "path": error.path}
    except (RecursionError, MemoryError) as error:
        return {"complex": type(error).__name__}
    return {
        "articles": [astuple(article) for article in loaded.articles],
        "failures": [astuple(failure) for failure in loaded.failures],
    }


def _limit_memory() -> None:
    """On Linux; elsewhere only time is bounded."""
    try:
        import resource

        pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0])
    except (ImportError, OSError):
        return
    most = pages * resource.getpagesize() + MAX_MEMORY
    resource.setrlimit(resource.RLIMIT_AS, (most, most))


def _import_libraries() -> None:
    """What a file would import, imported before memory is counted."""
    for name in ("docx", "pypdf", "trafilatura"):
        __import__(name)


def _limit_time(allowed: float) -> None:
    """End this process when it has worked so much longer, whoever is left to see it; on
    Windows the parent's clock alone does."""
    try:
        import resource
    except ImportError:
        return
    used = resource.getrusage(resource.RUSAGE_SELF)
    soft = int(used.ru_utime + used.ru_stime + allowed) + 1
    resource.setrlimit(resource.RLIMIT_CPU, (soft, resource.getrlimit(resource.RLIMIT_CPU)[1]))


def main(_: Sequence[str] = ()) -> None:
    """The child: answers files until nobody sends any."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C is the parent's to handle
    asked = sys.stdin.buffer
    told = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # whatever a library prints is no reply
    _import_libraries()
    _limit_memory()
    told.write(b"{}\n")
    told.flush()
    while line := asked.readline():
        header = json.loads(line)
        data = asked.read(header["size"])
        _limit_time(header["seconds"])
        reply = _parsed(header["kind"], data, Path(header["path"]))
        told.write(json.dumps(reply).encode() + b"\n")
        told.flush()


if __name__ == "__main__":
    main()
