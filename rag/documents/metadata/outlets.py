"""Gives files that name no outlet one each: their bare name, and a number where two share it.

``2023/nota.txt`` and ``2024/nota.txt`` are two sources; under one name they would never agree, and
whoever limits a question to one would get both. A path of the machine is no outlet.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import count

from index.backend import Backend
from index.text.folding import fold_words


class OutletNames:
    """The names of outlets in an archive while files are added to it."""

    def __init__(self, backend: Backend) -> None:
        self._backend = backend
        self._taken: set[str] | None = None
        self._given: dict[str, str] = {}

    def of(self, bare: str, file: str, before: Iterable[str] = ()) -> str:
        """Name the outlet of a file: its bare name, «nota.txt (2)» for the second of that name.

        :param file: tells it from all others: its path, and its place in the file it is inside.
        :param before: outlets that its articles had when it was last added; it keeps its own.
        """
        if self._taken is None:
            self._taken = {fold_words(name) for name in self._backend.sources()}
        own = {fold_words(name) for name in before}
        names = (bare if n == 1 else f"{bare} ({n})" for n in count(1))
        return next(name for name in names if self._gives(fold_words(name), file, own))

    def _gives(self, name: str, file: str, own: set[str]) -> bool:
        """Give a name to a file unless it is another's; tell whether it has it."""
        taken = self._taken or set()
        if name not in self._given and (name in own or name not in taken):
            self._given[name] = file
        return self._given.get(name) == file
