"""Judges one answer by what a field case expects of it.

Every check is made of the answer as ``ask --json`` gives it, by the words alone: nothing of the
product's own reading of figures, dates or names is asked, or a fault of that would pass itself.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Sequence
from typing import Final, Literal

from eval.datasets.field_expectations import Cited, Expectation, Forms
from eval.measures import text_metrics
from rag.answers.types import Answer

Check = Literal[
    "abstained",
    "answer",
    "answer_has",
    "must_not",
    "agreement",
    "claims",
    "order",
    "cited",
    "attribution",
    "standalone",
    "text",
]

Outcome = Literal["right", "false", "silent", "shown"]
"""What came of a question: as expected; something stated that is not so; declined though there is
an answer; or a true answer that lacks something (a source, the order, the whole list)."""

_FALSE: Final[frozenset[Check]] = frozenset(("answer", "must_not"))
# Without these a figure is another one: «3,2» is not «3,2 millones».
_SCALES: Final[frozenset[str]] = frozenset(
    "mil miles millón millones millar millares billón billones docena docenas medio media".split()
)
# A figure with its marks is one word: «120» does not stand in «1.120».
_WORD: Final = re.compile(r"\w+(?:[.,]\w+)*")


def failed(expected: Expectation, answer: Answer) -> tuple[Check, ...]:
    """The checks that the answer does not pass, none when it is right."""
    if expected.abstained is not None and expected.abstained != answer.abstained:
        return ("abstained",)
    values = [claim.value for claim in answer.claims]
    said = [answer.answer, *values]
    shown = str(answer)
    passed: dict[Check, bool] = {
        "answer": _answered(expected, answer),
        "answer_has": all(holds(answer.answer, each) for each in expected.answer_has),
        "must_not": not any(holds(text, each) for text in said for each in expected.must_not),
        "agreement": not expected.agreement or answer.agreement in expected.agreement,
        "claims": all(_place(values, forms) is not None for forms in expected.claims),
        "order": _in_order(values, expected.order),
        "cited": _cited(expected.cited, answer),
        "attribution": not expected.attribution
        or any(holds(claim.attribution, expected.attribution) for claim in answer.claims),
        "standalone": _between(
            answer.standalone_question, expected.standalone, expected.not_standalone
        ),
        "text": _between(shown, expected.text_has, expected.text_not),
    }
    return tuple(check for check, good in passed.items() if not good)


def outcome(expected: Expectation, answer: Answer, checks: Sequence[Check]) -> Outcome:
    """What came of a question, given the checks that it did not pass."""
    if not checks:
        return "right"
    if "abstained" in checks:
        return "silent" if answer.abstained else "false"
    # To be said to agree, to differ or to have changed is a statement too.
    stated = "agreement" in checks and answer.agreement != "single"
    return "false" if stated or _FALSE & set(checks) else "shown"


def holds(text: str, part: str) -> bool:
    """Whether the words of the part stand in the text, in that order and side by side."""
    words, sought = _words(text), _words(part)
    spans = range(len(words) - len(sought) + 1)
    return bool(sought) and any(words[at : at + len(sought)] == sought for at in spans)


def says(value: str, forms: Forms) -> bool:
    """Whether a value is one of the forms: half of the words, or the figure without its noun."""
    return text_metrics.right(value, forms) or any(_bare(value, form) for form in forms)


def _words(text: str) -> list[str]:
    return _WORD.findall(text.casefold())


def _answered(expected: Expectation, answer: Answer) -> bool:
    """Whether the short answer is an accepted one, or its number the one that is right."""
    if expected.number is not None and answer.claims:
        number = answer.claims[0].normalized
        if isinstance(number, int | float) and math.isclose(number, expected.number):
            return True
    asked = bool(expected.answer) or expected.number is not None
    return not asked or says(answer.answer, expected.answer)


def _bare(value: str, form: str) -> bool:
    """Whether the value is the form's figure with fewer of its words, its scale not left out."""
    figures = text_metrics.figures(value)
    words, whole = set(_words(value)), set(_words(form))
    return (
        bool(figures)
        and figures == text_metrics.figures(form)
        and words <= whole
        and not (whole - words) & _SCALES
    )


def _place(values: Sequence[str], forms: Forms) -> int | None:
    """Where the first claim stands that says it in one of the accepted forms."""
    return next((n for n, value in enumerate(values) if says(value, forms)), None)


def _in_order(values: Sequence[str], order: Sequence[Forms]) -> bool:
    places = [_place(values, forms) for forms in order]
    known = [place for place in places if place is not None]
    return len(known) == len(places) and known == sorted(set(known)) and known[:1] in ([], [0])


def _cited(expected: Cited, answer: Answer) -> bool:
    if expected.max is not None and len(answer.citations) > expected.max:
        return False
    # The passages that an abstention offers are not cited for anything.
    cited = () if answer.abstained else answer.citations
    articles = {one.document: one.source for one in cited}
    articles |= {each.document: each.source for one in cited for each in one.also}
    outlets = set(articles.values())
    return (
        len(articles) >= expected.min
        and outlets.issuperset(expected.outlets)
        and outlets.isdisjoint(expected.not_outlets)
    )


def _between(text: str, parts: Iterable[str], unwanted: Iterable[str]) -> bool:
    return all(holds(text, each) for each in parts) and not any(
        holds(text, each) for each in unwanted
    )
