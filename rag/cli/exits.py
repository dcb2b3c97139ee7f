"""Says with which exit status a command ends, and which error ends it so."""

from __future__ import annotations

from typing import Final

from index.errors import InputError

DONE: Final = 0
FAILED: Final = 1
UNUSABLE: Final = 2
"""The arguments are wrong, or what they name cannot be used."""


def status_of(error: BaseException) -> int:
    """Say with which status a command ends that met an error."""
    return UNUSABLE if isinstance(error, InputError) else FAILED
