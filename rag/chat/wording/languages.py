"""Lists the languages of the page; one more is one more module and its lines in two places."""

from __future__ import annotations

from typing import Final

from rag.chat.wording.english import ENGLISH
from rag.chat.wording.names import LANGUAGE
from rag.chat.wording.spanish import SPANISH
from rag.chat.wording.words import Words

WORDS: Final = {words.language: words for words in (SPANISH, ENGLISH)}


def words_in(language: object) -> Words:
    """Return the words of a language, the Spanish ones for a language that there is not."""
    return WORDS.get(str(language), WORDS[LANGUAGE])
