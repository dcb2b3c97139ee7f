"""Reads question sets in the format of SQuAD, versions 1.1 and 2.0.

The answers' offsets are checked: a set whose answers do not stand where it says was cut
or re-encoded on its way, and every figure measured on it would be wrong.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from eval.datasets.strict_json import entry, expect, filled, read_json
from eval.datasets.types import Dataset, PassageText, Question
from index.errors import InputError
from rag.questions.question_words import kind_of


def _paragraphs(path: Path) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Yield place, title and paragraph of each paragraph in the file."""
    document = expect(read_json(path), dict, str(path))
    articles = entry(document, "data", list, str(path))
    for a, article in enumerate(articles, 1):
        where = f"{path}, artículo {a}"
        paragraphs = entry(expect(article, dict, where), "paragraphs", list, where)
        title = expect(article.get("title", ""), str, f"{where}, «title»")
        for p, paragraph in enumerate(paragraphs, 1):
            place = f"{where}, párrafo {p}"
            yield place, title, expect(paragraph, dict, place)


class _Pool:
    """Passages by text: identical paragraphs are one passage, wherever they come from."""

    def __init__(self) -> None:
        self._by_text: dict[str, PassageText] = {}

    def add(self, path: Path, title: str, text: str) -> str:
        """Return the id of the passage with this text."""
        passage = self._by_text.get(text)
        if passage is None:
            number = len(self._by_text) + 1
            passage = PassageText(f"{path.stem}#{number}", text, title, title)
            self._by_text[text] = passage
        return passage.id

    def passages(self) -> tuple[PassageText, ...]:
        return tuple(self._by_text.values())


def _question(path: Path, record: dict[str, Any], place: str, context: str, about: str) -> Question:
    # Some files number their questions instead of naming them.
    if isinstance(record.get("id"), int):
        record["id"] = str(record["id"])
    identifier = filled(record, "id", place)
    where = f"{path}, pregunta «{identifier}»"
    text = filled(record, "question", where)
    impossible = expect(record.get("is_impossible", False), bool, f"{where}, «is_impossible»")
    answers: list[str] = []
    for answer in entry(record, "answers", list, where):
        answer = expect(answer, dict, where)
        start = entry(answer, "answer_start", int, where)
        if entry(answer, "text", str, where) == "" and start == -1:
            continue  # how translated sets mark an answer that the translation lost
        value = filled(answer, "text", where)
        there = context[start : start + len(value)] if start >= 0 else ""
        if there != value:
            raise InputError(
                f"{where}: la respuesta «{value}» no está en la posición {start} del párrafo, "
                f"donde dice «{there}». Las posiciones se cuentan en caracteres, desde 0."
            )
        answers.append(value)
    if impossible and answers:
        raise InputError(
            f"{where}: está marcada como imposible («is_impossible») y trae respuesta."
        )
    if not impossible and not answers:
        raise InputError(
            f"{where}: no trae respuesta. Añádala o márquela con «is_impossible»: true."
        )
    return Question(
        id=identifier,
        text=text,
        answers=tuple(dict.fromkeys(answers)),
        relevant={} if impossible else {about: 1},
        answerable=not impossible,
        kind=kind_of(text),
        about=about,
    )


def load(path: Path, more_passages: Sequence[Path] = ()) -> Dataset:
    """Read the questions of one file over its paragraphs.

    :param more_passages: further files in the format, whose paragraphs are added to find
        the right one among; their questions are left out.
    """
    pool = _Pool()
    questions: dict[str, Question] = {}
    for place, title, paragraph in _paragraphs(path):
        context = filled(paragraph, "context", place)
        about = pool.add(path, title, context)
        for record in entry(paragraph, "qas", list, place):
            question = _question(path, expect(record, dict, place), place, context, about)
            if question.id in questions:
                raise InputError(f"{path}: dos preguntas tienen el id «{question.id}».")
            questions[question.id] = question
    for other in more_passages:
        for place, title, paragraph in _paragraphs(other):
            pool.add(other, title, filled(paragraph, "context", place))
    return Dataset(path.stem, pool.passages(), tuple(questions.values()))
