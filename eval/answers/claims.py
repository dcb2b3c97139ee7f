"""Measures what claims are made of: readings of amounts and dates, and grouping.

``readings.jsonl`` holds sentences with the value a reader would give and what it means,
``agreement.jsonl`` questions with what several sources say and which of them say the same, half
of them agreeing. ``tuning`` and ``held_out`` were written before the code, by its author, and are
easy for it (all but 5 of 158 and 1 of 72 right at once); ``late`` was written against it (first
measured: 49 of 72 readings, 20 of 24 groupings) and mended; ``final`` was written after that
and measured once before the rest was mended: 43 of 44 readings, 15 of 16 groupings. What seven
of them expected changed when figures with point and comma, a bare ``$`` and shares («dos tercios»)
began to be read, and evolutions to be told from disagreements.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from importlib import resources
from typing import Any, Final, Literal

from index import Hit, Passage
from rag.claims import grouping
from rag.claims.meaning import question_of
from rag.reader.protocol import Reading
from rag.values.amounts import amount_at
from rag.values.dates import date_at

Split = Literal["tuning", "held_out", "late", "final"]
SPLITS: Final[tuple[Split, ...]] = ("tuning", "held_out", "late", "final")


@dataclass(frozen=True, slots=True)
class ClaimItem:
    """One item, what was expected of it and what came out.

    :param part: ``amount`` or ``date`` of a reading; ``agreeing`` or ``other`` of a question.
    """

    id: str
    split: Split
    part: str
    text: str
    expected: Any
    outcome: Any

    @property
    def right(self) -> bool:
        """Tell whether it came out as expected."""
        return bool(self.expected == self.outcome)


@dataclass(frozen=True, slots=True)
class ClaimsRun:
    """Both measurements.

    :param false_disagreements: questions of the agreeing half said to be in disagreement.
    """

    readings: tuple[ClaimItem, ...]
    questions: tuple[ClaimItem, ...]

    @property
    def false_disagreements(self) -> int:
        """Count those of the agreeing half that were called a disagreement."""
        return sum(
            q.part == "agreeing" and q.outcome["agreement"] == "disagree" for q in self.questions
        )

    @property
    def missed_disagreements(self) -> int:
        """Count the disagreements that were not seen."""
        return sum(
            q.expected["agreement"] == "disagree" != q.outcome["agreement"] for q in self.questions
        )

    def to_dict(self) -> dict[str, Any]:
        """Return what ``--json`` writes."""
        return {
            "readings": _shares(self.readings),
            "grouping": _shares(self.questions),
            "false_disagreements": self.false_disagreements,
            "missed_disagreements": self.missed_disagreements,
            "wrong": [
                {"id": item.id, "text": item.text, "expected": item.expected, "found": item.outcome}
                for item in (*self.readings, *self.questions)
                if not item.right
            ],
        }


def _shares(items: Sequence[ClaimItem]) -> dict[str, Any]:
    parts = sorted({item.part for item in items})
    splits = {split: [item for item in items if item.split == split] for split in SPLITS}
    return {
        "items": len(items),
        "right": share(items),
        **{part: share(item for item in items if item.part == part) for part in parts},
        **{split: share(members) for split, members in splits.items() if members},
    }


def share(items: Iterable[ClaimItem]) -> float:
    """Return the share that came out right, 0…1."""
    right = [item.right for item in items]
    return round(sum(right) / len(right), 4)


def run() -> ClaimsRun:
    """Measure both sets."""
    return ClaimsRun(
        tuple(_read(row) for row in rows("readings.jsonl")),
        tuple(_group(row) for row in rows("agreement.jsonl")),
    )


def rows(name: str) -> list[dict[str, Any]]:
    """Return the items of a set, in order."""
    text = resources.files("eval.datasets").joinpath(name).read_text(encoding="utf-8")
    return [json.loads(line) for line in text.splitlines()]


def _read(row: dict[str, Any]) -> ClaimItem:
    start = row["text"].index(row["value"])
    end = start + len(row["value"])
    outcome: dict[str, Any] | None = None
    if row["kind"] == "amount":
        amount = amount_at(row["text"], start, end)
        if amount is not None:
            value = None if amount.value is None else float(amount.value)
            outcome = {"value": value, "hedge": amount.hedge, "unit": amount.unit.name}
            if amount.hedge == "range":
                outcome |= {"low": float(amount.low), "high": float(amount.high)}
    else:
        article = date.fromisoformat(row["date"]) if row["date"] else None
        when = date_at(row["text"], start, end, article)
        if when is not None and when.span is not None:
            span = when.span
            outcome = {"start": span.first.isoformat(), "end": span.last.isoformat()}
    return ClaimItem(row["id"], row["split"], row["kind"], row["text"], row["expected"], outcome)


def _group(row: dict[str, Any]) -> ClaimItem:
    readings = [_reading(i, reading) for i, reading in enumerate(row["readings"])]
    grouped = grouping.group(question_of(row["question"]), readings)
    groups = [
        sorted(r.hit.passage.id for member in group for r in (member.reading, *member.also))
        for group in grouped.groups
    ]
    expected = {"groups": sorted(row["groups"]), "agreement": row["agreement"]}
    outcome = {"groups": sorted(groups), "agreement": grouped.agreement}
    return ClaimItem(row["id"], row["split"], row["half"], row["question"], expected, outcome)


def _reading(i: int, row: dict[str, Any]) -> Reading:
    """Make a reading whose passage is its sentence, each of a document of its own."""
    quote = row["quote"]
    start = quote.index(row["value"])
    passage = Passage(i, f"d{i}", "", row["source"], row["date"], 1, 0, len(quote), quote)
    span = (start, start + len(row["value"]))
    return Reading(Hit(passage, 1.0, 0.9, 5.0), (0, len(quote)), span, row["score"])
