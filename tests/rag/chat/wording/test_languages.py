"""Every language of the page says the same."""

from __future__ import annotations

import string
from dataclasses import asdict

from rag.chat.wording.languages import WORDS, words_in
from rag.chat.wording.names import NAMES
from rag.chat.wording.words import Words

SPANISH = WORDS["es"]


def test_every_language_says_everything_with_the_same_blanks() -> None:
    assert set(NAMES) == set(WORDS)
    assert words_in("fr") is SPANISH

    def blanks(text: str) -> set[str | None]:
        return {field for _, field, _, _ in string.Formatter().parse(text) if field}

    for words in WORDS.values():
        for name, message in messages(words).items():
            assert message.strip(), name
            assert blanks(message) == blanks(messages(SPANISH)[name]), name


def messages(words: Words) -> dict[str, str]:
    """Every message by its name, those of a part of the page with the part's."""
    said: dict[str, str] = {}
    for name, message in asdict(words).items():
        parts = message.items() if isinstance(message, dict) else [("", message)]
        said |= {f"{name}.{part}": text for part, text in parts}
    return said
