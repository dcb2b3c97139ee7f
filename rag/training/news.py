"""Makes press paragraphs with questions, to train the reader of spans.

The corpora to learn reading from are encyclopaedic and American; the press counts victims,
votes and millions, several to a paragraph, with hedges and by hearsay. Every sentence is ours.
A question that the paragraph does not answer is worded as those that others answer: it is of a
fact which this telling left out, or of another place or person, so that neither its wording nor
the story it belongs to gives it away.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from random import Random
from typing import Final

from rag.questions import kind_of
from rag.training.news_frames import Frame, Sentence, Slot, bundle, frames
from rag.training.news_story import Filled, Story

UNANSWERABLE: Final = 0.36
ENGLISH: Final = 0.36
"""Of the questions that we have in English too, so that one in ten is asked in it."""
CARELESS: Final = 0.15
TYPO: Final = 0.03
ATTRIBUTED: Final = 0.22
"""Share of plain sentences told on somebody's word."""
_WEIGHTS: Final = {"how_many": 1.0, "when": 1.5, "who": 1.3, "where": 1.0, "why": 0.9}
"""Relative chance that a question is asked, by kind: stories hold more figures than dates."""
OWN: Final = 2.5
"""How much likelier a question of the story itself is than one of the shared sentences."""
_SWAPPABLE: Final = 8
"""Values a list must have for another one to stand in its place."""


@dataclass(frozen=True, slots=True)
class NewsQuestion:
    """A question; ``answer`` is verbatim in the context, "" at -1 when it has none."""

    question: str
    answer: str
    start: int


@dataclass(frozen=True, slots=True)
class NewsParagraph:
    title: str
    context: str
    questions: tuple[NewsQuestion, ...]


@dataclass(frozen=True, slots=True)
class _Material:
    """A story together with the bundles of shared sentences it draws on."""

    frame: Frame
    slots: dict[str, Slot]
    more: tuple[Sentence, ...]
    shared: tuple[Sentence, ...]
    fillers: tuple[str, ...]
    spanish: dict[str, list[str]]
    english: dict[str, list[str]]


@cache
def _weight(question: str) -> float:
    return _WEIGHTS.get(kind_of(question), 0.8)


def _material(frame: Frame) -> _Material:
    parts = [bundle(name) for name in frame.bundles]
    everything = [*parts, frame]
    return _Material(
        frame,
        {name: slot for part in everything for name, slot in part.slots.items()},
        tuple(frame.more),
        tuple(sentence for part in parts for sentence in part.more),
        tuple(filler for part in [*everything, bundle("todos")] for filler in part.fillers),
        {key: asked for part in everything for key, asked in part.spanish.items()},
        {key: asked for part in everything for key, asked in part.english.items()},
    )


def _attributed(template: str, rng: Random) -> str:
    """The sentence on somebody's word, unless it names its own."""
    if rng.random() > ATTRIBUTED or any(w in template for w in ("{P:", "según", "dijo", ";")):
        return template
    if rng.random() < 0.4:
        return "{atribucion}, " + template
    return template.removesuffix(".") + ", {atribucion}."


def _chosen(material: _Material, rng: Random) -> tuple[list[str], set[str]]:
    """Templates of the sentences to tell, in order, and every key that they settle."""
    lead = rng.choice(material.frame.leads)
    settled = set(lead.keys)
    wanted = rng.randint(2, 5)
    own = rng.sample(material.more, len(material.more))
    shared = rng.sample(material.shared, len(material.shared))
    told: list[str] = []
    for sentence in (*own[: wanted + 2], *shared, *own[wanted + 2 :]):
        if len(told) == wanted:
            break
        from_shared = sentence in material.shared
        if sentence.keys & settled or (from_shared and rng.random() < 0.4):
            continue
        told.append(_attributed(sentence.template, rng))
        settled |= sentence.keys
    for _ in range(rng.choice((0, 0, 1, 1, 2) if wanted < 5 else (0, 0, 1))):
        told.insert(rng.randint(0, len(told)), rng.choice(material.fillers))
    return [_attributed(lead.template, rng), *dict.fromkeys(told)], settled


