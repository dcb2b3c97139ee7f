"""What goes through a batch: a question with its limits, and what became of it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from index import Filters
from index.errors import InputError
from rag.answers.types import Answer

Ask = Callable[[str, Filters | None], Answer]
"""Answers a question within limits; may be called from several threads at once."""

Record = Mapping[str, Any]
"""A row of answers by the names of its columns, as a line of JSON holds it."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A question of a batch.

    :param row: its number in the sheet as people count, from 1.
    :param source: outlet that it is limited to, ``""`` for all.
    :param since: first day of the articles, as written; ``""`` for any.
    :param until: the last one.
    :param expected: the answer that whoever asks expects, ``""`` where nothing is.
    :param problem: why it cannot be asked at all, a sentence in Spanish; ``""`` where it can.
    """

    row: int
    question: str
    source: str = ""
    since: str = ""
    until: str = ""
    expected: str = ""
    problem: str = ""

    @property
    def key(self) -> str:
        """What is asked, whatever row it stands in: equal ones have one answer."""
        asked = [self.question, self.source, self.since, self.until, self.problem]
        return hashlib.sha256(json.dumps(asked).encode()).hexdigest()[:32]

    def filters(self) -> Filters | None:
        """Return what its articles are limited to, ``None`` for nothing."""
        if not (self.source or self.since or self.until):
            return None
        sources = frozenset([self.source] if self.source else [])
        return Filters(frozenset(), sources, self.since or None, self.until or None)

    @classmethod
    def of(cls, row: int, given: str | Mapping[str, str]) -> Asked:
        """Take a question from Python: its text, or its columns by their English names.

        :raises InputError: a column is unknown.
        """
        if isinstance(given, str):
            return cls(row, given.strip())
        names = {"question", "source", "from", "to", "expected"}
        if unknown := sorted(set(given) - names):
            raise InputError(
                f"No hay ninguna columna «{unknown[0]}» en un lote: use {', '.join(sorted(names))}."
            )
        question, source, since, until, expected = (
            str(given.get(name) or "").strip()
            for name in ("question", "source", "from", "to", "expected")
        )
        return cls(row, question, source, since, until, expected)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a question.

    :param answer: ``None`` where it could not be asked; ``error`` then says why.
    """

    asked: Asked
    answer: Answer | None
    error: str = ""


@dataclass(frozen=True, slots=True)
class QuestionSheet:
    """The questions of a sheet.

    :param notes: what was seen and not used, a sentence each.
    :param delimiter: what parts the cells of a text file; ``","`` for a workbook.
    :param marked: whether a text file should begin with a byte order mark for the program that
        wrote this one to read its accents.
    """

    questions: tuple[Asked, ...]
    blank: int = 0
    notes: tuple[str, ...] = ()
    delimiter: str = ","
    marked: bool = False
    expects: bool = field(default=False)


@dataclass(frozen=True, slots=True)
class BatchReport:
    """How a batch went.

    :param questions: rows that are not blank.
    :param answered: those whose answer stands in the articles.
    :param abstained: those that the articles do not answer.
    :param blank: rows passed over.
    :param resumed: rows answered by an earlier run that was interrupted.
    :param problems: the row and what was wrong with it.
    :param out: the file written.
    """

    questions: int
    answered: int
    abstained: int
    blank: int
    resumed: int
    problems: tuple[tuple[int, str], ...]
    notes: tuple[str, ...]
    out: str

    @property
    def done(self) -> int:
        """Rows that were asked, whether the articles answer them or not."""
        return self.answered + self.abstained

    def to_dict(self) -> dict[str, Any]:
        """What ``batch --json`` prints."""
        return {
            "questions": self.questions,
            "answered": self.answered,
            "abstained": self.abstained,
            "failed": len(self.problems),
            "blank": self.blank,
            "resumed": self.resumed,
            "out": self.out,
            "problems": [{"row": row, "error": error} for row, error in self.problems],
            "notes": list(self.notes),
        }
