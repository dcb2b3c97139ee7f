"""No sentence says «1 artículos» or «1 artículo(s)», on the page or in the terminal."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import Any

import pytest

from rag.chat.wording.languages import WORDS

ROOT = Path(__file__).parents[4]

ALWAYS_MANY = {
    "drop_note", "too_many", "timeline_shown", "many_hits", "sync_question", "batch_limits",
}  # fmt: skip
"""Sentences that are said of several alone: limits, and what is asked from twenty articles on."""


def sentences(words: Any) -> Iterator[tuple[str, str]]:
    for field in fields(words):
        value = getattr(words, field.name)
        if is_dataclass(value):
            yield from sentences(value)
        elif isinstance(value, str):
            yield field.name, value


@pytest.mark.parametrize("language", WORDS)
def test_words_beside_a_number_have_both_forms(language: str) -> None:
    stiff = {
        name: found
        for name, sentence in sentences(WORDS[language])
        if name not in ALWAYS_MANY
        and (found := re.findall(r"\{\w+\} (?!ms\b|más\b|antes\b)\w+s\b", sentence))
    }
    assert stiff == {}


def test_no_message_leaves_the_form_to_the_reader() -> None:
    left = [
        (path.relative_to(ROOT).as_posix(), found)
        for room in ("rag", "index", "hemeroteca")
        for path in (ROOT / room).rglob("*.py")
        if (found := re.findall(r"\} \w+\(e?s\)", path.read_text(encoding="utf-8")))
    ]
    assert left == []
