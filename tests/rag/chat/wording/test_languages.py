"""Every language of the page says the same."""

from __future__ import annotations

import string
from dataclasses import asdict

from rag.chat.wording.languages import WORDS, words_in
from rag.chat.wording.names import NAMES

SPANISH = WORDS["es"]


def test_every_language_says_everything_with_the_same_blanks() -> None:
    assert set(NAMES) == set(WORDS)
    assert words_in("fr") is SPANISH

    def blanks(text: str) -> set[str | None]:
        return {field for _, field, _, _ in string.Formatter().parse(text) if field}

    for words in WORDS.values():
        for name, message in asdict(words).items():
            assert message.strip(), name
            assert blanks(message) == blanks(asdict(SPANISH)[name]), name
