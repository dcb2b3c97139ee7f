"""What statements that run in either database are put to.

Both take ``?`` for a parameter, ``ON CONFLICT``, ``substr`` and CRC-32 made here; what else they
need is said by a constant.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from typing import Any, ClassVar


class Rows(ABC):
    """A database of an archive, as far as shared statements see it."""

    AMONG: ClassVar[str]
    """What follows a column that is to be one of several values, given as :meth:`several`."""

    NUMBER: ClassVar[str]
    """The column of ``documents`` by which they are in the order in which they came."""

    @staticmethod
    @abstractmethod
    def several(values: Sequence[object]) -> object:
        """Return several values as the one parameter that :attr:`AMONG` takes."""

    @abstractmethod
    def query(self, sql: str, parameters: Sequence[object] = ()) -> list[Any]:
        """Return the rows that a statement gives."""

    @abstractmethod
    def iterate(self, sql: str, parameters: Sequence[object] = ()) -> Iterator[Any]:
        """Return the rows that a statement gives, one by one; inside a transaction."""

    @abstractmethod
    def change(self, sql: str, parameters: Sequence[object] = ()) -> int:
        """Run a statement that changes rows, and return how many; inside :meth:`writing`."""

    @abstractmethod
    def change_many(self, sql: str, rows: Iterable[Sequence[object]]) -> None:
        """Run a statement for each of some rows; inside :meth:`writing`."""

    @abstractmethod
    def reading(self) -> AbstractContextManager[None]:
        """Hold one state for several reads."""

    @abstractmethod
    def writing(self, *, keep_fingerprint: bool = False) -> AbstractContextManager[None]:
        """Make all of the changes inside, or none.

        :param keep_fingerprint: what changes is not searched, so the state stays the same.
        """

    @property
    @abstractmethod
    def is_writing(self) -> bool:
        """Whether this thread is within :meth:`writing` and so sees a state that is none yet."""

    @property
    @abstractmethod
    def fingerprint(self) -> str:
        """Which state this is; ``""`` for an archive that was never written to."""

    @abstractmethod
    def meta(self, key: str) -> str | None:
        """Return what is recorded under a key, such as the encoder's fingerprint."""

    @abstractmethod
    def set_meta(self, key: str, value: str | None) -> None:
        """Record a value, or forget it (``None``); only inside :meth:`writing`."""
