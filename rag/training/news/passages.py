"""Makes press paragraphs with questions, to train the reader of spans.

The corpora to learn reading from are encyclopaedic and American; the press counts victims,
votes and millions, several to a paragraph, with hedges and by hearsay. Every sentence is ours:
the stories are in ``frames/``, :mod:`rag.training.news.story` fills them in and
:mod:`rag.training.news.questions` words the questions.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from random import Random
from typing import Final

from rag.training.news.frames import frames
from rag.training.news.questions import UNANSWERABLE, Asker, Material, Tally, material
from rag.training.news.story import Story

ATTRIBUTED: Final = 0.22
"""Share of plain sentences that are put in somebody's mouth."""
SHARED: Final = 0.6
"""Chance that a shared sentence is taken when its turn comes, rather than the story's own."""


@dataclass(frozen=True, slots=True)
class NewsQuestion:
    """A question; ``answer`` stands verbatim in the context, and is "" at -1 when there is none."""

    question: str
    answer: str
    start: int


@dataclass(frozen=True, slots=True)
class NewsParagraph:
    """A made-up paragraph with the questions that are asked of it."""

    title: str
    context: str
    questions: tuple[NewsQuestion, ...]


def _attribute(template: str, rng: Random) -> str:
    """Put the sentence in somebody's mouth, unless it names its own source."""
    if rng.random() > ATTRIBUTED or any(w in template for w in ("{P:", "según", "dijo", ";")):
        return template
    if rng.random() < 0.4:
        return "{atribucion}, " + template
    return template.removesuffix(".") + ", {atribucion}."


def _choose_sentences(of: Material, rng: Random) -> tuple[list[str], set[str]]:
    """Choose templates of the sentences to tell, in order, and every key that they settle."""
    lead = rng.choice(of.frame.leads)
    settled = set(lead.keys)
    wanted = rng.randint(2, 5)
    own = rng.sample(of.frame.more, len(of.frame.more))
    shared = [s for s in rng.sample(of.shared, len(of.shared)) if rng.random() < SHARED]
    first = rng.randint(max(wanted - 2, 1), wanted)
    templates: list[str] = []
    for sentence in (*own[:first], *shared, *own[first:]):
        if len(templates) == wanted:
            break
        if not sentence.keys & settled:
            templates.append(_attribute(sentence.template, rng))
            settled |= sentence.keys
    for _ in range(rng.choice((0, 0, 1, 1, 2) if wanted < 5 else (0, 0, 1))):
        templates.insert(rng.randint(0, len(templates)), rng.choice(of.fillers))
    return [_attribute(lead.template, rng), *dict.fromkeys(templates)], settled


def _tell(of: Material, others: Sequence[Material], tally: Tally, rng: Random) -> NewsParagraph:
    story = Story(of.frame, dict(of.slots), rng)
    templates, settled = _choose_sentences(of, rng)
    context, spans = "", dict[str, tuple[int, int]]()
    for template in templates:
        filled = story.fill(template)
        offset = len(context)
        spans |= {key: (a + offset, b + offset) for key, (a, b) in filled.spans.items()}
        context += filled.text + " "
    context = context.rstrip()
    title = story.fill(rng.choice(of.frame.titles)).text
    asker = Asker(of, story, others, tally)
    keys = [key for key in spans if key in of.spanish]
    untold_keys = [key for key in of.spanish if key not in settled]
    askable, questions = asker.answerable(keys), dict[str, NewsQuestion]()
    for _ in range(rng.randint(4, 6)):
        text = None
        if rng.random() < UNANSWERABLE or not askable:
            text = asker.unanswerable(keys, untold_keys)
        if text is not None:
            questions.setdefault(text, NewsQuestion(text, "", -1))
        elif askable:
            start, end = spans[key := askable.pop()]
            text = asker.ask(key)
            questions[text] = NewsQuestion(text, context[start:end], start)
    return NewsParagraph(title, context, tuple(questions.values()))


def generate(count: int, seed: int) -> Iterator[NewsParagraph]:
    """Yield ``count`` paragraphs, the same for the same seed; every story in turn."""
    rng, tally = Random(seed), Tally()
    materials = [material(frame) for frame in frames()]
    order = list(materials)
    for number in range(count):
        if number % len(order) == 0:
            rng.shuffle(order)
        yield _tell(order[number % len(order)], materials, tally, rng)
