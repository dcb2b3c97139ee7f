"""Makes questions that a text asks of itself: a sentence with a hole, answered elsewhere.

Recurring spans teach what extractive reading is before any question is seen (Ram et al.
2021, "Few-shot question answering by pretraining span selection", arXiv 2101.00438): a
name or figure that stands twice in a passage is taken out of one sentence, the sentence
becomes the question, and the rest of the passage holds the answer.
"""

from __future__ import annotations

import random
import re
from collections import defaultdict
from collections.abc import Iterator

from rag.documents.sentences import split_sentences
from rag.training.data.examples import Example

HOLE = "<mask>"
_SHORTEST, _LONGEST = 30, 300
"""Characters of a sentence that can be asked: less says too little, more is no question."""

# Names (with «de», «del», «la» inside), figures with the word after them, rarer words.
_SPAN = re.compile(
    r"[A-ZÁÉÍÓÚÑ][\wáéíóúñ]+(?: (?:de |del |la |of )?[A-ZÁÉÍÓÚÑ][\wáéíóúñ]+)*"
    r"|\d[\d.,]*(?: \w{4,})?|\b[a-záéíóúñ]{7,}(?: [a-záéíóúñ]{7,})?\b"
)


def clozes(title: str, passage: str, chance: random.Random, limit: int) -> Iterator[Example]:
    """Yield up to ``limit`` examples of a passage, each about another span."""
    sentences = split_sentences(passage)
    places: defaultdict[str, list[tuple[int, int, int]]] = defaultdict(list)
    for number, (start, end) in enumerate(sentences):
        for match in _SPAN.finditer(passage, start, end):
            if match.start() > start or match[0][0].isdigit():
                places[match[0]].append((number, *match.span()))
    spans = [span for span, mentions in places.items() if len({at[0] for at in mentions}) > 1]
    chance.shuffle(spans)
    # Names and figures are asked for more often than common words.
    spans.sort(key=lambda span: span[0].islower())
    for span in spans[:limit]:
        hole, first, last = chance.choice(places[span])
        start, end = sentences[hole]
        if not _SHORTEST <= end - start <= _LONGEST:
            continue
        question = passage[start:first] + HOLE + passage[last:end]
        rest = passage[:start] + passage[end:]
        answers = tuple(
            (low - (end - start) * (low > start), high - (end - start) * (low > start))
            for number, low, high in places[span]
            if number != hole
        )
        yield Example(question.strip(), title, rest, answers)
