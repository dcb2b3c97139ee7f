"""Starts, watches and ends the process in which files are parsed.

Its replies come back as JSON; nothing is pickled, no shell is asked. What the child starts itself
(Tesseract, a page at a time) has the child's limits and is of its group, which is ended with it.
What that program needs as a file lies in a folder of the child's own, in memory where the system
has such a place, and goes with the child.
"""

from __future__ import annotations

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
from pathlib import Path
from typing import IO, Any, Final

_log = logging.getLogger(__name__)

_OUT_OF_TIME: Final = getattr(signal, "SIGXCPU", None)
_START_S: Final = 600.0
"""A cold start takes 3 s of the processor; at load 19 on two cores that took more than 120 s."""
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


class Child:
    """The child, which is started when it is first needed and again when it has died."""

    def __init__(self, module: str) -> None:
        self._module = module
        self._lock = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._folder = ""
        self._owner = 0
        self.deaths = 0

    def ask(self, request: bytes, patience: float) -> tuple[Any, list[bytes]] | tuple[()] | None:
        """Send a request to the child and wait for its reply, and the bytes that follow it.

        :param patience: seconds by the clock until something is heard of it.
        :returns: nothing when it died over it, ``None`` when its time was up.
        :raises TimeoutError: it does not start.
        """
        with self._lock:
            return self._exchange(self._ensure_started(), request, patience)

    def _ensure_started(self) -> subprocess.Popen[bytes]:
        running = self._process
        if running is not None and self._owner == os.getpid() and running.poll() is None:
            return running
        if self._owner == os.getpid():  # it has died by itself
            shutil.rmtree(self._folder, ignore_errors=True)
        folders = [str(Path(__file__).parents[4]), *filter(None, sys.path)]
        self._folder = _scratch_folder()
        process = subprocess.Popen(
            # -P: nothing is imported from the folder that people happen to be in.
            [sys.executable, "-P", "-m", self._module, self._folder],
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
            raise TimeoutError
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
