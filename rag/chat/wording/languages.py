"""Lists the languages of the page; one more is one more module and one more line."""

from __future__ import annotations

from typing import Final

from rag.chat.wording.english import ENGLISH
from rag.chat.wording.spanish import SPANISH
from rag.chat.wording.words import Words

LANGUAGE: Final = "es"
"""The page's language to begin with."""

WORDS: Final = {words.language: words for words in (SPANISH, ENGLISH)}
NAMES: Final = {"es": "Español", "en": "English"}
"""How each language calls itself."""


def words_in(language: object) -> Words:
    """Return the words of a language, the Spanish ones for a language that there is not."""
    return WORDS.get(str(language), WORDS[LANGUAGE])
