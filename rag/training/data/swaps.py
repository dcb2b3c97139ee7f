"""Makes questions that a passage seems to answer and does not: one name or figure exchanged.

The hardest "not here" is a passage about the very subject. People who wrote such questions
for SQuAD 2.0 often only exchanged a name or a year for another of the same passage
(Rajpurkar et al. 2018, "Know what you don't know", arXiv 1806.03822, table 1); doing so by
rule gives as many as are wanted (Zhu et al. 2019, arXiv 1906.06045, compare with it).
"""

from __future__ import annotations

import random
import re

from index.text.analyzer import analyze
from rag.training.data.examples import Example

# Names (with «de», «del», «la» inside) and figures; not the first word of a sentence alone.
_NAME = re.compile(r"[A-ZÁÉÍÓÚÑ][\wáéíóúñ]+(?: (?:de |del |de la |of )?[A-ZÁÉÍÓÚÑ][\wáéíóúñ]+)*")
_FIGURE = re.compile(r"\d[\d.,]*\d|\d")
_OPENING = re.compile(r"(?:^|[.!?»\"]\s+|¿|\n)\s*$")
"""What stands before a word whose capital says nothing."""


def swapped(example: Example, chance: random.Random) -> Example | None:
    """Exchange a name or figure of the question for another of the passage.

    :returns: an example without answers, or None where question or passage has nothing to
        exchange. Nothing of the answers' words is put in, nor of the question's.
    """
    question, context = example.question, example.context
    answers = {word for start, end in example.answers for word in analyze(context[start:end])}
    for pattern in chance.sample((_NAME, _FIGURE), 2):
        own = [match for match in pattern.finditer(question) if _counts(question, match)]
        if not own:
            continue
        place = chance.choice(own)
        taboo = answers | set(analyze(question))
        others = {
            match[0]
            for match in pattern.finditer(context)
            if _counts(context, match)
            and not taboo & set(analyze(match[0]))
            # A year is exchanged for a year: another figure would give itself away.
            and (pattern is _NAME or len(match[0]) == len(place[0]))
        }
        if others:
            other = chance.choice(sorted(others))
            text = question[: place.start()] + other + question[place.end() :]
            return Example(text, example.title, context, ())
    return None


def _counts(text: str, match: re.Match[str]) -> bool:
    """Tell whether the capital is a name's, and there is something in it to know it by."""
    opening = _OPENING.search(text, 0, match.start()) is not None
    return bool(analyze(match[0])) and (match[0][0].isdigit() or not opening)
