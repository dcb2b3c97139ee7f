"""Puts an expression into FTS5's words: one match for all of it, so that SQLite joins the lists.

FTS5 knows «this and not that», but not «not that» by itself. So each part is either a match or
what is left when one is taken away, and only the whole may be of the second kind.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from index.exact.expressions import (
    All,
    Dated,
    Either,
    Expression,
    Fuzzy,
    Mention,
    Near,
    Not,
    Phrase,
    Place,
    Prefix,
    Source,
    Terms,
)
from index.storage.exact import tokens

Neighbours = Callable[[str], Sequence[str]]
"""Gives the words of the archive within one letter of a form, perhaps none."""

_TERMS: Final[dict[Place, str]] = {"text": "terms", "title": "title_terms"}
_FORMS: Final[dict[Place, str]] = {"text": "forms", "title": "title_forms"}


@dataclass(frozen=True, slots=True)
class Match:
    """What FTS5 is asked.

    :param words: its expression; every word in it is between quotation marks.
    :param is_negated: whether what is wanted are the passages that do not match.
    """

    words: str
    is_negated: bool = False


def match_of(expression: Expression, neighbours: Neighbours) -> Match:
    """Return the match that finds the passages of which an expression is true, and no others."""
    match expression:
        case Not(part):
            inner = match_of(part, neighbours)
            return Match(inner.words, not inner.is_negated)
        case All(parts):
            return _all([match_of(part, neighbours) for part in parts])
        case Either(parts):
            # Not all of the opposites.
            opposites = [_opposite(match_of(part, neighbours)) for part in parts]
            return _opposite(_all(opposites))
        case _:
            return Match(_leaf(expression, neighbours))


def _opposite(match: Match) -> Match:
    return Match(match.words, not match.is_negated)


def _all(parts: Sequence[Match]) -> Match:
    wanted = [part.words for part in parts if not part.is_negated]
    unwanted = [part.words for part in parts if part.is_negated]
    if not wanted:
        return Match(_joined("OR", unwanted), is_negated=True)
    if not unwanted:
        return Match(_joined("AND", wanted))
    return Match(f"({_joined('AND', wanted)} NOT {_joined('OR', unwanted)})")


def _joined(operator: str, parts: Sequence[str]) -> str:
    return parts[0] if len(parts) == 1 else f"({f' {operator} '.join(parts)})"


def _leaf(leaf: Expression, neighbours: Neighbours) -> str:
    match leaf:
        case Terms(terms, place):
            return _joined("AND", [_in(_TERMS[place], _quoted(term)) for term in terms])
        case Phrase(forms, place):
            return _in(_FORMS[place], _quoted(" ".join(forms)))
        case Mention(forms=forms):
            # Until passages know whom they mention, their words are asked.
            return _in(_FORMS["text"], _quoted(" ".join(forms)))
        case Prefix(forms, place):
            return _in(_FORMS[place], f"{_quoted(' '.join(forms))} *")
        case Near(forms, distance, place):
            words = " ".join(map(_quoted, forms))
            return _in(_FORMS[place], f"NEAR({words}, {distance:d})")
        case Fuzzy(form, place):
            found = [_in(_FORMS[place], _quoted(other)) for other in neighbours(form)]
            return _joined("OR", found or [_in(_FORMS[place], _quoted(form))])
        case Source(name, is_prefix):
            return _in("about", _quoted(tokens.source_word(name)) + " *" * is_prefix)
        case Dated(first, last):
            days = tokens.days_between(first, last)
            return _joined("OR", [_in("about", _quoted(word) + " *" * more) for word, more in days])
        case _:
            raise TypeError(f"{leaf!r} is no leaf of an expression.")


def _in(column: str, words: str) -> str:
    return f"{column} : {words}"


def _quoted(words: str) -> str:
    return '"' + words.replace('"', '""') + '"'
