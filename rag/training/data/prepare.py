"""Turns question sets to numbers: tokens, places of answers, wordings, passages that mislead.

The misleading passages are those that our own search ranks high and that do not hold the
answer: what the reader will meet when it is used.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np

from index import HybridIndex
from index.encoders.bundled import BundledEncoder
from index.text.analyzer import analyze
from rag.questions.query import without_capitals
from rag.reader.windows import Tokens, tokens
from rag.training.data.cloze import clozes
from rag.training.data.examples import Example, read_squad
from rag.training.data.noise import noisy
from rag.training.data.prepared import KINDS, Prepared
from rag.training.data.ragged import Ragged
from rag.training.data.swaps import swapped
from rag.training.news.passages import generate

FILES: Final = {
    "es": "squad_es_train.json",
    "dist": "squad_es_dist.json",
    "en": "squad_en_part.json",
    "dev": "squad_es_dev.json",
}
POOLS: Final = {"es": "es", "dist": "es", "en": "en", "dev": "all"}
"""Passages of which questions are searched among which: those of ``dev`` mislead nobody in
training, and dev questions are asked among the Spanish passages of dev and train together."""

NOISY: Final = 3
"""Noisy wordings kept of each question."""

OTHERS: Final = 10
"""Misleading passages kept of each question."""

CLOZES: Final = 8
"""Cloze questions of each passage at most."""

SEED: Final = 20251121


@dataclass(frozen=True, slots=True)
class Item:
    """An example of some kind, and its passage's row."""

    kind: str
    example: Example
    row: int


def read(folder: Path, news: int) -> tuple[list[Item], list[tuple[str, str]]]:
    """Read all examples, and the passages (title, text) that they are about, each once."""
    rows: dict[tuple[str, str], int] = {}
    items: list[Item] = []

    def add(kind: str, examples: Iterable[Example]) -> None:
        for example in examples:
            row = rows.setdefault((example.title, example.context), len(rows))
            items.append(Item(kind, example, row))

    for kind, name in FILES.items():
        examples = list(read_squad(folder / name))
        if len({example.title for example in examples}) == 1:  # the set's name, not a title
            examples = [Example(e.question, "", e.context, e.answers) for e in examples]
        add(kind, examples)
    add("news", news_examples(news))
    chance = random.Random(SEED)
    readable = {(i.example.title, i.example.context) for i in items if i.kind in ("es", "dist")}
    for title, text in sorted(readable):
        add("cloze", clozes(title, text, chance, CLOZES))
    answerable = [i.example for i in items if i.kind in ("es", "dist", "en") and i.example.answers]
    add("swap", (other for example in answerable if (other := swapped(example, chance))))
    return items, list(rows)


def news_examples(count: int) -> Iterable[Example]:
    """Turn the generated press paragraphs into examples."""
    for paragraph in generate(count, SEED):
        for each in paragraph.questions:
            span = (each.start, each.start + len(each.answer))
            answers = (span,) if each.answer else ()
            yield Example(each.question, paragraph.title, paragraph.context, answers)


def token_span(passage: Tokens, start: int, end: int) -> tuple[int, int] | None:
    """Return the first and last token that the characters touch."""
    touched = [i for i, (a, b) in enumerate(passage.offsets) if a < end and b > start]
    return (touched[0], touched[-1]) if touched else None


def prepare(
    folder: Path,
    encoder: BundledEncoder,
    *,
    news: int,
    progress: Callable[[str], None] = lambda _stage: None,
) -> Prepared:
    """Prepare everything that training reads.

    :param folder: with the files of :data:`FILES`.
    :param news: paragraphs to generate.
    """
    items, passages = read(folder, news)
    progress(f"{len(items)} questions, {len(passages)} passages")
    tokenizer = encoder.runtime.tokenizer
    texts = [tokens(tokenizer, text) for _, text in passages]
    titles = [tokens(tokenizer, title).ids for title, _ in passages]
    misleading = _search(items, passages, encoder, progress)
    chance = random.Random(SEED)
    questions: list[list[int]] = []
    wordings: list[tuple[int, int]] = []
    answers: list[list[tuple[int, int]]] = []
    for item in items:
        texts_of_item = _wordings(item, chance)
        wordings.append((len(questions), len(texts_of_item)))
        questions += [tokens(tokenizer, wording).ids for wording in texts_of_item]
        spans = [token_span(texts[item.row], *span) for span in item.example.answers]
        answers.append([span for span in spans if span is not None])
    return Prepared(
        passages=Ragged.of(text.ids for text in texts),
        titles=Ragged.of(titles),
        offsets=Ragged.of((np.array(text.offsets, np.int32) for text in texts), columns=2),
        questions=Ragged.of(questions),
        wordings=np.array(wordings, np.int32),
        about=np.array([item.row for item in items], np.int32),
        answers=Ragged.of((np.array(spans, np.int32) for spans in answers), columns=2),
        others=Ragged.of([row for row, _ in others] for others in misleading),
        scores=Ragged.of([round(1e6 * score) for _, score in others] for others in misleading),
        kind=np.array([KINDS.index(item.kind) for item in items], np.int8),
    )


def _wordings(item: Item, chance: random.Random) -> list[str]:
    question = without_capitals(item.example.question)
    if item.kind in ("dev", "news", "cloze"):  # news brings its own noise
        return [question]
    return [question, *(noisy(question, chance) for _ in range(NOISY))]


def _search(
    items: Sequence[Item],
    passages: Sequence[tuple[str, str]],
    encoder: BundledEncoder,
    progress: Callable[[str], None],
) -> list[list[tuple[int, float]]]:
    """Search for each item: rows of other passages and their scores, nearest first."""
    misleading: list[list[tuple[int, float]]] = [[] for _ in items]
    for pool in ("es", "en", "all"):
        kinds = {"es": ("es", "dist"), "en": ("en",), "all": ("dev", "es")}[pool]
        rows = sorted({item.row for item in items if item.kind in kinds})
        progress(f"searching among {len(rows)} passages ({pool})")
        index = HybridIndex.from_texts(
            [passages[row][1] for row in rows],
            encoder=encoder,
            titles=[passages[row][0] for row in rows],
        )
        for number, item in enumerate(items):
            if POOLS.get(item.kind) != pool:
                continue
            question = without_capitals(item.example.question)
            vector = encoder.encode_queries([question])[0]
            hits = index.search_vector(vector, analyze(question), OTHERS + 4, "hybrid")
            ranked = [(rows[int(hit.passage.source)], hit.score) for hit in hits]
            if item.kind != "dev":
                ranked = [pair for pair in ranked if _misleads(item, pair[0], passages)]
            misleading[number] = ranked[:OTHERS]
        index.close()
    return misleading


def _misleads(item: Item, row: int, passages: Sequence[tuple[str, str]]) -> bool:
    """Tell whether the passage is another one and holds none of the answers."""
    text = passages[row][1]
    answers = (item.example.context[start:end] for start, end in item.example.answers)
    return row != item.row and not any(answer in text for answer in answers)
