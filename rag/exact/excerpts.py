"""Where in a passage a query is true: the words to be marked, and the piece around the first."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Final

from index.exact.expressions import (
    Expression,
    Fuzzy,
    Leaf,
    Mention,
    Near,
    Phrase,
    Prefix,
    Terms,
    leaves,
)
from index.exact.words import Word, words_of
from index.text.analyzer import analyze
from index.text.numbers import canonical, find_numbers

LENGTH: Final = 240
"""Characters of an excerpt: three lines of a terminal, and what a cell shows without folding."""

_TOKEN: Final = re.compile(r"\w+(?:[.,]\d+)*")
_LED: Final = 60
"""Characters before the first mark: what it is said of mostly stands before it."""

Spans = list[tuple[int, int]]
Marks = Callable[[str], Spans]


def marker(expression: Expression) -> Marks:
    """Return what gives the places in a text that an expression's words stand at, in order and
    apart from one another; of what is left out, none."""
    wanted = [leaf for leaf in leaves(expression) if getattr(leaf, "place", "text") == "text"]
    terms = {term for leaf in wanted if isinstance(leaf, Terms) for term in leaf.terms}
    others = [leaf for leaf in wanted if not isinstance(leaf, Terms)]

    def marks(text: str) -> Spans:
        words = words_of(text) if others else []
        found = [*_of_terms(text, terms)] if terms else []
        found += [span for leaf in others for span in _of_leaf(words, leaf)]
        return _apart(found)

    return marks


def _of_terms(text: str, terms: set[str]) -> Iterator[tuple[int, int]]:
    numbers = [(n.start, n.end) for n in find_numbers(text) if canonical(n.value) in terms]
    yield from numbers  # of several words, perhaps: «once mil»
    for token in _TOKEN.finditer(text):
        if not terms.isdisjoint(analyze(token.group())):
            yield token.span()


def _of_leaf(words: Sequence[Word], leaf: Leaf) -> Iterator[tuple[int, int]]:
    match leaf:
        case Phrase(forms=forms) | Mention(forms=forms):
            yield from _runs(words, forms, lambda form: form == forms[-1])
        case Prefix(forms=forms):
            yield from _runs(words, forms, lambda form: form.startswith(forms[-1]))
        case Near(forms=forms):
            yield from ((word.start, word.end) for word in words if word.form in forms)
        case Fuzzy(form=form):
            near = (word for word in words if is_within_one_letter(form, word.form))
            yield from ((word.start, word.end) for word in near)


def _runs(
    words: Sequence[Word], forms: Sequence[str], is_last: Callable[[str], bool]
) -> Iterator[tuple[int, int]]:
    for at in range(len(words) - len(forms) + 1):
        run = words[at : at + len(forms)]
        same = all(w.form == form for w, form in zip(run[:-1], forms[:-1], strict=True))
        if same and is_last(run[-1].form):
            yield run[0].start, run[-1].end


def is_within_one_letter(one: str, other: str) -> bool:
    """Return whether two words are one, or become one by a letter more, less or other."""
    if abs(len(one) - len(other)) > 1:
        return False
    head = 0
    while head < min(len(one), len(other)) and one[head] == other[head]:
        head += 1
    if len(one) == len(other):
        return one[head + 1 :] == other[head + 1 :]
    short, long = sorted((one, other), key=len)
    return short[head:] == long[head + 1 :]


def _apart(spans: Iterable[tuple[int, int]]) -> Spans:
    joined: Spans = []
    for start, end in sorted(spans):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined


def excerpt(text: str, spans: Spans, length: int = LENGTH) -> str:
    """Return about so many characters of a text around its first mark, in one line; «…» stands for
    what is left out."""
    if len(text) > length:
        first = spans[0][0] if spans else 0
        start = max(0, min(first - _LED, len(text) - length))
        end = min(len(text), start + length)
        if start:
            space = text.find(" ", start, first)
            start = space + 1 if space >= 0 else start
        if end < len(text):
            space = text.rfind(" ", max(start, spans[0][1] if spans else 0), end)
            end = space if space > start else end
        text = "…" * (start > 0) + text[start:end] + "…" * (end < len(text))
    return " ".join(text.split())
