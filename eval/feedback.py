"""Turns what people marked in the chat into evaluation questions.

Real questions of real people are the best test there is. An answer marked right becomes a
question with that answer in that passage; a right abstention becomes an unanswerable one;
a wrong answer becomes a question when the person's remark names the right answer and a
cited passage contains it. What cannot be judged without a person goes to ``pending`` of
the same file, so that nothing is lost; reading the file as a set ignores it.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol, runtime_checkable

from eval.files import write_text
from index.errors import InputError


@runtime_checkable
class HasFeedback(Protocol):
    """An archive that keeps what people said of its answers."""

    def feedback(self) -> Iterable[Mapping[str, Any]]:
        """Return rows with ``id``, ``created``, ``question``, ``verdict`` (``right``, ``wrong`` or
        ``source``), ``remark`` and ``answer_json``, oldest first."""
        ...


@dataclass(frozen=True, slots=True)
class ExportCounts:
    """How many questions were written, and how many wait for a person."""

    questions: int
    pending: int


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a question belongs: a passage, and the answer in it unless there is none."""

    title: str
    passage: str
    answer: str | None = None
    start: int = 0


def _citations(answer: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """Return the citations, those of the best answer first."""
    citations = list(answer.get("citations") or ())
    claims = answer.get("claims") or ()
    best = list(claims[0].get("citations") or ()) if claims else []
    return sorted(citations, key=lambda citation: citation.get("n") not in best)


def _place(verdict: str, remark: str, answer: Mapping[str, Any]) -> _Place | None:
    citations = _citations(answer)
    if verdict == "right" and citations:
        first = citations[0]
        title, passage = str(first.get("title", "")), str(first.get("passage", ""))
        if answer.get("abstained"):
            return _Place(title, passage)
        value, start = str(first.get("value", "")), int(first.get("start", -1))
        if value and start >= 0 and passage[start : start + len(value)] == value:
            return _Place(title, passage, value, start)
    if verdict == "wrong" and remark.strip():
        for citation in citations:
            passage = str(citation.get("passage", ""))
            start = passage.find(remark.strip())
            if start >= 0:
                return _Place(str(citation.get("title", "")), passage, remark.strip(), start)
    return None


def _decode(row: Mapping[str, Any]) -> Mapping[str, Any]:
    try:
        answer: object = json.loads(row["answer_json"])
    except (TypeError, ValueError):
        answer = None
    if not isinstance(answer, dict):
        raise InputError(
            f"La valoración {row['id']} del archivo está dañada: su respuesta no es JSON. "
            "Compruebe el archivo con «hemeroteca check»."
        )
    return answer


def as_squad(rows: Iterable[Mapping[str, Any]]) -> dict[str, Any]:
    """Turn the rows into a SQuAD v2.0 document with a list ``pending`` beside its data.

    Of several marks on the same question the last one holds.
    """
    latest = {" ".join(str(row["question"]).split()): row for row in rows}
    paragraphs: dict[tuple[str, str], list[dict[str, Any]]] = {}
    pending: list[dict[str, Any]] = []
    for question, row in latest.items():
        identifier, verdict = f"chat-{row['id']}", str(row["verdict"])
        remark, answer = str(row.get("remark") or ""), _decode(row)
        place = _place(verdict, remark, answer)
        if place is None:
            pending.append(
                {
                    "id": identifier,
                    "question": question,
                    "verdict": verdict,
                    "remark": remark,
                    "answer": answer.get("answer", ""),
                    "passages": [citation.get("passage", "") for citation in _citations(answer)],
                }
            )
            continue
        answers = [{"text": place.answer, "answer_start": place.start}] if place.answer else []
        paragraphs.setdefault((place.title, place.passage), []).append(
            {
                "id": identifier,
                "question": question,
                "answers": answers,
                "is_impossible": not answers,
            }
        )
    articles: dict[str, list[dict[str, Any]]] = {}
    for (title, passage), questions in paragraphs.items():
        articles.setdefault(title, []).append({"context": passage, "qas": questions})
    return {
        "version": "v2.0",
        "data": [{"title": title, "paragraphs": each} for title, each in articles.items()],
        "pending": pending,
    }


def export(archive: object, path: Path) -> ExportCounts:
    """Write the archive's feedback as a question set.

    :raises InputError: when there is none.
    """
    rows = list(archive.feedback()) if isinstance(archive, HasFeedback) else []
    if not rows:
        raise InputError(
            "El archivo no guarda todavía ninguna valoración. Marque respuestas como correctas o "
            "equivocadas en el chat y vuelva a exportar."
        )
    document = as_squad(rows)
    write_text(path, json.dumps(document, ensure_ascii=False, indent=1) + "\n")
    questions = sum(
        len(paragraph["qas"]) for article in document["data"] for paragraph in article["paragraphs"]
    )
    return ExportCounts(questions, len(document["pending"]))
