"""The page of one entity: its articles by time, who occurs with it, and what tells most of it."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from typing import Any, Final

from index.backend import Storage
from index.text.analyzer import analyze
from index.text.folding import fold_words
from index.types import Entity, NamedMention, Passage
from rag.documents.sentences import split_sentences

BESIDE: Final = 24
"""Names that occur with it, at most."""

TELLING: Final = 6
"""Sentences shown, at most."""

READ: Final = 2_000
"""Passages whose sentences are compared; of somebody who is in more, the newest ones."""

_SHORTEST, _LONGEST = 40, 400
"""Characters of a sentence that is shown."""

_ALIKE: Final = 0.5
"""Share of words in common from which on two sentences tell the same."""

_SAID_TO_BE: Final = 0.35
"""What a sentence gains that says what somebody is («X, presidente de …»)."""

_BY_WHOLE_NAME: Final = 0.15
"""What one gains that calls somebody by the whole name. Both weights were set by eye."""

_WORDS: Final = 8
"""Words of a sentence that are weighed, the ones that most articles use."""

_APPOSED: Final = re.compile(r", (?!(?:y|e|que|pero|aunque)\b)[^\W\d_][^,.;]{3,80}[,.]")
"""What follows a name and says what it is: «, presidente de Rusia,»."""


@dataclass(frozen=True, slots=True)
class NamingArticle:
    """An article that names the entity.

    :param passages: in how many of its passages.
    :param start: where in the article the first of them begins.
    :param end: one past its end.
    """

    document: str
    title: str
    source: str
    date: str | None
    passages: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class TellingSentence:
    """A sentence that names the entity, verbatim.

    :param start: its place in the article.
    """

    text: str
    document: str
    title: str
    source: str
    date: str | None
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class EntityPage:
    """What an archive has of an entity.

    :param articles: by date, the oldest first; those without a date last.
    :param beside: who and what is named in the same passages, with in how many, the most first.
    :param telling: the sentences that tell most, the most first.
    """

    entity: Entity
    articles: Sequence[NamingArticle]
    beside: Sequence[tuple[Entity, int]]
    telling: Sequence[TellingSentence]

    def to_dict(self) -> dict[str, Any]:
        """What ``--json`` prints."""
        return {
            "entity": entity_dict(self.entity),
            "articles": [asdict(article) for article in self.articles],
            "beside": [
                {"kind": each.kind, "name": each.name, "passages": count}
                for each, count in self.beside
            ],
            "telling": [asdict(sentence) for sentence in self.telling],
        }


def entity_dict(entity: Entity) -> dict[str, Any]:
    """An entity as ``entities --json`` prints it."""
    return {**asdict(entity), "forms": list(entity.forms)}


def page_of(storage: Storage, entity: Entity) -> EntityPage:
    """Return the page of an entity; inside :meth:`~index.backend.Storage.reading`."""
    passages = storage.naming(entity.kind, entity.name)
    beside = storage.named_beside(entity.kind, entity.name)[:BESIDE]
    return EntityPage(entity, _articles(passages), beside, telling(storage, entity, passages))


def _articles(passages: Sequence[Passage]) -> list[NamingArticle]:
    by_document: dict[str, list[Passage]] = defaultdict(list)
    for passage in passages:
        by_document[passage.document].append(passage)
    articles = []
    for own in by_document.values():
        first = min(own, key=lambda passage: passage.start)
        articles.append(
            NamingArticle(
                first.document,
                first.title,
                first.source,
                first.date,
                len(own),
                first.start,
                first.end,
            )
        )
    return sorted(articles, key=lambda a: (a.date is None, a.date or "", a.title, a.document))


def telling(storage: Storage, entity: Entity, passages: Sequence[Passage]) -> list[TellingSentence]:
    """Return the sentences that tell most of an entity, unlike one another and of as many articles
    as can be.

    A sentence tells much whose words many articles use of it (as in centroid summaries, Radev et
    al. 2004), and more if it says who that is or has the whole name.
    """
    newest = sorted(passages, key=lambda p: (p.date or "", p.document, p.start))[-READ:]
    own_words = set(analyze(" ".join(entity.forms)))
    found = list(_sentences(storage, entity, newest))
    terms = [frozenset(analyze(each.sentence.text)) - own_words for each in found]
    used: dict[str, set[str]] = defaultdict(set)
    for each, words in zip(found, terms, strict=True):
        for word in words:
            used[word].add(each.sentence.document)
    most = max(map(len, used.values()), default=1)
    spread = {word: len(documents) / most for word, documents in used.items()}
    scores = [
        each.gain + sum(sorted((spread[word] for word in words), reverse=True)[:_WORDS]) / _WORDS
        for each, words in zip(found, terms, strict=True)
    ]
    order = sorted(range(len(found)), key=lambda at: (-scores[at], at))
    return _unlike([(found[at].sentence, terms[at]) for at in order])


@dataclass(frozen=True, slots=True)
class _Found:
    """A sentence, and what it gains by how it names the entity."""

    sentence: TellingSentence
    gain: float


def _sentences(storage: Storage, entity: Entity, passages: Sequence[Passage]) -> Iterator[_Found]:
    mentions: dict[str, list[NamedMention]] = {}
    for passage in passages:
        if passage.document not in mentions:
            mentions[passage.document] = [
                each
                for each in storage.mentions(passage.document)
                if each.kind == entity.kind and each.name in entity.forms
            ]
        for first, last in split_sentences(passage.text):
            text, start = passage.text[first:last], passage.start + first
            here = [m for m in mentions[passage.document] if start <= m.start < start + len(text)]
            if here and _SHORTEST <= len(text) <= _LONGEST:
                sentence = TellingSentence(
                    text,
                    passage.document,
                    passage.title,
                    passage.source,
                    passage.date,
                    start,
                    start + len(text),
                )
                yield _Found(sentence, _gain(entity, here, text, start))


def _gain(entity: Entity, mentions: Sequence[NamedMention], text: str, start: int) -> float:
    said = entity.kind != "place" and any(_APPOSED.match(text, m.end - start) for m in mentions)
    whole = any(fold_words(m.form) == fold_words(entity.name) for m in mentions)
    return _SAID_TO_BE * said + _BY_WHOLE_NAME * whole


def _unlike(
    ordered: Sequence[tuple[TellingSentence, frozenset[str]]],
) -> list[TellingSentence]:
    """Choose the best that are unlike one another, first one of an article each."""
    chosen: list[tuple[TellingSentence, frozenset[str]]] = []
    for once in (True, False):
        documents = {sentence.document for sentence, _ in chosen}
        for sentence, words in ordered:
            if len(chosen) == TELLING:
                break
            if once and sentence.document in documents:
                continue
            if all(_likeness(words, other) < _ALIKE for _, other in chosen):
                chosen.append((sentence, words))
                documents.add(sentence.document)
    return [sentence for sentence, _ in chosen]


def _likeness(one: frozenset[str], other: frozenset[str]) -> float:
    return len(one & other) / max(1, min(len(one), len(other)))
