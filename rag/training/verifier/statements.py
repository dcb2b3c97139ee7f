"""Sentences over passages that carry them or do not, by hand and made of the question sets.

A question with its answer becomes a sentence that its passage carries (:mod:`declared`); one
detail exchanged, one that it contradicts (:mod:`exchanges`); beside another paragraph about the
same matter, which is known not to answer, one that is not there.
"""

from __future__ import annotations

import json
import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from rag.documents.sentences import split_sentences
from rag.training.verifier import exchanges
from rag.training.verifier.declared import declared
from rag.values.proper_names import proper_names

LABELS: Final = ("contradicted", "unsupported", "supported")
PRESS: Final = "pasajes.jsonl"
WRITTEN: Final = "afirmaciones.jsonl"
QUESTIONS: Final = "preguntas.jsonl"
WRONG: Final = "contradicted"
CLUSTERS: Final = {"train": "cumulos_train.jsonl", "dev": "cumulos_dev.jsonl"}

COPIED: Final = 0.25
"""Share of passages of which a sentence is taken as it stands: a writer copies too."""

DENIED_LAST: Final = 0.7
"""How often a sentence is denied only where nothing else in it can be exchanged: every verb can be
denied, and a verifier that sees too much of it takes «no» itself for the fault."""


STRANGE: Final = 0.1
"""Share of sentences that come once more with a name that the passage does not have; rules find
those, so that there is little to learn of them."""


@dataclass(frozen=True, slots=True)
class Statement:
    """A sentence beside a passage.

    :param label: one of :data:`LABELS`.
    :param kind: ``hand``, ``question`` or ``copy`` as it stands, ``elsewhere`` beside another
        passage, or what was exchanged in it.
    :param told: headline and outlet of the passage, which the check knows besides.
    :param day: ISO day of its article, where it is known.
    """

    passage: str
    text: str
    label: str
    kind: str
    told: str = ""
    day: str | None = None


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A passage with what is known of it."""

    text: str
    told: str = ""
    day: str | None = None

    def states(self, text: str, label: str, kind: str) -> Statement:
        """A statement beside it."""
        return Statement(self.text, text, label, kind, self.told, self.day)


Strangers = Sequence[tuple[str, str | None]]
"""Names from everywhere, with their sorts."""


def written(folder: Path, part: str) -> list[Statement]:
    """The statements that were written by hand."""
    passages = _paragraphs(folder)
    return [
        passages[record["p"]].states(record["s"], record["label"], "hand")
        for record in records(folder / WRITTEN)
        if record["part"] == part
    ]


def made(folder: Path, part: str, seed: int = 0) -> list[Statement]:
    """Those made of questions and passages, in a random order."""
    chance = random.Random(seed)
    passages = _paragraphs(folder)
    names = sorted(
        {
            (each.text[name.start : name.end], name.sort or "")
            for each in passages.values()
            for name in proper_names(each.text)
        }
    )
    strangers = [(name, sort or None) for name, sort in names]
    statements = [
        *_of_press(folder, part, passages, strangers, chance),
        *_of_clusters(folder, part, strangers, chance),
    ]
    chance.shuffle(statements)
    return statements


def _paragraphs(folder: Path) -> dict[str, Paragraph]:
    return {
        record["p"]: Paragraph(
            record["text"], _told(record.get("outlet", ""), record.get("title", ""))
        )
        for record in records(folder / PRESS)
    }


def _told(outlet: str, title: str) -> str:
    return "\n".join(filter(None, (outlet, title)))


def _of_press(
    folder: Path,
    part: str,
    passages: dict[str, Paragraph],
    strangers: Strangers,
    chance: random.Random,
) -> Iterator[Statement]:
    of_part: dict[str, list[dict[str, Any]]] = {}
    for record in records(folder / QUESTIONS):
        if record["part"] == part:
            of_part.setdefault(record["p"], []).append(record)
    for number, questions in of_part.items():
        passage = passages[number]
        for record in questions:
            if record["a"] is not None and (sentence := declared(record["q"], record["a"])):
                yield from _with_fault(passage, sentence, "question", strangers, chance)
            elif record["a"] is None:
                # A near miss: whatever the passage holds does not answer it.
                others = [r["a"] for r in questions if r["a"] is not None]
                if others and (sentence := declared(record["q"], chance.choice(others))):
                    yield passage.states(sentence, "unsupported", "near")
        if chance.random() < COPIED:
            spans = [s for s in split_sentences(passage.text) if 40 <= s[1] - s[0] <= 250]
            if spans:
                start, end = chance.choice(spans)
                sentence = passage.text[start:end]
                yield from _with_fault(passage, sentence, "copy", strangers, chance)


def _of_clusters(
    folder: Path, part: str, strangers: Strangers, chance: random.Random
) -> Iterator[Statement]:
    for cluster in records(folder / CLUSTERS[part]):
        texts = {
            f"{article['id']}.{number}": Paragraph(
                text, _told(article.get("outlet", ""), article.get("title", "")), _day(article)
            )
            for article in cluster["articles"]
            for number, text in enumerate(article["paragraphs"], 1)
        }
        for question in cluster["questions"]:
            answers = {answer["at"]: answer["a"] for answer in question["answers"]}
            for place, answer in list(answers.items())[:1]:
                sentence = declared(question["q"], answer)
                if sentence is None:
                    continue
                yield from _with_fault(texts[place], sentence, "question", strangers, chance)
                others = [at for at in texts if at not in answers]
                if others and chance.random() < 0.5:
                    other = texts[chance.choice(others)]
                    yield other.states(sentence, "unsupported", "elsewhere")


def _day(article: dict[str, Any]) -> str | None:
    day = str(article.get("date") or "")
    return day if re.fullmatch(r"\d{4}-\d\d-\d\d", day) else None


def _with_fault(
    passage: Paragraph, sentence: str, kind: str, strangers: Strangers, chance: random.Random
) -> Iterator[Statement]:
    """The sentence, and the same with one detail exchanged, of whatever kind can be."""
    yield passage.states(sentence, "supported", kind)
    if strangers and chance.random() < STRANGE:
        changed = exchanges.stranger(sentence, passage.text, strangers, chance)
        if changed is not None:
            yield passage.states(changed, "contradicted", "stranger")
    order = chance.sample(list(exchanges.KINDS), len(exchanges.KINDS))
    if chance.random() < DENIED_LAST:
        order.sort(key="negation".__eq__)
    for fault in order:
        changed = exchanges.KINDS[fault](sentence, passage.text, chance)
        if changed is not None and changed != sentence:
            yield passage.states(changed, "contradicted", fault)
            return


def records(path: Path) -> Iterator[dict[str, Any]]:
    """The objects of a file with one a line."""
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)
