"""The check that every written sentence goes through before it is shown.

A sentence is shown with a passage's number only where that passage carries it: it holds its
details (:mod:`rag.writer.details`), and the verifier finds the rest there. Numbers that the model
gave and that do not hold are taken off; a sentence that another passage carries gets that one's;
what no passage carries is dropped, and counted with the reason.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Protocol

from rag.answers.types import Dropped
from rag.writer.details import Fault, faults
from rag.writer.evidence import Evidence, speaks_to_a_writer
from rag.writer.sentences import Sentence

_LINK: Final = re.compile(r"https?://|www\.|\]\(|<[^>]*>|!\[|data:|javascript:", re.IGNORECASE)
_TOGETHER: Final = 2
"""Passages that may carry a sentence together where none does alone."""

REASONS: Final = {
    "figure": "la cifra «{words}» no está en los pasajes",
    "date": "la fecha «{words}» no está en los pasajes",
    "name": "el nombre «{words}» no está en los pasajes",
    "contradicted": "los pasajes dicen otra cosa",
    "unsupported": "los pasajes no lo dicen",
    "link": "lleva un enlace o código",
    "order": "no habla de lo que dicen los pasajes",
}


class Verifier(Protocol):
    """Tells whether a passage carries a sentence, beyond its details."""

    def prepare(self) -> None:
        """Begin to load what it needs."""

    def verdict(self, sentence: str, passage: str) -> Verdict:
        """What the passage says of the sentence."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a verifier says.

    :param supported: chance that the passage carries the sentence, 0…1.
    :param carries: whether that is enough to show it.
    :param contradicted: whether, where it is not enough, the passage says something else.
    """

    supported: float
    carries: bool
    contradicted: bool = False


@dataclass(frozen=True, slots=True)
class Checked:
    """A sentence that passed.

    :param numbers: of the passages that carry it, at least one.
    :param recited: whether the model had named none of them.
    """

    text: str
    numbers: tuple[int, ...]
    recited: bool


class Checker:
    """Checks sentences against one text's passages."""

    def __init__(self, evidence: Sequence[Evidence], verifier: Verifier) -> None:
        self._evidence = {each.number: each for each in evidence}
        self._verifier = verifier

    def check(self, sentence: Sentence) -> Checked | Dropped:
        """Whether a sentence is shown, and with which numbers."""
        text = sentence.text
        if _LINK.search(text):
            return Dropped(text, REASONS["link"])
        if speaks_to_a_writer(text):
            return Dropped(text, REASONS["order"])
        named = tuple(n for n in sentence.marks if n in self._evidence)
        found = {number: self._carried(text, [number]) for number in named}
        carrying = tuple(number for number in named if found[number] is None)
        if carrying:
            return Checked(text, carrying, recited=False)
        if len(named) == _TOGETHER and self._carried(text, named) is None:
            return Checked(text, named, recited=False)
        others = {n: self._carried(text, [n]) for n in self._evidence if n not in named}
        carrying = tuple(number for number, reason in others.items() if reason is None)
        if carrying:
            return Checked(text, carrying[:1], recited=True)
        reasons = [reason for reason in (*found.values(), *others.values()) if reason is not None]
        return Dropped(text, min(reasons, key=_depth) if reasons else REASONS["unsupported"])

    def _carried(self, text: str, numbers: Sequence[int]) -> str | None:
        """Why the passages do not carry a sentence; ``None`` where they do."""
        shown = [self._evidence[number] for number in numbers]
        missing: list[Fault] | None = None
        for each in shown:
            passage = each.hit.passage
            told = "\n".join(filter(None, (passage.source, each.text)))
            own = list(faults(text, told, passage.date))
            missing = own if missing is None else [fault for fault in missing if fault in own]
        if missing:
            return REASONS[missing[0].kind].format(words=missing[0].words)
        verdict = self._verifier.verdict(text, "\n".join(e.hit.passage.text for e in shown))
        if verdict.carries:
            return None
        return REASONS["contradicted" if verdict.contradicted else "unsupported"]


def _depth(reason: str) -> int:
    """Which of several reasons is told: that of the passage which came closest."""
    order = (REASONS["contradicted"], REASONS["unsupported"])
    return order.index(reason) if reason in order else len(order)
