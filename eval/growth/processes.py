"""What a server's processes cost, where it runs on this machine: processor time and memory.

Read from Linux's ``/proc``. Ended processes count too, since their time goes to the one that
started them. On a machine with other work only processor time can be compared.
"""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

_TICKS: Final = os.sysconf("SC_CLK_TCK")

PROC: Final = Path("/proc")


@dataclass(slots=True)
class Cost:
    """What something took, in seconds.

    :param processor: of this process and the server's together.
    """

    wall: float = 0.0
    processor: float = 0.0


@dataclass(frozen=True, slots=True)
class ServerProcesses:
    """The processes of a server of this machine.

    :param mother: the number of the one that started the others; ``None`` where the server is
        elsewhere, and costs nothing here.
    """

    mother: int | None

    @classmethod
    def of(cls, backend: int) -> ServerProcesses:
        """Return those of the server one of whose processes has that number."""
        name = PROC / str(backend) / "stat"
        if not name.exists() or "postgres" not in name.read_text(encoding="utf-8"):
            return cls(None)
        return cls(int(_fields(backend)[1]))

    def processor(self) -> float:
        """Return the seconds of processor time that all of them have taken until now."""
        if self.mother is None:
            return 0.0
        ticks = sum(map(int, _fields(self.mother)[11:15]))  # own, and of those that have ended
        for child in self._children():
            ticks += sum(map(int, _fields(child)[11:13]))
        return ticks / _TICKS

    def memory_mib(self) -> float:
        """Return the memory of all of them, what several share counted once."""
        if self.mother is None:
            return 0.0
        return sum(_pss(number) for number in (self.mother, *self._children())) / 1024

    def _children(self) -> list[int]:
        found = []
        for place in PROC.iterdir():
            if place.name.isdigit():
                fields = _fields(int(place.name))
                if fields and int(fields[1]) == self.mother:
                    found.append(int(place.name))
        return found

    @contextmanager
    def spending(self) -> Iterator[Cost]:
        """Measure what is done inside."""
        cost = Cost()
        wall, processor = time.perf_counter(), time.process_time() + self.processor()
        yield cost
        cost.wall = time.perf_counter() - wall
        cost.processor = time.process_time() + self.processor() - processor


def _fields(number: int) -> list[str]:
    """Return what ``/proc/N/stat`` says from the state on; zeros of a process that is gone."""
    try:
        text = (PROC / str(number) / "stat").read_text(encoding="utf-8")
    except OSError:
        return ["0"] * 15
    return text.rpartition(")")[2].split()


def _pss(number: int) -> int:
    try:
        text = (PROC / str(number) / "smaps_rollup").read_text(encoding="ascii")
    except OSError:
        return 0
    return sum(int(line.split()[1]) for line in text.splitlines() if line.startswith("Pss:"))
