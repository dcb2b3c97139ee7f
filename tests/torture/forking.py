"""Runs actions in forked children, some of which are killed, all from one warm process."""

from __future__ import annotations

import os
import signal
import sys
import time
import traceback
from collections.abc import Callable


def forked(action: Callable[[], object], *, quiet: bool = False) -> int:
    """Start the action in a child; its pid. It exits 0, or 1 with a traceback."""
    sys.stdout.flush()
    pid = os.fork()
    if pid:
        return pid
    status = 1
    try:
        action()
        status = 0
    except BaseException:
        if not quiet:
            traceback.print_exc()
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(status)


def wait(pid: int) -> int:
    """0 when the child did well, its exit status or minus its signal otherwise."""
    return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])


def answer(action: Callable[[], str]) -> str | None:
    """What the action returns in a child, ``None`` if it failed there."""
    reader, writer = os.pipe()

    def tell() -> None:
        os.write(writer, action().encode())

    pid = forked(tell)
    os.close(writer)
    with os.fdopen(reader, "rb") as pipe:
        said = pipe.read().decode()
    return said if wait(pid) == 0 else None


def killed(action: Callable[[], object], after_s: float) -> bool:
    """Run the action and kill it after a while; whether it was still running."""
    pid = forked(action, quiet=True)
    time.sleep(after_s)
    os.kill(pid, signal.SIGKILL)
    return wait(pid) == -signal.SIGKILL
