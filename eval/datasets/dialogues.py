"""Reads the built-in dialogues: openings, follow-ups, new subjects and small talk.

A turn names the passages that answer it as the built-in questions do, by document and
quotation, so the set stays true when the cutting of paragraphs is improved.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from eval.datasets import builtin
from eval.datasets.strict_json import entry, expect, filled, read_json
from eval.datasets.types import PassageText
from index.errors import InputError

DIALOGUES: Final = Path(__file__).with_name("dialogues.json")
#: What a turn can be: the first question, one that leans on others, a new subject, no question.
KINDS: Final = ("opening", "followup", "topic", "smalltalk")
SPLITS: Final = ("report", "tune")


@dataclass(frozen=True, slots=True)
class DialogueTurn:
    """What a person writes, and the ids of the passages that answer it."""

    question: str
    kind: str
    relevant: frozenset[str]


@dataclass(frozen=True, slots=True)
class Dialogue:
    """Turns in their order."""

    id: str
    split: str
    turns: tuple[DialogueTurn, ...]


def _turn(
    record: dict[str, Any], documents: Mapping[str, Sequence[PassageText]], where: str
) -> DialogueTurn:
    question, kind = filled(record, "question", where), filled(record, "kind", where)
    if kind not in KINDS:
        raise InputError(f"{where}: «kind» es «{kind}» y solo puede ser {', '.join(KINDS)}.")
    relevant: set[str] = set()
    for gold in entry(record, "gold", list, where):
        place = expect(gold, dict, where)
        document, quote = filled(place, "document", where), filled(place, "quote", where)
        ids = [each.id for each in documents.get(document, ()) if quote in each.text]
        if not ids:
            raise InputError(f"{where}: ningún pasaje de «{document}» contiene «{quote}».")
        relevant.update(ids)
    if (kind == "smalltalk") == bool(relevant):
        raise InputError(f"{where}: todo turno lleva «gold», salvo los de «smalltalk».")
    return DialogueTurn(question, kind, frozenset(relevant))


def load(
    path: Path = DIALOGUES, sample: Path = builtin.SAMPLE
) -> tuple[tuple[PassageText, ...], tuple[Dialogue, ...]]:
    """Read the passages of the sample archive, and the dialogues over them."""
    documents = builtin.corpus(sample)
    document = expect(read_json(path), dict, str(path))
    dialogues: dict[str, Dialogue] = {}
    for number, raw in enumerate(entry(document, "dialogues", list, str(path)), 1):
        where = f"{path}, diálogo número {number}"
        record = expect(raw, dict, where)
        identifier, split = filled(record, "id", where), filled(record, "split", where)
        where = f"{path}, diálogo «{identifier}»"
        if split not in SPLITS:
            raise InputError(f"{where}: «split» es «{split}» y solo puede ser {', '.join(SPLITS)}.")
        if identifier in dialogues:
            raise InputError(f"{path}: dos diálogos tienen el id «{identifier}».")
        turns = tuple(
            _turn(expect(turn, dict, where), documents, f"{where}, turno {at}")
            for at, turn in enumerate(entry(record, "turns", list, where), 1)
        )
        dialogues[identifier] = Dialogue(identifier, split, turns)
    passages = {each.id: each for pieces in documents.values() for each in pieces}
    return tuple(passages.values()), tuple(dialogues.values())
