"""Says in English what the engine says in Spanish, for who reads the page in English.

A message is taken apart into the sentences that are known, and given back sentence by sentence.
One that is not known is given as it is, and said to be in Spanish.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from typing import Final

from rag.chat.wording.desk_pairs import BEGINNINGS, DESK, QUERIES
from rag.chat.wording.error_pairs import SENTENCES
from rag.chat.wording.file_pairs import ADVICE, CANNOT, PROBLEMS
from rag.chat.wording.words import Words

_Known = tuple[tuple[re.Pattern[str], str], ...]

_VALUE: Final = "{}"

_KINDS: Final = {"persona": "person", "organización": "organisation", "lugar": "place"}
_KIND: Final = re.compile(r"\b(persona|organización|lugar) «([^«»]*)»")
"""Names as a message lists them."""

_LIST: Final = re.compile(r"«[^«»]*»(?:(?:, | y )«[^«»]*»)*")
_QUOTES: Final = str.maketrans("«»", "“”")
_MORE: Final = re.compile(r" y (\d+) más\Z")
"""What else is quoted or counted in a list; a list of outlets stands as it is."""


def told(message: str, words: Words) -> str:
    """Return a message of the engine in the page's language."""
    if words.language == "es" or not message:
        return message
    return in_english(message) or words.untranslated.format(message=message)


def in_english(message: str) -> str:
    """Return a Spanish message in English; ``""`` where some of it is not known."""
    sentences, problems, beginnings = _known()
    parts, rest = list[str](), message.strip()
    while rest:
        begun = _begin(rest, beginnings)
        problem = begun and _begin(begun[1], problems)
        if begun and problem:
            parts.append(f"{begun[0]}{problem[0]}.")
            rest = problem[1].strip()
            continue
        found = _begin(rest, sentences)
        if found is None:
            return ""
        parts.append(found[0])
        rest = found[1].strip()
    return " ".join(parts)


def _begin(text: str, known: _Known) -> tuple[str, str] | None:
    """Return the English of what a text begins with, and what follows it."""
    for pattern, english in known:
        if match := pattern.match(text):
            return _filled(english, match.groups()), text[match.end() :]
    return None


def _filled(template: str, values: Iterable[str]) -> str:
    for value in values:
        named = _KIND.sub(lambda kind: f"{_KINDS[kind[1]]} “{kind[2]}”", value)
        if _LIST.fullmatch(named):
            named = named.translate(_QUOTES)
        named = _MORE.sub(r" and \1 more", named)
        template = template.replace(_VALUE, named.replace(_VALUE, "{ }"), 1)
    return template


@cache
def _known() -> tuple[_Known, _Known, _Known]:
    """Return patterns of whole sentences, of problems with their full stop, and of words before a
    problem; what holds most of its own comes first."""
    return (
        _compiled((*SENTENCES, *DESK, *ADVICE), r"(?=\s|$)"),
        _compiled((*PROBLEMS, *QUERIES), r"\.(?=\s|$)"),
        _compiled((CANNOT, *BEGINNINGS), ""),
    )


def _compiled(pairs: Iterable[tuple[str, str]], end: str) -> _Known:
    ordered = sorted(pairs, key=lambda pair: -len(pair[0].replace(_VALUE, "")))
    return tuple(
        (
            re.compile("(.+?)".join(map(re.escape, spanish.split(_VALUE))) + end, re.DOTALL),
            english,
        )
        for spanish, english in ordered
    )
