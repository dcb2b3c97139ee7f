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
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final

from index.encoders.protocol import NamingEncoder
from index.text.folding import fold
from rag.documents.sentences import split_sentences
from rag.training.verifier import exchanges
from rag.training.verifier.declared import declared
from rag.values.proper_names import proper_names
from rag.writer.gaps.questions import is_held

LABELS: Final = ("contradicted", "unsupported", "supported")
PRESS: Final = "pasajes.jsonl"
WRITTEN: Final = "afirmaciones.jsonl"
QUESTIONS: Final = "preguntas.jsonl"
NAMES: Final = "nombres.jsonl"
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
        for record in _records(folder / WRITTEN)
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


def of_prose(folder: Path, part: str, namer: NamingEncoder, seed: int = 0) -> list[Statement]:
    """Supported statements by hand with a name exchanged for another of its passage and kind, each
    name once, and with a figure exchanged: kinds ``prose name`` and ``prose figure``.

    A question's wording keeps close to its passage; what was written freely does not. Names are
    those of the lists by hand, and of the recogniser where a passage has none. A few of the names
    put in are only another word for the same («la Ciudad Condal»), which nothing here knows.
    """
    chance = random.Random(seed)
    lists = {record["p"]: record for record in _records(folder / NAMES)}
    texts = {record["text"]: record["p"] for record in _records(folder / PRESS)}
    statements = []
    for each in written(folder, part):
        if each.label != "supported":
            continue
        known = _known_names(each.passage, lists.get(texts[each.passage]), namer)
        for name, kind in known.items():
            place = _name_in(each.text, name)
            taken = set(re.findall(r"\w+", fold(f"{name} {each.text}")))
            others = [
                other
                for other, of in known.items()
                if of == kind and not taken & set(_long_words(other)) and not is_held(name, other)
            ]
            if place is not None and others:
                text = exchanges.put(each.text, place, chance.choice(sorted(others)))
                statements.append(replace(each, text=text, label=WRONG, kind="prose name"))
        changed = exchanges.figure(each.text, each.passage, chance)
        if changed is not None:
            statements.append(replace(each, text=changed, label=WRONG, kind="prose figure"))
    return statements


def _known_names(
    passage: str, listed: dict[str, Any] | None, namer: NamingEncoder
) -> dict[str, str]:
    """The names of a passage with their kinds, by hand where it was done."""
    if listed is not None:
        return {
            name: kind
            for kind in ("PER", "ORG", "LOC")
            for name in listed[kind]
            if name in passage and not name.islower()
        }
    _, (mentions,) = namer.encode_and_name([passage], [0])
    return {passage[each.start : each.end]: each.kind for each in mentions}


def _name_in(text: str, name: str) -> tuple[int, int] | None:
    """Where a text has a name, or else its end or its beginning."""
    words = name.split()
    parts = [" ".join(words[at:]) for at in range(len(words))]
    parts += [" ".join(words[:at]) for at in range(len(words) - 1, 0, -1)]
    for part in parts:
        found = re.search(rf"(?<!\w){re.escape(part)}(?!\w)", text)
        if found is not None and len(part) > 2 and part[0].isupper():
            return found.span()
    return None


def _long_words(name: str) -> list[str]:
    return [word for word in re.findall(r"\w+", fold(name)) if len(word) > 2]


def _paragraphs(folder: Path) -> dict[str, Paragraph]:
    return {
        record["p"]: Paragraph(
            record["text"], _told(record.get("outlet", ""), record.get("title", ""))
        )
        for record in _records(folder / PRESS)
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
    for record in _records(folder / QUESTIONS):
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
    for cluster in _records(folder / CLUSTERS[part]):
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


def _records(path: Path) -> Iterator[dict[str, Any]]:
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)
