"""What asks by the hundred: the part of :class:`rag.archive.Archive` that takes whole sheets."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from index import Filters
from index.backend import Backend
from index.errors import InputError
from rag import remedies
from rag.answers.types import Answer

if TYPE_CHECKING:
    from rag.batches.running import Progress
    from rag.batches.types import Ask, Asked, BatchReport, Outcome


class _Asking(Protocol):
    """What an archive needs to have for its batches."""

    backend: Backend

    def ask(self, question: str, *, filters: Filters | None = None) -> Answer:
        """Answer a question within limits."""


@remedies.door
class Batches:
    """Asks many questions; a part of :class:`rag.archive.Archive`."""

    def batch(self: _Asking, questions: Iterable[str | Mapping[str, str]]) -> Sequence[Outcome]:
        """Answer many questions, several at a time, and return what became of each, in order.

        >>> done = archive.batch(["¿Quién ganó?", {"question": "¿Cuántos soldados?", "source": ""}])
        >>> [(each.asked.question, each.error) for each in done]
        [('¿Quién ganó?', ''), ('¿Cuántos soldados?', '')]

        :param questions: texts, or ``question`` with ``source``, ``from``, ``to``, ``expected``.
        :returns: with an answer each, or the reason why there is none; equal ones are asked once.
        :raises InputError: the archive is empty, or a question has a column that is unknown.
        """
        from rag.batches import running
        from rag.batches.types import Asked

        asked = [Asked.of(row, given) for row, given in enumerate(questions, 1)]
        _check_filled(self.backend)
        return running.outcomes_in_order(asked, _ask(self))

    def batch_each(self: _Asking, questions: Sequence[Asked]) -> Iterator[Outcome]:
        """Do as :meth:`batch` for the questions of a sheet, and yield each outcome as soon as it is
        known, in no order.

        :raises InputError: the archive is empty.
        """
        from rag.batches.answering import answer_all

        _check_filled(self.backend)
        return answer_all(questions, _ask(self))

    def batch_file(
        self: _Asking,
        questions: str | Path,
        out: str | Path,
        *,
        progress: Progress | None = None,
    ) -> BatchReport:
        """Answer the questions of a .csv or .xlsx and write the answers into a .xlsx, .csv or
        .jsonl; killed, it goes on where it was when it is called again.

        :param progress: called with (questions done, questions in all).
        :raises InputError: the archive is empty, the questions cannot be read, or the answers not
            be written there.
        """
        from rag.batches import running

        _check_filled(self.backend)
        state = self.backend.fingerprint
        return running.run(questions, out, _ask(self), state, progress or running.unseen)


def _ask(archive: _Asking) -> Ask:
    return lambda question, filters: archive.ask(question, filters=filters)


def _check_filled(backend: Backend) -> None:
    """:raises InputError: there is nothing that could answer."""
    if not backend.stats().documents:
        raise InputError(
            "El archivo está vacío: añada artículos con «hemeroteca add CARPETA» y repita."
        )
