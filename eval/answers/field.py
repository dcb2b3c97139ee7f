"""Asks the questions of field cases, each case of an archive of its own.

A case of several turns is a conversation. Encoder and reader are loaded once and shared.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from eval.answers import field_judging
from eval.answers.field_judging import Check, Outcome
from eval.datasets.field_cases import FieldArticle, FieldCase, FieldTurn
from index.errors import InputError
from rag import Archive
from rag.answers.types import Answer
from rag.conversation import Conversation

Progress = Callable[[str, int, int], None]


@dataclass(frozen=True, slots=True)
class TurnResult:
    """One question and what came of it.

    :param failed: the checks that the answer did not pass.
    """

    turn: FieldTurn
    answer: Answer
    failed: tuple[Check, ...]
    outcome: Outcome


@dataclass(frozen=True, slots=True)
class CaseResult:
    """One case and what came of its turns."""

    case: FieldCase
    turns: tuple[TurnResult, ...]

    @property
    def outcome(self) -> Outcome:
        """The worst that came of a turn; right when all are."""
        outcomes = {turn.outcome for turn in self.turns}
        worst: tuple[Outcome, ...] = ("false", "silent", "shown")
        return next((each for each in worst if each in outcomes), "right")

    def to_dict(self) -> dict[str, Any]:
        """One row of the JSON. Of a blind case only what came of it: nobody is to tune on it."""
        row: dict[str, Any] = {
            "name": self.case.name,
            "kind": self.case.kind,
            "part": self.case.part,
            "control": self.case.control,
            "outcome": self.outcome,
        }
        if self.case.part == "open":
            row["turns"] = [
                {
                    "question": each.turn.question,
                    "standalone_question": each.answer.standalone_question,
                    "outcome": each.outcome,
                    "failed": list(each.failed),
                    "abstained": each.answer.abstained,
                    "answer": each.answer.answer,
                    "agreement": each.answer.agreement,
                    "claims": [claim.value for claim in each.answer.claims],
                    "confidence": each.answer.confidence,
                }
                for each in self.turns
            ]
        return row


def run(
    cases: Sequence[FieldCase],
    folder: Path,
    *,
    open_archive: Callable[[Path], Archive] = Archive.open,
    progress: Progress = lambda _stage, _done, _total: None,
) -> tuple[CaseResult, ...]:
    """Put each case's articles into an archive of its own and ask its questions in turn.

    :param folder: an empty one, for the articles and the archives.
    :param open_archive: makes an archive in the folder it is given.
    :param progress: called with a stage (Spanish), how many cases done, of how many.
    :raises InputError: an article cannot be added.
    """
    results: list[CaseResult] = []
    for number, case in enumerate(cases):
        progress("Preguntando", number, len(cases))
        archive = open_archive(folder / f"archivo{number:04d}")
        try:
            _fill(archive, case, folder / f"articulos{number:04d}")
            conversation = Conversation(archive)
            turns = tuple(_judged(turn, conversation.ask(turn.question)) for turn in case.turns)
        finally:
            archive.close()
        results.append(CaseResult(case, turns))
    progress("Preguntando", len(cases), len(cases))
    return tuple(results)


def _judged(turn: FieldTurn, answer: Answer) -> TurnResult:
    failed = field_judging.failed(turn.expect, answer)
    return TurnResult(turn, answer, failed, field_judging.outcome(turn.expect, answer, failed))


def _fill(archive: Archive, case: FieldCase, folder: Path) -> None:
    """Write the articles as Markdown, the format of tables and laws, and add them."""
    folder.mkdir()
    for number, article in enumerate(case.articles):
        (folder / f"{number:02d}.md").write_text(_markdown(article), encoding="utf-8")
    for file in archive.add(folder).files:
        if not file.documents:
            raise InputError(f"«{case.name}»: un artículo no se pudo añadir: {file.reason}")


def _markdown(article: FieldArticle) -> str:
    # A string of JSON is one of YAML.
    about = {"title": article.title, "source": article.source, "date": article.date}
    head = [f"{key}: {json.dumps(v, ensure_ascii=False)}" for key, v in about.items() if v]
    return "\n".join(["---", *head, "---", "", article.text, ""])
