"""Passages whose names somebody wrote down, to train the recogniser on and to measure it.

A list says which names a passage or an article has, by kind; where they stand is found here: every
whole occurrence, the longest names first.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, TypeVar

from index.encoders.protocol import Encoder
from index.errors import InputError
from index.types import Kind, Mention
from rag.documents.adding import cut
from rag.documents.loading import load

FIELDS: Final[Mapping[str, Kind]] = {"PER": "person", "ORG": "organisation", "LOC": "place"}
"""How the lists call the kinds."""

Label = TypeVar("Label", bound=str)


@dataclass(frozen=True, slots=True)
class LabelledPassage:
    """A passage with its names.

    :param part: ``train``, or ``dev`` for what nothing was trained or chosen on.
    :param article: what it is of; an article is in one part.
    :param unsettled: places of words of which two readers would not say the same, in code points:
        what is there is neither learnt nor counted as nothing.
    """

    id: str
    title: str
    text: str
    mentions: tuple[Mention, ...]
    part: str
    article: str
    unsettled: tuple[tuple[int, int], ...] = ()


def find(text: str, names: Mapping[Kind, Sequence[str]]) -> tuple[Mention, ...]:
    """Return where the names stand in a text, in order and without overlap."""
    return tuple(Mention(start, end, kind) for start, end, kind in stand(text, names))


def stand(text: str, lists: Mapping[Label, Sequence[str]]) -> list[tuple[int, int, Label]]:
    """Return where words of several lists stand in a text, whole, the longest first, in order and
    without overlap: start, end, and the label of the list."""
    ordered = sorted(
        ((name, label) for label, several in lists.items() for name in several if name),
        key=lambda pair: -len(pair[0]),
    )
    found: list[tuple[int, int, Label]] = []
    for name, label in ordered:
        for match in re.finditer(rf"(?<!\w){re.escape(name)}(?!\w)", text):
            start, end = match.span()
            if all(end <= other[0] or start >= other[1] for other in found):
                found.append((start, end, label))
    return sorted(found, key=lambda each: each[:2])


def read_press(names: Path, passages: Path) -> list[LabelledPassage]:
    """Read passages and the names in them from two JSONL files that share the key ``p``.

    :raises InputError: a file cannot be read, or a line has not what is needed.
    """
    texts = {str(row["p"]): row for row in rows(passages, "p", "title", "text", "article")}
    labelled = []
    for row in rows(names, "p", "part", *FIELDS):
        passage = texts.get(str(row["p"]))
        if passage is None:
            raise InputError(
                f"«{names}» nombra el pasaje «{row['p']}», que no está en «{passages}»."
            )
        text = str(passage["text"])
        labelled.append(
            LabelledPassage(
                str(row["p"]),
                str(passage["title"]),
                text,
                find(text, _by_kind(row)),
                str(row["part"]),
                str(passage["article"]),
            )
        )
    return labelled


def read_sample(names: Path, folder: Path, encoder: Encoder) -> list[LabelledPassage]:
    """Read the articles of a folder whose names a JSONL file lists by ``file``.

    :param encoder: by whose length passages are cut.
    :raises InputError: a file cannot be read, or a line has not what is needed.
    """
    labelled = []
    for row in rows(names, "file", "part", *FIELDS):
        by_kind = _by_kind(row)
        for number, article in enumerate(load(folder / str(row["file"])).articles):
            for at, span in enumerate(cut(article, encoder).spans):
                text = article.text[span.start : span.end]
                id, file = f"{row['file']}#{number}.{at}", f"{row['file']}#{number}"
                mentions = find(text, by_kind)
                labelled.append(
                    LabelledPassage(id, article.title, text, mentions, str(row["part"]), file)
                )
    return labelled


def _by_kind(row: Mapping[str, Any]) -> dict[Kind, Sequence[str]]:
    return {kind: row[field] for field, kind in FIELDS.items()}


def rows(path: Path, *needed: str) -> Iterator[dict[str, Any]]:
    """Yield the objects of a JSONL file.

    :param needed: what each must have.
    :raises InputError: it cannot be read, or a line is no object or lacks something.
    """
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"«{path}» no se puede leer ({error}).") from error
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except ValueError as error:
            raise InputError(f"«{path}», línea {number}: no es JSON ({error}).") from error
        missing = [name for name in needed if not isinstance(row, dict) or name not in row]
        if missing:
            raise InputError(f"«{path}», línea {number}: falta {', '.join(missing)}.")
        yield row
