"""Exact search by brute force: every passage is looked at, every rule written a second time."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from index import Document
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
    Prefix,
    Source,
    Terms,
)
from index.exact.words import forms_of
from index.text.analyzer import analyze
from index.text.folding import fold_name

Key = tuple[str, int]
"""A passage: its document's id, and where it begins."""


def distance(one: str, other: str) -> int:
    """Levenshtein's, row by row."""
    row = list(range(len(other) + 1))
    for i, a in enumerate(one, 1):
        before, row[0] = row[0], i
        for j, b in enumerate(other, 1):
            before, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, before + (a != b))
    return row[-1]


def follow(wanted: Sequence[str], forms: Sequence[str]) -> bool:
    size = len(wanted)
    return any(list(forms[at : at + size]) == list(wanted) for at in range(len(forms)))


def near(wanted: Sequence[str], forms: Sequence[str], most: int) -> bool:
    """Some stretch has all of them, and at most so many words between its ends."""
    return any(
        set(wanted) <= set(forms[first : last + 1])
        for first in range(len(forms))
        for last in range(first, len(forms))
        if last - first - 1 <= most
    )


def holds(expression: Expression, document: Document, text: str) -> bool:
    """Whether it is true of a passage of that text."""
    match expression:
        case All(parts):
            return all(holds(part, document, text) for part in parts)
        case Either(parts):
            return any(holds(part, document, text) for part in parts)
        case Not(part):
            return not holds(part, document, text)
        case Source(name, is_prefix):
            source, wanted = fold_name(document.source), fold_name(name)
            return source.startswith(wanted) if is_prefix else source == wanted
        case Dated(first, last):
            day = document.date
            return day is not None and (first or day) <= day <= (last or day)
        case Mention(forms=forms):
            return follow(forms, forms_of(text))
    where = document.title if expression.place == "title" else text
    words = forms_of(where)
    match expression:
        case Terms(terms):
            return set(terms) <= set(analyze(where))
        case Phrase(forms):
            return follow(forms, words)
        case Near(forms, most):
            return near(forms, words, most)
        case Prefix(forms):
            size = len(forms)
            return any(
                list(words[at : at + size - 1]) == list(forms[:-1])
                and words[at + size - 1].startswith(forms[-1])
                for at in range(len(words) - size + 1)
            )
        case Fuzzy(form):
            return any(distance(form, word) <= 1 for word in words)


def found(expression: Expression, documents: Iterable[Document]) -> set[Key]:
    """The passages of which it is true."""
    return {
        (document.id, span.start)
        for document in documents
        for span in document.spans
        if holds(expression, document, document.text[span.start : span.end])
    }
