"""Runs commands of the command line, and reads what they print."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

Run = Callable[..., tuple[int, str, str]]
"""Runs a command: (arguments…) → its status, standard output and error."""


def only_line(err: str) -> str:
    """The only line on standard error."""
    lines = err.strip().split("\n")
    assert len(lines) == 1, err
    assert lines[0]
    return lines[0]


def parsed(out: str) -> Any:
    """The only JSON document on standard output."""
    return json.loads(out)
