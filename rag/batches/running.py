"""Runs a batch from file to file: answers are kept at once, and written whole at the end."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final

from index.errors import InputError
from index.storage import atomic_writes
from index.text.counts import Count
from rag.batches import records
from rag.batches.answering import answer_all
from rag.batches.journal import Journal
from rag.batches.questions import read_questions
from rag.batches.types import Ask, Asked, BatchReport, Outcome, Record
from rag.batches.writing import KINDS, Kind, write
from rag.documents.types import printable

Progress = Callable[[int, int], None]
"""Called with (questions done, questions in all)."""

_NOTICE: Final = (
    "Se sigue donde se quedó: {count} {count:pregunta ya estaba hecha|preguntas ya estaban hechas}."
)
_STALE: Final = (
    "El archivo ha cambiado desde que se interrumpió este lote: se vuelve a empezar, para que "
    "todas las respuestas sean de lo mismo."
)


def unseen(done: int, total: int) -> None:
    """Show the progress to nobody."""


def run(
    source: str | Path,
    out: str | Path,
    ask: Ask,
    state: str,
    progress: Progress = unseen,
) -> BatchReport:
    """Answer the questions of a file and write the answers into another.

    An interrupted run leaves what it has answered beside ``out``, and the next one goes on there.

    :param state: names the state of the archive that answers.
    :raises InputError: the questions cannot be read, or the answers not written there; a file
        that is there already is replaced only if it holds answers of a batch.
    """
    source, out = Path(source), Path(out)
    kind = _kind(out)
    try:
        data = source.read_bytes()
    except OSError as error:
        raise InputError(
            f"No se puede leer «{printable(source)}» ({error.strerror}). Compruebe la ruta."
        ) from error
    _check_target(source, out, kind)
    sheet = read_questions(data, source.name)
    questions = sheet.questions
    with Journal(out, state) as journal:
        resumed = sum(asked.key in journal.records for asked in questions)
        notes = list(sheet.notes)
        notes += [_STALE] if journal.stale else []
        notes += [_NOTICE.format(count=Count(resumed))] if resumed else []
        missing = [asked for asked in questions if asked.key not in journal.records]
        progress(resumed, len(questions))
        try:
            for done, outcome in enumerate(answer_all(missing, ask), resumed + 1):
                journal.keep(outcome.asked.key, records.record(outcome))
                progress(done, len(questions))
            rows = rows_of(questions, journal.records, expects=sheet.expects)
            written = write(
                kind,
                rows,
                expects=sheet.expects,
                delimiter=sheet.delimiter,
                marked=sheet.marked,
            )
            atomic_writes.write_file(out, written, mode=0o644)
        except OSError as error:
            raise InputError(
                f"No se puede escribir «{printable(out)}» ({error.strerror}). Lo respondido queda "
                f"en «{journal.path.name}»: repita la orden cuando haya sitio."
            ) from error
        journal.forget()
    return report(questions, rows, sheet.blank, resumed, notes, str(out))


def rows_of(
    questions: Sequence[Asked], answered: dict[str, Record], *, expects: bool
) -> list[Record]:
    """Give the rows of all questions in their order."""
    rows: list[Record] = []
    for asked in questions:
        row = answered[asked.key]
        rows.append({**row, **records.expectation(row, asked)} if expects else row)
    return rows


def report(
    questions: Sequence[Asked],
    rows: Sequence[Record],
    blank: int,
    resumed: int = 0,
    notes: Sequence[str] = (),
    out: str = "",
) -> BatchReport:
    """Count what became of the questions."""
    problems = tuple(
        (asked.row, str(row["error"]))
        for asked, row in zip(questions, rows, strict=True)
        if row["error"]
    )
    answered = sum(bool(row["answer"]) for row in rows)
    return BatchReport(
        questions=len(questions),
        answered=answered,
        abstained=len(questions) - answered - len(problems),
        blank=blank,
        resumed=resumed,
        problems=problems,
        notes=tuple(notes),
        out=out,
    )


def outcomes_in_order(questions: Sequence[Asked], ask: Ask) -> list[Outcome]:
    """Answer questions, and give what became of them in their order."""
    found = {id(outcome.asked): outcome for outcome in answer_all(questions, ask)}
    return [found[id(asked)] for asked in questions]


def _kind(out: Path) -> Kind:
    suffix = out.suffix.lower().removeprefix(".")
    kind = next((kind for kind in KINDS if kind == suffix), None)
    if kind is None:
        raise InputError(
            f"«{printable(out.name)}» no dice qué se quiere escribir: use un nombre que acabe en "
            f"{', '.join(f'.{kind}' for kind in KINDS)}."
        )
    return kind


def _check_target(source: Path, out: Path, kind: Kind) -> None:
    """:raises InputError: the answers would go nowhere, or into something that is not theirs."""
    if not out.parent.is_dir():
        raise InputError(f"No hay ninguna carpeta «{printable(out.parent)}». Créela primero.")
    if not out.exists():
        return
    if out.is_dir() or out.samefile(source) or not _is_ours(out, kind):
        raise InputError(
            f"«{printable(out)}» ya existe y no son respuestas de un lote: no se toca. Dé otro "
            "nombre con --out."
        )


def _is_ours(out: Path, kind: Kind) -> bool:
    """Whether a file is empty or begins as what a batch writes."""
    if not out.stat().st_size:
        return True
    wanted = list(records.COLUMNS[:3])
    try:
        if kind == "xlsx":
            import openpyxl

            book = openpyxl.load_workbook(out, read_only=True)
            try:
                first = next(iter(book.worksheets[0].iter_rows(max_row=1, values_only=True)), ())
            finally:
                book.close()
            return list(first[:3]) == wanted
        with out.open(encoding="utf-8-sig") as file:
            line = file.readline(10_000_000)
        if kind == "jsonl":
            return list(json.loads(line))[:3] == wanted
        return any(next(csv.reader(io.StringIO(line), delimiter=d))[:3] == wanted for d in ",;\t|")
    except Exception:  # it is whatever it is, and not ours
        return False
