"""Reads retrieval sets laid out as BEIR folders.

``corpus.jsonl``, ``queries.jsonl`` and judgements in ``qrels/test.tsv`` (or ``qrels.tsv``).
Only judged queries are asked, since the files usually hold those of other splits too.
"""

from __future__ import annotations

from pathlib import Path
from typing import Final

from eval.datasets.strict_json import expect, filled, read_json_lines, read_text
from eval.datasets.types import Dataset, PassageText, Question
from index.errors import InputError
from rag.questions.question_words import kind_of

_QRELS: Final = ("qrels/test.tsv", "qrels.tsv")


def _corpus(path: Path) -> dict[str, PassageText]:
    passages: dict[str, PassageText] = {}
    for where, record in read_json_lines(path):
        identifier = filled(record, "_id", where)
        if identifier in passages:
            raise InputError(f"{where}: el id «{identifier}» ya apareció antes.")
        title = expect(record.get("title", ""), str, f"{where}, «title»").strip()
        text = expect(record.get("text", ""), str, f"{where}, «text»").strip()
        if not (title or text):
            raise InputError(f"{where}: el pasaje «{identifier}» no tiene título ni texto.")
        # As BEIR's own baselines do: what is searched is the title and the text together.
        whole = f"{title}\n{text}" if title and text else title or text
        passages[identifier] = PassageText(identifier, whole, title, identifier)
    return passages


def _judgements(path: Path) -> dict[str, dict[str, tuple[int, int]]]:
    """Read query → passage → (grade, line)."""
    judgements: dict[str, dict[str, tuple[int, int]]] = {}
    for number, line in enumerate(read_text(path).split("\n"), 1):
        fields = line.strip("\r").split("\t")
        header = number == 1 and len(fields) == 3 and not fields[2].lstrip("-").isdigit()
        if not line.strip() or header:
            continue
        try:
            query, passage, grade = fields[0], fields[1], int(fields[2])
        except (IndexError, ValueError):
            raise InputError(
                f"{path}, línea {number}: se esperaban pregunta, pasaje y un número entero, "
                f"separados por tabuladores, y hay «{line.strip()[:60]}»."
            ) from None
        judgements.setdefault(query, {})[passage] = grade, number
    return judgements


def load(folder: Path) -> Dataset:
    """Read the judged queries of the folder over its corpus."""
    qrels = next((folder / name for name in _QRELS if (folder / name).is_file()), None)
    if qrels is None:
        raise InputError(
            f"«{folder}» no es una carpeta en formato BEIR: falta {' o '.join(_QRELS)}."
        )
    corpus = _corpus(folder / "corpus.jsonl")
    judgements = _judgements(qrels)
    questions: dict[str, Question] = {}
    for where, record in read_json_lines(folder / "queries.jsonl"):
        identifier = filled(record, "_id", where)
        text = filled(record, "text", where)
        if identifier in questions:
            raise InputError(f"{where}: el id «{identifier}» ya apareció antes.")
        grades: dict[str, int] = {}
        for passage, (grade, number) in judgements.pop(identifier, {}).items():
            if passage not in corpus:
                raise InputError(
                    f"{qrels}, línea {number}: el pasaje «{passage}» de la pregunta "
                    f"«{identifier}» no está en corpus.jsonl."
                )
            if grade > 0:
                grades[passage] = grade
        if grades:
            questions[identifier] = Question(
                id=identifier, text=text, relevant=grades, kind=kind_of(text)
            )
    for query, passages in judgements.items():
        number = min(line for _, line in passages.values())
        raise InputError(
            f"{qrels}, línea {number}: la pregunta «{query}» no está en queries.jsonl."
        )
    return Dataset(folder.name, tuple(corpus.values()), tuple(questions.values()))
