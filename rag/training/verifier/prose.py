"""Statements by hand with a detail exchanged, to learn from and to be judged by.

A question's wording keeps close to its passage; what was written freely does not, and a writer
writes freely.
"""

from __future__ import annotations

import random
import re
from dataclasses import replace
from pathlib import Path
from typing import Any, Final

from index.encoders.protocol import NamingEncoder
from index.text.folding import fold
from rag.training.verifier import exchanges
from rag.training.verifier.statements import PRESS, WRONG, Statement, records, written
from rag.writer.gaps.questions import is_held

NAMES: Final = "nombres.jsonl"

DRAWN: Final = 3
"""How often a detail is drawn for each of the statements to learn from."""

OTHERS: Final = ("roles", "negation", "opposite", "date")
"""What is exchanged besides in those to learn from."""

DENIED: Final = 0.4
"""Share of those to learn from that are denied: every sentence can be, and a verifier that sees too
much of it takes «no» itself for the fault."""


def of_prose(folder: Path, part: str, namer: NamingEncoder, seed: int = 0) -> list[Statement]:
    """Supported statements by hand with a name exchanged for another of its passage and kind, each
    name once, and with a figure exchanged: kinds ``prose name`` and ``prose figure``.

    Names are those of the lists by hand, and of the recogniser where a passage has none. A few of
    those put in are only another word for the same («la Ciudad Condal»), which nothing here knows.
    """
    chance = random.Random(seed)
    lists = {record["p"]: record for record in records(folder / NAMES)}
    texts = {record["text"]: record["p"] for record in records(folder / PRESS)}
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


def to_learn(
    folder: Path, part: str, namer: NamingEncoder, most: int, seed: int = 0
) -> list[Statement]:
    """As many of :func:`of_prose`, each detail drawn :data:`DRAWN` times, and of statements with
    :data:`OTHERS` exchanged, in a random order."""
    hand = written(folder, part)
    known = {(each.passage, each.text) for each in hand}
    drawn: dict[tuple[str, str], Statement] = {}
    for own in range(seed, seed + DRAWN):
        for each in of_prose(folder, part, namer, own):
            drawn.setdefault((each.passage, each.text), each)
    statements = [each for key, each in drawn.items() if key not in known]
    chance = random.Random(seed + 5)
    for each in hand:
        for kind in OTHERS if each.label == "supported" else ():
            if kind == "negation" and chance.random() < 1 - DENIED:
                continue
            changed = exchanges.KINDS[kind](each.text, each.passage, chance)
            if changed is not None and changed != each.text:
                new = replace(each, text=changed, label=WRONG, kind=f"prose {kind}")
                statements.append(new)
    random.Random(seed + 1).shuffle(statements)
    return statements[:most]


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