def _careless(question: str, english: bool, rng: Random) -> str:
    """As people type: without accents, marks and capitals, at times with a slip."""
    if rng.random() < CARELESS:
        bare = "".join(
            c if c == "ñ" else unicodedata.normalize("NFD", c)[0] for c in question.lstrip("¿")
        )
        question = bare.lower() if rng.random() < 0.8 else bare
        question = question.rstrip("?") if rng.random() < 0.5 else question
    elif not english and rng.random() < 0.04:
        question = question.lstrip("¿")
    if rng.random() < TYPO and len(question) > 20:
        at = rng.randint(8, len(question) - 4)
        left, pair, right = question[:at], question[at : at + 2], question[at + 2 :]
        question = left + rng.choice((pair[::-1], pair[0], pair[0] + pair)) + right
    return question


class _Asker:
    """Words the questions of one story."""

    def __init__(self, material: _Material, story: Story, rng: Random) -> None:
        self.material, self.story, self.rng = material, story, rng

    def ask(self, key: str, story: Story) -> str:
        template, english = self._template(key)
        return self._worded(template, story, english)

    def _template(self, key: str) -> tuple[str, bool]:
        english = key in self.material.english and self.rng.random() < ENGLISH
        asked = self.material.english if english else self.material.spanish
        return self.rng.choice(asked[key]), english

    def _worded(self, template: str, story: Story, english: bool) -> str:
        opening = "" if english else "¿"
        story.asking = True
        text = story.fill(opening + template.strip("¿? ") + "?").text
        story.asking = False
        return _careless(text, english, self.rng)

    def elsewhere(self, key: str) -> str | None:
        """The question of a told fact, about another place or person; None if it names none."""
        template, english = self._template(key)
        names = [
            name
            for name, slot in self.material.slots.items()
            if f"{{{name}}}" in template and len(slot.values) >= _SWAPPABLE and slot.listed
        ]
        names += [name for name in self.story.persons if f"{{p:{name}}}" in template]
        if not names or "|" in template and not all(f"{{{n}}}" in template for n in names[:1]):
            return None
        return self._worded(template, self.story.swapped(self.rng.choice(names)), english)


def _questions(
    material: _Material, story: Story, context: str, spans: dict[str, tuple[int, int]],
    settled: set[str], rng: Random,
) -> tuple[NewsQuestion, ...]:  # fmt: skip
    asker = _Asker(material, story, rng)
    told = _by_kind(material, [key for key in spans if key in material.spanish], rng)
    near = list(told)
    untold = _by_kind(material, [key for key in material.spanish if key not in settled], rng)
    found: list[NewsQuestion] = []
    for _ in range(rng.randint(4, 6)):
        if rng.random() < UNANSWERABLE or not told:
            text = asker.elsewhere(rng.choice(near)) if near and rng.random() < 0.45 else None
            if text is None and untold:
                text = asker.ask(untold.pop(), story)
            if text is not None:
                found.append(NewsQuestion(text, "", -1))
        else:
            key = told.pop()
            start, end = spans[key]
            found.append(NewsQuestion(asker.ask(key, story), context[start:end], start))
    return tuple({q.question: q for q in reversed(found)}.values())


def _by_kind(material: _Material, keys: list[str], rng: Random) -> list[str]:
    """The keys at random, those of the kinds most sought likelier to come last."""
    # Those of the story itself before the shared ones, which are seldom told.
    return sorted(
        keys,
        key=lambda key: rng.random()
        ** (1 / _weight(material.spanish[key][0]) / (OWN if key in material.frame.spanish else 1)),
    )


def _tell(material: _Material, rng: Random) -> NewsParagraph:
    story = Story(material.frame, material.slots, rng)
    templates, settled = _chosen(material, rng)
    context, spans = "", dict[str, tuple[int, int]]()
    for template in templates:
        filled: Filled = story.fill(template)
        offset = len(context)
        spans |= {key: (a + offset, b + offset) for key, (a, b) in filled.spans.items()}
        context += filled.text + " "
    title = story.fill(rng.choice(material.frame.titles)).text
    context = context.rstrip()
    return NewsParagraph(
        title, context, _questions(material, story, context, spans, settled, rng)
    )


def generate(count: int, seed: int) -> Iterator[NewsParagraph]:
    """``count`` paragraphs, the same for the same seed; every story in turn."""
    rng = Random(seed)
    materials = [_material(frame) for frame in frames()]
    for made in range(count):
        if made % len(materials) == 0:
            rng.shuffle(materials)
        yield _tell(materials[made % len(materials)], rng)
