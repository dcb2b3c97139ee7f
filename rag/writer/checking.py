"""The check that every written sentence goes through before it is shown.

A sentence is shown with a passage's number only where that passage carries it: it holds its
details (:mod:`rag.writer.details`), and the verifier finds the rest there; or it has the sentence
word by word. Numbers that the model gave and that do not hold are taken off; a sentence that
another passage carries gets that one's; what no passage carries is dropped, and counted with the
reason.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from index.text.folding import fold
from rag.answers.types import Dropped
from rag.documents.sentences import split_sentences
from rag.writer.coverage import coverage
from rag.writer.details.faults import faults
from rag.writer.details.types import Fault
from rag.writer.evidence import Evidence, origin, speaks_to_a_writer
from rag.writer.protocol import Verifier
from rag.writer.sentences import Sentence, words

_LINK: Final = re.compile(r"https?://|www\.|\]\(|<[^>]*>|!\[|data:|javascript:", re.IGNORECASE)
_CUT: Final = re.compile(
    r"(?:^|\s)(?:a|al|con|de|del|e|el|en|entre|la|las|lo|los|o|para|por|que|se|según|sin|sobre|su|sus|u|"
    r"un|una|y)[.…]*$"
)
"""Words that no sentence ends with: the model was stopped there."""

_ASKED: Final = re.compile(
    r"^(?:pregunta:|lo que responde\b.{0,3}$|responde en )|\?[»”\"')]*$", re.IGNORECASE
)
"""Questions say nothing, least of all the one that was asked; small models write their task too."""

_TOGETHER: Final = 2
"""Passages that may carry a sentence together where none does alone."""

_OTHERS: Final = 3
"""Passages that the model did not name and that are looked at whether they carry its sentence: a
look costs 20 ms, and what carries a sentence shares words with it."""

REASONS: Final = {
    "figure": "la cifra «{words}» no está en los pasajes",
    "date": "la fecha «{words}» no está en los pasajes",
    "name": "el nombre «{words}» no está en los pasajes",
    "contradicted": "los pasajes dicen otra cosa",
    "unsupported": "los pasajes no lo dicen",
    "link": "lleva un enlace o código",
    "order": "no habla de lo que dicen los pasajes",
    "label": "repite el encabezado de un pasaje",
    "cut": "está a medias",
}


@dataclass(frozen=True, slots=True)
class Checked:
    """A sentence that passed.

    :param numbers: of the passages that carry it, at least one.
    :param supported: chance that they do, 0…1.
    :param recited: whether the model had named none of them.
    """

    text: str
    numbers: tuple[int, ...]
    supported: float
    recited: bool


class Checker:
    """Checks sentences against one text's passages."""

    def __init__(self, evidence: Sequence[Evidence], verifier: Verifier) -> None:
        self._evidence = {each.number: each for each in evidence}
        self._labels = [_letters(origin(each.hit)) for each in evidence]
        self._verifier = verifier

    def check(self, sentence: Sentence) -> Checked | Dropped:
        """Whether a sentence is shown, and with which numbers."""
        text = sentence.text
        if _LINK.search(text):
            return Dropped(text, REASONS["link"])
        if speaks_to_a_writer(text):
            return Dropped(text, REASONS["order"])
        if _ASKED.search(text):
            return Dropped(text, REASONS["order"])
        if text.startswith("(") and any(each.startswith(_letters(text)) for each in self._labels):
            return Dropped(text, REASONS["label"])
        if _CUT.search(text):
            return Dropped(text, REASONS["cut"])
        named = tuple(n for n in sentence.marks if n in self._evidence)
        found = {number: self._look(text, [number]) for number in named}
        carrying = tuple(number for number in named if found[number].reason is None)
        if carrying:
            return self._shown(text, carrying, found)
        if len(named) == _TOGETHER:
            both = self._look(text, named)
            if both.reason is None:
                return Checked(text, named, both.supported, recited=False)
        others = {n: self._look(text, [n]) for n in self._nearest(text, named)}
        carrying = tuple(number for number, look in others.items() if look.reason is None)
        if carrying:
            best = max(carrying, key=lambda number: others[number].supported)
            return Checked(text, (best,), others[best].supported, recited=True)
        reasons = [look.reason for look in (*found.values(), *others.values()) if look.reason]
        return Dropped(text, min(reasons, key=_depth) if reasons else REASONS["unsupported"])

    def _nearest(self, text: str, named: Sequence[int]) -> Sequence[int]:
        """The other passages that share most words with a sentence."""
        others = [number for number in self._evidence if number not in named]
        shared = {n: coverage(text, self._evidence[n].hit.passage.text) for n in others}
        return sorted(others, key=lambda number: -shared[number])[:_OTHERS]

    def _shown(self, text: str, numbers: tuple[int, ...], found: Mapping[int, Look]) -> Checked:
        supported = max(found[number].supported for number in numbers)
        return Checked(text, numbers, supported, recited=False)

    def _look(self, text: str, numbers: Sequence[int]) -> Look:
        """What some passages, taken together, say of a sentence."""
        shown = [self._evidence[number] for number in numbers]
        if any(words(text) in _said(each.hit.passage.text) for each in shown):
            return Look(None, 1.0)
        missing: list[Fault] | None = None
        for each in shown:
            passage = each.hit.passage
            told = "\n".join(filter(None, (passage.source, each.text)))
            own = list(faults(text, told, passage.date))
            missing = own if missing is None else [fault for fault in missing if fault in own]
        if missing:
            return Look(REASONS[missing[0].kind].format(words=missing[0].words))
        verdict = self._verifier.verdict(text, "\n".join(e.hit.passage.text for e in shown))
        if verdict.carries:
            return Look(None, verdict.supported)
        return Look(REASONS["contradicted" if verdict.contradicted else "unsupported"])


@dataclass(frozen=True, slots=True)
class Look:
    """What was seen of a sentence in some passages.

    :param reason: why they do not carry it, ``None`` where they do.
    :param supported: chance that they do, 0…1.
    """

    reason: str | None
    supported: float = 0.0


@lru_cache(maxsize=64)
def _said(passage: str) -> frozenset[tuple[str, ...]]:
    """The words of each sentence of a passage: what is copied whole is carried, and small models
    do little else."""
    return frozenset(words(passage[slice(*span)]) for span in split_sentences(passage))


def _letters(text: str) -> str:
    """The letters and digits of a text, folded."""
    return re.sub(r"[\W_]", "", fold(text))


def _depth(reason: str) -> int:
    """Which of several reasons is told: that of the passage which came closest."""
    order = (REASONS["contradicted"], REASONS["unsupported"])
    return order.index(reason) if reason in order else len(order)
