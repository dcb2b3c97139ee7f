"""Reads the stories that the press generator tells from ``frames/*.txt``.

They are text, not code, as they are long, written by hand and read by editors. One block a
story, every line by its first mark::

    == name : bundles of shared sentences it may use
    slot: list name            one value for the whole story («lugar: ciudad»)
    slot= a / b / c            the same, from these
    slot~ a / b / c            synonyms, drawn anew at every mention
    = headline
    > opening sentence
    - further sentence, with [key:the span that answers], {slots} and (either|or)
    . filler, which answers nothing
    ?key question              Spanish;   !key question in English

Sentences that share a key are never told together, so a story says a thing once; the
questions of the keys it left out are its near misses. ``~key`` at the head of a sentence says
that it settles the key without naming a span.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Final

_DATA: Final = Path(__file__).with_name("frames")
_KEY: Final = re.compile(r"\[(\w+):")


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence with slots, and the facts that it tells."""

    template: str
    keys: frozenset[str]


@dataclass(frozen=True, slots=True)
class Slot:
    """A place in a sentence, and what may stand there."""

    values: tuple[str, ...]
    anew: bool
    listed: str  # the list that the values are from, "" for those given in the story


@dataclass(frozen=True, slots=True)
class Frame:
    """Everything that can be told of one kind of event."""

    name: str
    bundles: tuple[str, ...] = ()
    slots: dict[str, Slot] = field(default_factory=dict)
    titles: list[str] = field(default_factory=list)
    leads: list[Sentence] = field(default_factory=list)
    more: list[Sentence] = field(default_factory=list)
    fillers: list[str] = field(default_factory=list)
    spanish: dict[str, list[str]] = field(default_factory=dict)
    english: dict[str, list[str]] = field(default_factory=dict)


@cache
def lists() -> dict[str, tuple[str, ...]]:
    """Read every list of words by name; lists continue on further lines of the same name."""
    words: dict[str, list[str]] = {}
    for line in (_DATA / "lists.txt").read_text(encoding="utf-8").splitlines():
        name, colon, values = line.partition(": ")
        if colon:
            words.setdefault(name, []).extend(v.strip() for v in values.split(";") if v.strip())
    return {name: tuple(dict.fromkeys(values)) for name, values in words.items()}


def _sentence(text: str) -> Sentence:
    settled = re.match(r"~([\w,]+) ", text)
    named = frozenset(settled[1].split(",")) if settled else frozenset()
    text = text[settled.end() :] if settled else text
    return Sentence(text, named | frozenset(_KEY.findall(text)))


def _add(frame: Frame, line: str) -> None:
    mark, text = line[0], line[1:].strip()
    if mark == "=":
        frame.titles.append(text)
    elif mark == ">":
        frame.leads.append(_sentence(text))
    elif mark == "-":
        frame.more.append(_sentence(text))
    elif mark == ".":
        frame.fillers.append(text)
    elif mark in "?!":
        key, _, question = text.partition(" ")
        wordings = frame.spanish if mark == "?" else frame.english
        wordings.setdefault(key, []).append(question)
    elif (slot := re.match(r"(\w+)([:=~]) ?(.+)", line)) is None:
        raise ValueError(f"{frame.name}: {line}")
    elif slot[2] == ":":
        frame.slots[slot[1]] = Slot(lists()[slot[3]], False, slot[3])
    else:
        values = tuple(value.strip() for value in slot[3].split(" / "))
        frame.slots[slot[1]] = Slot(values, slot[2] == "~", "")


def _blocks() -> Iterator[Frame]:
    for path in sorted(_DATA.glob("*.txt")):
        frame = None
        for line in path.read_text(encoding="utf-8").splitlines():
            if path.name == "lists.txt" or not line.strip():
                continue
            if line.startswith("== "):
                name, _, bundles = line[3:].partition(" : ")
                frame = Frame(name.strip(), tuple(bundles.split()))
                yield frame
            elif frame is not None:
                _add(frame, line)


@cache
def _all() -> tuple[Frame, ...]:
    return tuple(_blocks())


def frames() -> tuple[Frame, ...]:
    """Return the stories."""
    return tuple(frame for frame in _all() if not frame.name.startswith("@"))


@cache
def bundle(name: str) -> Frame:
    """Return the shared sentences ``@name``."""
    return next(frame for frame in _all() if frame.name == f"@{name}")
