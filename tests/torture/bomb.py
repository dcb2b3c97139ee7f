"""What a bomb is: a file made to take a parser's time or memory, with what must come of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Bomb:
    """A file made to do harm.

    :param make: its bytes.
    :param refused: a pattern of the error's text, ``""`` where it is read.
    :param quick: whether it is tried in the default suite too.
    """

    suffix: str
    make: Callable[[], bytes]
    refused: str = ""
    quick: bool = False
