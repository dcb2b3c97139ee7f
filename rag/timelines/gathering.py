"""Finds the passages about a matter: whole articles that are about it, paragraphs of others.

An article speaks of a matter when title and paragraphs hold most of its words, each weighing
what it tells (the logarithm of how rare it is): «Lombrada» more than «incendio». It is about it
when its title does, or most of its paragraphs; then all of them belong to it, whatever their words.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from index import Document, Filters, Hit, Passage
from index.backend import Backend
from index.text.analyzer import analyze

LOOKED_AT: Final = 1_000
"""Passages that are looked at, those with most of the matter's words."""

ARTICLES: Final = 100
"""Articles that are gone through, those with the best passages: more nobody reads."""

WHOLE: Final = 0.9
"""Share of the words' weight that some article holds where the matter is called as articles call
it («incendio de Lombrada»), and not described."""

SPEAKS: Final = 0.75
"""Share that an article then has to hold to speak of it: of two words of like weight both."""

DESCRIBED: Final = 0.6
"""Share of a described matter («robo y recuperación de la tabla de Santa Juliana»), of what the
best article holds. Of the articles of 30 press clusters in one archive, each asked for by its
event's description, 55 % are found so and 98 % of those found are right; with .75 of all the words'
weight 7 % were (100 %), with .5 of the best 61 % are (93 %)."""

LEAST: Final = 0.3
"""Share under which even the best article speaks of another matter."""

ABOUT: Final = 0.4
"""Share that a title or a paragraph has to hold by itself: one of two words of like weight."""


_WORD: Final = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Matter:
    """What a chronology is about.

    :param weights: of each of its analysed words; they add up to 1.
    :param unknown: its words that stand in no article, as written.
    """

    weights: Mapping[str, float]
    unknown: tuple[str, ...] = ()

    def share(self, *texts: str) -> float:
        """How much of the matter's words stand in some texts, 0…1."""
        held = {term for text in texts for term in analyze(text)}
        return sum(weight for term, weight in self.weights.items() if term in held)

    def relative_to(self, best: float) -> Matter:
        """The same matter, with the share ``best`` counted as the whole."""
        return Matter({term: weight / best for term, weight in self.weights.items()}, self.unknown)


@dataclass(frozen=True, slots=True)
class Gathered:
    """The passages about a matter.

    :param passages: those of one article one after the other, in reading order.
    :param matter: with its words weighed by what the best article holds of them.
    :param articles: how many articles they are of.
    :param more: whether there may be others.
    """

    matter: Matter
    passages: tuple[Passage, ...]
    articles: int
    more: bool


def matter_of(subject: str, backend: Backend) -> Matter:
    """Weigh the words of a matter by the archive.

    A name that stands in no article makes it another matter than those that do; any other word that
    does tells nothing apart, and must not keep the rest from being found.
    """
    words = {term: word for word in _WORD.findall(subject) for term in analyze(word)}
    terms = list(dict.fromkeys(analyze(subject)))
    counts, total = backend.term_counts(terms), backend.stats().passages
    unknown = tuple(words[term] for term in terms if term not in counts and term in words)
    weights = {
        term: math.log1p(total / (n or 0.5))
        for term in terms
        if (n := counts.get(term, 0)) or words.get(term, "")[:1].isupper()
    }
    whole = sum(weights.values()) or 1.0
    return Matter({term: weight / whole for term, weight in weights.items()}, unknown)


def gather(matter: Matter, subject: str, backend: Backend, filters: Filters | None) -> Gathered:
    """Find the passages about a matter."""
    if not matter.weights:
        return Gathered(matter, (), 0, more=False)
    hits = [h for h in backend.search(subject, LOOKED_AT, "bm25", filters) if h.bm25 > 0]
    by_document: dict[str, list[Hit]] = {}
    for hit in hits:
        by_document.setdefault(hit.passage.document, []).append(hit)
    shares = {
        id: matter.share(own[0].passage.title, *(hit.passage.text for hit in own))
        for id, own in by_document.items()
    }
    best = max(shares.values(), default=0.0)
    if best < LEAST:
        return Gathered(matter, (), 0, more=False)
    least = best * (SPEAKS if best >= WHOLE else DESCRIBED)
    matter = matter.relative_to(best)
    passages: list[Passage] = []
    articles = 0
    more = len(hits) == LOOKED_AT
    for id in by_document:  # in the order of their best passages
        if shares[id] < least:
            continue
        if articles == ARTICLES:
            more = True
            break
        document = backend.document(id)
        if document is None:  # removed a moment ago
            continue
        told = list(_of_article(matter, document))
        articles += bool(told)
        passages += told
    return Gathered(matter, tuple(passages), articles, more)


def _of_article(matter: Matter, document: Document) -> Iterator[Passage]:
    """The passages of an article that belong to the matter."""
    spans = [span for span in document.spans if span.paragraph]
    telling = [
        matter.share(document.title, document.text[span.start : span.end]) >= ABOUT
        for span in spans
    ]
    own = sum(bool(matter.share(document.text[span.start : span.end])) for span in spans)
    about = matter.share(document.title) >= ABOUT and 3 * own >= len(spans)
    about = about or 2 * own > len(spans)
    for number, (span, tells) in enumerate(zip(spans, telling, strict=True)):
        if not (about or tells):
            continue
        yield document.passage(span, number)
