"""Words the questions of a told story, answerable or not.

A question that the paragraph does not answer is of a fact that this telling left out, of
another place or person, or (seldom) of another story altogether. So that no wording gives
away which it is, a tally over all paragraphs keeps the share of unanswerable ones about equal
for every fact: without it, a linear classifier that saw the question alone told them apart
with an AUC of 0.81.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from random import Random
from typing import Final

from index.text.folding import strip_accents
from rag.questions.question_words import kind_of
from rag.training.news.frames import Frame, Sentence, Slot, bundle
from rag.training.news.story import Story

UNANSWERABLE: Final = 0.37
ENGLISH: Final = 0.36
"""Of the questions that we have in English too, so that one in ten is asked in it."""
CARELESS: Final = 0.16
TYPO: Final = 0.03
_WEIGHTS: Final = {"how_many": 1.0, "when": 1.5, "who": 1.4, "where": 0.9, "why": 1.2}
"""Relative chance that a question is asked, by kind: stories hold more figures than dates."""
_ODDS: Final = 0.6
"""Unanswerable questions of a fact for each answered one: 0.375 of all."""
_ELSEWHERE, _FOREIGN = 0.4, 0.15
"""Shares of the unanswerable ones: about another place or person, of another story."""
_SWAPPABLE: Final = 8
"""Values a list must have for another one to stand in its place."""


@dataclass(frozen=True, slots=True)
class Material:
    """A story together with the bundles of shared sentences it draws on."""

    frame: Frame
    slots: Mapping[str, Slot]
    shared: tuple[Sentence, ...]
    fillers: tuple[str, ...]
    spanish: Mapping[str, Sequence[str]]
    english: Mapping[str, Sequence[str]]


def material(frame: Frame) -> Material:
    """Join a frame with the bundles that it names."""
    parts = [bundle(name) for name in frame.bundles]
    everything = [*parts, frame]
    return Material(
        frame,
        {name: slot for part in everything for name, slot in part.slots.items()},
        tuple(sentence for part in parts for sentence in part.more),
        tuple(filler for part in [*everything, bundle("todos")] for filler in part.fillers),
        {key: wordings for part in everything for key, wordings in part.spanish.items()},
        {key: wordings for part in everything for key, wordings in part.english.items()},
    )


@dataclass(frozen=True, slots=True)
class Tally:
    """How often each fact, known by its first question, was asked with and without answer."""

    answered: Counter[str] = field(default_factory=Counter)
    unanswered: Counter[str] = field(default_factory=Counter)

    def lack(self, fact: str) -> float:
        """Count the unanswerable questions of this fact still due; below 0 there are too many."""
        return _ODDS * (self.answered[fact] + 1) - self.unanswered[fact]


@cache
def _weight(question: str) -> float:
    return _WEIGHTS.get(kind_of(question), 0.8)


def _careless(question: str, english: bool, rng: Random) -> str:
    """Write as people type: without accents, marks and capitals, at times with a slip."""
    if rng.random() < CARELESS:
        bare = strip_accents(question.lstrip("¿"), keep="ñ")
        question = bare.lower() if rng.random() < 0.9 else bare
        question = question.rstrip("?") if rng.random() < 0.5 else question
    elif not english and rng.random() < 0.04:
        question = question.lstrip("¿")
    if rng.random() < TYPO and len(question) > 20:
        at = rng.randint(8, len(question) - 4)
        left, pair, right = question[:at], question[at : at + 2], question[at + 2 :]
        question = left + rng.choice((pair[::-1], pair[0], pair[0] + pair)) + right
    return question


class Asker:
    """Draws the questions of one paragraph."""

    def __init__(self, material: Material, story: Story, others: Sequence[Material], tally: Tally):
        self.material, self.story, self.others, self.tally = material, story, others, tally
        self.rng: Random = story.rng

    def answerable(self, keys: Sequence[str]) -> list[str]:
        """Return the keys at random; those likeliest to be worth asking come last."""

        def chance(key: str) -> float:
            fact = self.material.spanish[key][0]
            due = 2.0 if self.tally.lack(fact) < 0 else 1.0
            draw: float = self.rng.random() ** (1 / (_weight(fact) * due))
            return draw

        return sorted(keys, key=chance)

    def ask(self, key: str) -> str:
        """Word a question that the paragraph answers with the fact ``key``."""
        self.tally.answered[self.material.spanish[key][0]] += 1
        template, english = self._template(self.material, key)
        return self._worded(template, self.story, english)

    def unanswerable(self, keys: Sequence[str], untold_keys: list[str]) -> str | None:
        """Word a question that the paragraph does not answer; ``None`` if none is due.

        :param keys: facts that the paragraph tells.
        :param untold_keys: facts of its story that it leaves out; one that is used is removed.
        """
        roll = self.rng.random()
        if roll < _FOREIGN and (text := self._foreign()):
            return text
        if roll < _FOREIGN + _ELSEWHERE and (text := self._elsewhere(keys)):
            return text
        if key := self._due(self.material, untold_keys):
            untold_keys.remove(key)
            template, english = self._template(self.material, key)
            return self._worded(template, self.story, english)
        return self._elsewhere(keys)

    def _due(self, of: Material, keys: Sequence[str]) -> str | None:
        """Choose one of the keys whose fact was too seldom asked in vain, and count it."""
        facts = {key: of.spanish[key][0] for key in keys}
        # A fact that was never told anywhere yet may be asked once, before its turn comes.
        weights = {
            key: lack * _weight(fact)
            for key, fact in facts.items()
            if (lack := self.tally.lack(fact)) > 0
        }
        if not weights:
            return None
        key = self.rng.choices(list(weights), list(weights.values()))[0]
        self.tally.unanswered[facts[key]] += 1
        return key

    def _template(self, of: Material, key: str) -> tuple[str, bool]:
        english = key in of.english and self.rng.random() < ENGLISH
        return self.rng.choice((of.english if english else of.spanish)[key]), english

    def _worded(self, template: str, story: Story, english: bool) -> str:
        opening = "" if english else "¿"
        story.asking = True
        text = story.fill(opening + template.strip("¿? ") + "?").text
        story.asking = False
        return _careless(text, english, self.rng)

    def _elsewhere(self, keys: Sequence[str]) -> str | None:
        """Word a question of a told fact, but about another place or person than the story's."""
        slots, persons = self.material.slots, sorted(self.story.persons)
        swaps = {
            key: names
            for key in keys
            if (names := _named(self.material.spanish[key][0], slots, persons))
        }
        key = self._due(self.material, list(swaps))
        if key is None:
            return None
        # The first wording, whose names are known to stand in every reading of it.
        return self._worded(
            self.material.spanish[key][0],
            self.story.swapped(self.rng.choice(swaps[key])),
            english=False,
        )

    def _foreign(self) -> str | None:
        """Word a question of another story, that names what it is about."""
        other = self.rng.choice(self.others)
        if other.frame.name == self.material.frame.name:
            return None
        keys = [key for key, wordings in other.frame.spanish.items() if "{" in _plain(wordings[0])]
        key = self._due(other, keys)
        if key is None:
            return None
        story = Story(other.frame, dict(other.slots), self.rng)
        return self._worded(other.spanish[key][0], story, english=False)


@cache
def _plain(template: str) -> str:
    """Return what stands in every reading of the template."""
    depth, outside = 0, []
    for c in template:
        depth += (c == "(") - (c == ")")
        if depth == 0:
            outside.append(c)
    return "".join(outside)


def _named(template: str, slots: Mapping[str, Slot], persons: Sequence[str]) -> list[str]:
    """Return names in every reading of the question that another place or person may replace."""
    plain = _plain(template)
    places = [
        name
        for name, slot in slots.items()
        if slot.listed and len(slot.values) >= _SWAPPABLE and f"{{{name}}}" in plain
    ]
    return places + [name for name in persons if f"{{p:{name}}}" in plain]
