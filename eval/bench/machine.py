"""Tells what the machine is, and how much of its memory a process holds.

Memory is read from Linux' ``/proc``: what ``getrusage`` calls the peak is no less than what
the *parent* held when it started the process. Elsewhere it is not known.
"""

from __future__ import annotations

import os
import platform
from collections.abc import Sequence
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any, Final

_STATUS: Final = Path("/proc/self/status")
_PROCESSOR: Final = Path("/proc/cpuinfo")
#: Of a processor's many flags, those that decide how fast small integers are multiplied.
_FLAGS: Final = ("avx2", "avx512f", "avx512_vnni", "avx_vnni", "amx_int8")


def _fields(path: Path) -> dict[str, str]:
    """Read name → value of the lines ``name: value``; the first of a name counts."""
    try:
        lines = path.read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return {}
    pairs = (line.partition(":") for line in reversed(lines))
    return {name.strip(): value.strip() for name, _, value in pairs}


def _mebibytes(name: str) -> float | None:
    number, _, unit = _fields(_STATUS).get(name, "").partition(" ")
    return int(number) / 1024 if unit == "kB" else None


def resident_mib() -> float | None:
    """Read the MiB of memory that this process holds now, libraries and mapped files included."""
    return _mebibytes("VmRSS")


def peak_mib() -> float | None:
    """Read the most that it held at any time, in MiB."""
    return _mebibytes("VmHWM")


def metadata() -> dict[str, Any]:
    """Describe what figures depend on, for the JSON."""
    processor = _fields(_PROCESSOR)
    flags = processor.get("flags", "").split()
    return {
        "processor": processor.get("model name") or platform.processor() or platform.machine(),
        "flags": [flag for flag in _FLAGS if flag in flags],
        "cores": os.cpu_count() or 1,
        "system": platform.system(),
        "python": platform.python_version(),
    }


def versions(packages: Sequence[str]) -> dict[str, str]:
    """Return the version of each of the packages that is installed."""
    installed: dict[str, str] = {}
    for package in packages:
        try:
            installed[package] = version(package)
        except PackageNotFoundError:
            continue
    return installed
