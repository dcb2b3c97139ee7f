"""Reads the built-in questions over the sample archive.

The questions name a document and quote the words that answer; which passage that is
follows from how the product cuts the document, so it is looked up afresh on every run and
the set stays true when the cutting is improved.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from eval.datasets.strict_json import entry, expect, filled, read_json
from eval.datasets.types import KINDS, Dataset, PassageText, Question
from index.encoders import loading as encoder
from index.errors import InputError
from rag.documents import discovery, loading
from rag.documents.adding import cut
from rag.sample import NOTES

#: The halves: one to tune on, one to report.
SPLITS: Final = ("report", "tune", "all")
DEFAULT_SPLIT: Final = "report"

QUESTIONS: Final = Path(__file__).with_name("builtin.json")
SAMPLE: Final = NOTES
SAMPLE_NAMES: Final = Path(__file__).with_name("names.jsonl")
"""The names in each note, written down by hand; two outlets' notes are kept from training."""


def corpus(folder: Path) -> dict[str, list[PassageText]]:
    """Read document → its passages, cut as ``hemeroteca add`` cuts them.

    A passage that several documents share, as agency news do, is one passage: whichever
    copy is found, the question is answered.
    """
    model = encoder.load_default()
    known: dict[str, PassageText] = {}
    documents: dict[str, list[PassageText]] = {}
    for path in discovery.discover([folder]):
        for article in loading.load(path).articles:
            name = path.stem if article.entry is None else f"{path.stem}#{article.entry}"
            pieces = cut(article, model)
            documents[name] = []
            for number, span in enumerate(pieces.spans, 1):
                text = article.text[span.start : span.end]
                passage = PassageText(
                    f"{name}:{number}", text, article.title, name, headline=article.title
                )
                documents[name].append(known.setdefault(text, passage))
    return documents


def _gold(
    record: dict[str, Any], documents: Mapping[str, list[PassageText]], where: str
) -> tuple[str, list[str]]:
    """Return the answer's text and the passages that hold its quotation."""
    text = filled(record, "text", where)
    document, quote = filled(record, "document", where), filled(record, "quote", where)
    if document not in documents:
        raise InputError(f"{where}: el archivo de muestra no tiene el documento «{document}».")
    ids = [passage.id for passage in documents[document] if quote in passage.text]
    if not ids:
        raise InputError(
            f"{where}: ningún pasaje del documento «{document}» contiene la cita «{quote}»."
        )
    return text, ids


def _question(
    record: dict[str, Any], documents: Mapping[str, list[PassageText]], path: Path, number: int
) -> tuple[str, Question]:
    """Read a question, with the half that it belongs to."""
    identifier = filled(record, "id", f"{path}, pregunta número {number}")
    where = f"{path}, pregunta «{identifier}»"
    kind, split = filled(record, "kind", where), filled(record, "split", where)
    for key, value, known in (("kind", kind, tuple(KINDS)), ("split", split, SPLITS[:2])):
        if value not in known:
            raise InputError(f"{where}: «{key}» es «{value}» y solo puede ser {', '.join(known)}.")
    answerable = entry(record, "answerable", bool, where)
    gold = [
        _gold(expect(answer, dict, where), documents, where)
        for answer in entry(record, "answers", list, where)
    ]
    if answerable != bool(gold):
        raise InputError(f"{where}: «answerable» no concuerda con las respuestas que trae.")
    relevant = dict.fromkeys((passage for _, ids in gold for passage in ids), 1)
    question = Question(
        id=identifier,
        text=filled(record, "question", where),
        answers=tuple(dict.fromkeys(text for text, _ in gold)),
        relevant=relevant,
        answerable=answerable,
        kind=kind,
        styles=tuple(
            expect(style, str, f"{where}, «style»") for style in entry(record, "style", list, where)
        ),
        about=next(iter(relevant), None),
    )
    return split, question


def load(split: str = DEFAULT_SPLIT, *, path: Path = QUESTIONS, sample: Path = SAMPLE) -> Dataset:
    """Read the questions of one half, or of both, over the whole sample archive."""
    document = expect(read_json(path), dict, str(path))
    documents = corpus(sample)
    halves: dict[str, tuple[str, Question]] = {}
    for number, record in enumerate(entry(document, "questions", list, str(path)), 1):
        where = f"{path}, pregunta número {number}"
        half, question = _question(expect(record, dict, where), documents, path, number)
        if question.id in halves:
            raise InputError(f"{path}: dos preguntas tienen el id «{question.id}».")
        halves[question.id] = half, question
    return Dataset(
        name=f"builtin/{split}",
        passages=tuple(
            {passage.id: passage for each in documents.values() for passage in each}.values()
        ),
        questions=tuple(each for half, each in halves.values() if split in ("all", half)),
    )
