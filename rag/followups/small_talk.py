"""Greetings, thanks and the like, which search nothing."""

from __future__ import annotations

import re
from typing import Final

from index.text.folding import fold
from rag.answers.types import Answer
from rag.language import ENGLISH, SPANISH
from rag.questions.query import has_words

# «ok, gracias» is answered as thanks: what says most comes first.
_REPLIES: Final = {
    "farewell": "Hasta pronto.",
    "thanks": "De nada. Si quiere saber algo más, pregunte.",
    "greeting": "Hola. Pregunte lo que quiera saber de los artículos del archivo.",
    "assent": "De acuerdo. Si quiere saber algo más, pregunte.",
}
_TALK: Final = (SPANISH.small_talk, ENGLISH.small_talk)
_KINDS: Final = {
    kind: f"(?:{'|'.join(phrase for talk in _TALK for phrase in talk.kinds[kind])})"
    for kind in _REPLIES
}
_FILLER: Final = (
    rf"(?:[\s,.;:!¡¿?]|y\b|{'|'.join(phrase for talk in _TALK for phrase in talk.fillers)})*"
)


def reply(text: str) -> str | None:
    """Return what to say to small talk; ``None`` when something is asked."""
    folded = fold(text).strip()
    if not re.fullmatch(rf"{_FILLER}(?:(?:{'|'.join(_KINDS.values())})\b{_FILLER})+", folded):
        return None
    for kind, answer in _REPLIES.items():
        if re.search(rf"\b{_KINDS[kind]}\b", folded):
            return answer
    return None


ALONE_KEY: Final = "!"
"""Written by itself it asks the last question once more, without what was spoken of."""


def asks_alone(text: str) -> bool:
    """Whether it asks for the last question by itself: «!», or «preguntar sin contexto»."""
    folded = fold(text).strip(' ()¿?.«»"')
    return folded in {ALONE_KEY, "¡", "!¡", "sin contexto", "preguntar sin contexto"}


def is_small_talk(answer: Answer) -> bool:
    """Whether a turn asked nothing."""
    return reply(answer.question) is not None or not has_words(answer.question)
