"""Questions one after the other over an archive."""

from __future__ import annotations

from dataclasses import dataclass, field

from index import Filters
from rag.answer import Answer
from rag.archive import Archive


@dataclass(slots=True)
class Conversation:
    """Asks an archive and keeps the turns."""

    archive: Archive
    turns: list[Answer] = field(default_factory=list)

    def ask(self, question: str, filters: Filters | None = None) -> Answer:
        """The answer, read with the turns before it.

        :raises InputError: the question is empty or too long.
        """
        answer = self.archive.ask(question, filters=filters)
        self.turns.append(answer)
        return answer
