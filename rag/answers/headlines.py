"""Reads the headlines, where no paragraph answers: some things a paper says only there.

A headline is not indexed by itself, since every passage is searched with it; it is read when the
passages would be declined. Its passage is the title, its paragraph number 0.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from index import Hit, Passage
from index.text.folding import fold_words
from rag.questions.query import Query
from rag.reader.protocol import Reader, Reading

SURE: Final = 0.35
"""Chance, as the reader itself calibrates it, from which a headline is believed. Of 74 questions of
the training clusters whose answer stands in a headline, with every paragraph that answers taken
out, 48 were declined; a headline now answers 18 of them, 13 as the paragraphs did (at .25 23 and
15, at .5 7 and 5). Of 139 declined questions that nothing answers it answers 1 (6; none)."""


def headlines(hits: Sequence[Hit]) -> list[Hit]:
    """The headlines of the articles found, each once, in their order, as hits of their own.

    A title made of the text's first sentence is left out: its paragraph has been read.
    """
    found: dict[str, Hit] = {}
    for place, hit in enumerate(hits):
        passage = hit.passage
        title = " ".join(passage.title.split())
        if passage.document in found or not title or passage.paragraph == 0:
            continue
        if fold_words(title.rstrip("….")) in fold_words(passage.text):
            continue
        own = replace(
            passage,
            id=-1 - place,
            title="",
            paragraph=0,
            start=0,
            end=len(title),
            text=title,
            lines=(),
        )
        found[passage.document] = replace(hit, passage=own)
    return list(found.values())


def read_headline(
    reader: Reader, query: Query, hits: Sequence[Hit], sure: float = SURE
) -> Reading | None:
    """What the surest headline answers; ``None`` where none is sure.

    :param hits: the passages that were found and did not answer.
    :param sure: chance from which it is believed.
    """
    own = headlines(hits)
    if not own:
        return None
    readings = reader.read(query, own[: reader.depth])
    best = max(readings, key=lambda reading: reading.score, default=None)
    if best is None or best.score < sure:
        return None
    # Read without a title, since it is one; cited with it.
    passage: Passage = replace(best.hit.passage, title=best.hit.passage.text)
    return replace(best, hit=replace(best.hit, passage=passage))
