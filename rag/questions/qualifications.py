"""What narrows the figure that a question asks for: who gives it, from before when, which count.

«¿Cuántos pasajeros había según la lista oficial?» and «¿cuántos puestos tenía antes del
incendio?» have one answer each, whatever else was counted: a sentence that does not say that its
figure is that of the list, or of before the fire, says nothing against one that does. Of 24
disagreements told for 441 questions of the own clusters' part ``tune``, 13 of them rightly, six
fall to this, none of those 13.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, Literal

from index.text.analyzer import analyze
from index.text.folding import fold
from rag.language import SPANISH
from rag.questions.english import is_english
from rag.questions.nouns import beginning

Scope = Literal["part", "clause", "sentence"]
"""Where it must be met: between two commas, in the clause, or anywhere in the sentence."""

_WORDS: Final = SPANISH.qualifications
_NAMED: Final = r"(?P<named>[^,;:?()]+)"
_SOURCE: Final = re.compile(rf"\b(?:{'|'.join(_WORDS.according)})\s+{_NAMED}")
_BEFORE: Final = re.compile(rf"\b(?:{'|'.join(_WORDS.before)})\b\s*(?P<named>[^,;:?()]*)")
_EARLIER: Final = "|".join(_WORDS.earlier)
_WORD: Final = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class Qualification:
    """Something that a sentence must say of its figure.

    :param words: one of which it must have, without accents.
    :param against: one of which it must not have without one of those.
    """

    scope: Scope
    words: re.Pattern[str]
    against: re.Pattern[str] | None = None

    def is_met(self, text: str) -> bool:
        """Whether a part of a sentence says it, or where only its contrary would tell, does not
        say that."""
        told = fold(text)
        if self.words.search(told) is not None:
            return True
        return self.against is not None and self.against.search(told) is None


def qualifications_of(question: str) -> tuple[Qualification, ...]:
    """What a question in Spanish asks of its figure; none of one in English."""
    return () if is_english(question) else tuple(_found(fold(question)))


def _found(question: str) -> Iterator[Qualification]:
    for source in _SOURCE.finditer(question):
        if starts := [*_starts(source["named"]), *_other_forms(source["named"])]:
            yield Qualification("clause", re.compile(rf"\b(?:{'|'.join(starts)})"))
    for before in _BEFORE.finditer(question):
        words = "|".join((_EARLIER, *_starts(before["named"])))
        yield Qualification("sentence", re.compile(rf"\b(?:{words})"))
    for asked, told in _WORDS.phases:
        if re.search(rf"\b(?:{asked})\b", question):
            yield Qualification("sentence", re.compile(rf"\b(?:{told})"))
    for asked, against in _WORDS.opposed:
        if re.search(rf"\b(?:{asked})", question):
            yield Qualification(
                "part", re.compile(rf"\b(?:{asked})"), re.compile(rf"\b(?:{against})")
            )


def _starts(words: str) -> list[str]:
    """The beginnings of the telling words."""
    return [re.escape(beginning(word)) for word in _WORD.findall(words) if analyze(word)]


def _other_forms(named: str) -> Iterator[str]:
    """How else texts speak of a country: «Seúl» and «surcoreano»."""
    for country, forms in SPANISH.names.peoples.items():
        if any(re.search(rf"\b{re.escape(form)}", named) for form in (country, *forms)):
            yield from map(re.escape, (country, *forms))
