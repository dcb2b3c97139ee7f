"""Answers a sheet of questions that a visitor sent, and hands out the answers as a file."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final

from index.errors import InputError
from rag.archive import Archive
from rag.batches import records, running
from rag.batches.questions import read_questions
from rag.batches.tables import KINDS as SHEETS
from rag.batches.types import BatchReport, Record
from rag.batches.writing import Kind, write
from rag.chat.actions import saving, uploads
from rag.chat.actions.background import RunningTasks, Stopped, Task
from rag.chat.actions.errors import error_message
from rag.chat.actions.sources import is_empty
from rag.chat.views import archive_view
from rag.chat.views.desk import batch_view
from rag.chat.wording.words import Words

MOST: Final = 500
"""Questions of a sheet sent here: a minute or two, while others ask too."""

ACCEPTED: Final = ",".join(SHEETS)

_TYPES: Final[dict[Kind, str]] = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv",
    "jsonl": "application/x-ndjson",
}


@dataclass(frozen=True, slots=True)
class Results:
    """The answers of a sheet, until the visitor sends another.

    :param delimiter: what parts the cells of a text file, as in the sheet.
    """

    rows: tuple[Record, ...]
    expects: bool
    delimiter: str


@dataclass(frozen=True, slots=True)
class BatchStep:
    """Tells how far a batch has come, or what became of it.

    :param done: whether it has ended.
    :param results: the answers, ``None`` until it has ended well.
    """

    html: str
    done: bool
    results: Results | None = None


@dataclass(slots=True)
class BatchActions:
    """Asks an archive the questions of visitors' sheets."""

    archive: Archive
    _tasks: RunningTasks = field(default_factory=RunningTasks)

    def answer(self, files: Any, session: str, words: Words) -> Iterator[BatchStep]:
        """Answer the questions of a file as the page sent it."""
        task = Task()
        if is_empty(self.archive):
            yield BatchStep(archive_view.problem(words.empty), done=True)
            return

        def work() -> tuple[BatchReport, tuple[Record, ...], list[int], Results]:
            sent = uploads.decode(files)
            if len(sent) != 1:
                raise InputError("Envíe una sola hoja de preguntas cada vez.")
            sheet = read_questions(sent[0].data, sent[0].name, MOST)
            total = len(sheet.questions)
            task.report(0, total)
            answered: dict[str, Record] = {}
            for done, outcome in enumerate(self.archive.batch_each(sheet.questions), 1):
                answered[outcome.asked.key] = records.record(outcome)
                task.report(done, total)
            rows = tuple(running.rows_of(sheet.questions, answered, expects=sheet.expects))
            report = running.report(sheet.questions, rows, sheet.blank, notes=sheet.notes)
            results = Results(rows, sheet.expects, sheet.delimiter)
            return report, rows, [asked.row for asked in sheet.questions], results

        def show(done: int, total: int) -> BatchStep:
            status = words.desk.batch_running.format(done=done, total=total)
            return BatchStep(archive_view.progress(status, done, total), done=False)

        try:
            with self._tasks.running(task, session):
                yield BatchStep(archive_view.progress(words.starting, 0, 0), done=False)
                report, rows, numbers, results = yield from task.run(work, show)
        except Stopped:
            yield BatchStep(archive_view.problem(words.desk.batch_stopped), done=True)
            return
        except Exception as error:
            yield BatchStep(archive_view.problem(error_message(error, words)), done=True)
            return
        html = batch_view.results(report, rows, numbers, words)
        yield BatchStep(html, done=True, results=results)

    def stop(self, session: str) -> None:
        """End what this visitor's sheet still asks."""
        self._tasks.stop(session)


def save(kind: Kind, results: Results | None, words: Words) -> tuple[str, str]:
    """Write the answers as a file for the browser to save.

    :returns: the file as the page's script takes it, ``""`` without answers, and a message.
    """
    if results is None:
        return "", words.desk.batch_nothing
    data = write(kind, results.rows, expects=results.expects, delimiter=results.delimiter)
    name = f"respuestas-{date.today().isoformat()}.{kind}"
    return saving.download(name, _TYPES[kind], data), words.desk.batch_saved.format(name=name)
