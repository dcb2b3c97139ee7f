"""Everything that reads Spanish, on texts nobody writes: no error, offsets that hold, in time."""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Sequence
from datetime import date
from itertools import pairwise
from typing import Any, Final, Protocol

import pytest
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from index import Hit, Passage
from index.errors import InputError
from index.text.analyzer import analyze
from index.text.numbers import find_numbers
from rag.answers.citation_marks import disarmed
from rag.answers.listings import SearchResult
from rag.chat.conversation_state import ConversationState, Turn
from rag.chat.views import answer_view, article_view, export, search_view
from rag.chat.wording.languages import WORDS
from rag.claims.attribution import attribution_in
from rag.claims.meaning import question_of
from rag.documents.blocks import find_paragraphs
from rag.documents.clutter import clutter_flags, is_clutter
from rag.documents.mending.decoding import clean
from rag.documents.paragraphs import passages
from rag.documents.sentences import split_sentences
from rag.followups import small_talk
from rag.followups import standalone as followups
from rag.followups.context import of_answer
from rag.questions.query import LONGEST, Query
from rag.reader.protocol import Reading
from rag.values.amounts import find_amounts, may_be_equal, same_unit
from rag.values.dates import find_dates, may_be_same
from rag.values.figures import find_figures
from rag.values.names import is_name, is_wide, same_name
from tests.rag.answer_checks import HOW_MANY, answer_of, check
from tests.rag.chat.views.test_answer_view import ATTRIBUTES, TAGS, Page
from tests.torture.fuzzing import LONG, SHORT, fuzz, named
from tests.torture.hostile_texts import hostile_texts

CPU_S: Final = 5.0
"""Processor time that no text of some thousand characters takes."""
SPANISH: Final = WORDS["es"]
ARTICLE: Final = date(2025, 5, 1)

stored: Final = hostile_texts(30).map(clean)
"""As the parsers leave it."""


class Placed(Protocol):
    """Something found in a text."""

    @property
    def start(self) -> int: ...

    @property
    def end(self) -> int: ...


def inside(found: Sequence[Placed], text: str) -> None:
    assert all(0 <= one.start < one.end <= len(text) for one in found)
    assert all(a.start <= b.start for a, b in pairwise(found))


def apart(found: Sequence[Placed], text: str) -> None:
    inside(found, text)
    assert all(a.end <= b.start for a, b in pairwise(found))


def numbers(text: str) -> None:
    found = find_numbers(text)
    apart(found, text)
    for number in found:
        assert number.value.is_finite()
        assert analyze(text[number.start : number.end])
    inside(find_figures(text), text)


def amounts(text: str) -> None:
    found = find_amounts(text)
    inside(found, text)
    for one in found:
        assert one.low <= one.high
        assert one.value is None or one.low <= one.value <= one.high
    for one, other in pairwise(found):
        if same_unit(one, other, counted=True):
            assert may_be_equal(one, other) == may_be_equal(other, one)
            assert may_be_equal(one, one) is not False


def dates(text: str) -> None:
    for day in (ARTICLE, None, date(1, 1, 1)):
        found = find_dates(text, day)
        apart(found, text)
        for one, other in pairwise(found):
            assert one.span is None or one.span.first <= one.span.last
            assert may_be_same(one, other) == may_be_same(other, one)


def names(texts: tuple[str, str]) -> None:
    one, other = texts
    assert same_name(one, other) == same_name(other, one)
    assert is_name(one) in (True, False)
    assert is_wide(one) in (True, False)
    assert attribution_in(one) in one


def terms(text: str) -> None:
    found = analyze(text)
    assert all(term and not term.isspace() and len(term) <= 60 for term in found)
    assert analyze(text) == found


def sentences(text: str) -> None:
    spans = split_sentences(text)
    assert all(text[a:b] == text[a:b].strip() != "" for a, b in spans)
    assert all(b <= c for (_, b), (c, _) in pairwise(spans))
    assert sum(not c.isspace() for c in text) == sum(
        not c.isspace() for a, b in spans for c in text[a:b]
    )


def paragraphs(text: str) -> None:
    blocks = find_paragraphs(text)
    apart(blocks, text)
    shown = [text[block.start : block.end] for block in blocks]
    flags = clutter_flags(shown, [block.heading for block in blocks])
    assert len(flags) == len(blocks)
    assert all(is_clutter(block) in (True, False) for block in shown)
    cut = passages(text, count_tokens=lambda said: len(said) // 3, limit=40)
    held = {i for span in cut.spans for i in range(span.start, span.end)}
    left = sum(1 for said in cut.clutter for c in said if not c.isspace())
    kept = sum(1 for i in held if not text[i].isspace())
    assert kept + left == sum(not c.isspace() for c in text)


def marks(text: str) -> None:
    shown = disarmed(text)
    assert "\n" not in shown
    assert re.search(r"[\[［]\W*\d[\d\W]*?[\]］]", shown) is None


def asking(asked: tuple[str, str, str]) -> None:
    """A question after a question: what is meant is a question that can be asked, or an error."""
    first, second, said = asked
    try:
        query, second = Query.of(first), Query.of(second).literal
    except InputError as error:
        assert str(error).endswith(".")
        return
    assert small_talk.reply(second) is None or small_talk.reply(second)
    question_of(second)
    read = [reading(said or "x", (0, len(said or "x")), (0, len(said or "x")), 1)]
    answer = answer_of(query, read)
    context = of_answer(answer, "")
    meaning = followups.understand(second, context)
    assert meaning.question
    followups.understand(meaning.question[:LONGEST], context)


def reading(text: str, quote: tuple[int, int], value: tuple[int, int], number: int) -> Reading:
    """A passage of which title and source are as hostile as it."""
    head = text[:60].strip() or "x"
    found = Passage(number, f"d{number}", head, head, "2025-05-01", 1, 0, len(text), text)
    return Reading(Hit(found, 1.0, 0.9, 5.0), quote, value, 0.99)


@st.composite
def readings(draw: DrawFn) -> list[Reading]:
    """What a reader may find in hostile passages."""
    found = []
    for number in range(1, draw(st.integers(1, 4)) + 1):
        text = draw(stored).strip() or "x"
        spans = split_sentences(text) or [(0, len(text))]
        first, last = draw(st.sampled_from(spans))
        start = draw(st.integers(first, last - 1))
        end = draw(st.integers(start + 1, last))
        found.append(reading(text, (first, last), (start, end), number))
    return found


def answers(asked: tuple[str, list[Reading]]) -> None:
    """No document forges a citation, becomes an element of the page, or breaks a promise."""
    question, found = asked
    try:
        query = Query.of(question)
    except InputError:
        query = HOW_MANY
    for abstain in (False, True):
        sure = 0.99 if not abstain else 0.01
        given = [Reading(r.hit, r.quote, r.value, sure) for r in found]
        answer = answer_of(query, given, abstain=abstain)
        check(answer)
        shown = answer_view.turn(Turn(answer), 1, SPANISH)
        page = Page(shown)
        assert {tag for tag, _ in page.elements} <= TAGS
        assert {name for _, attributes in page.elements for name in attributes} <= ATTRIBUTES
        known = {f"#source-1-{c.n}" for c in answer.citations}
        links = {a["href"] for tag, a in page.elements if tag == "a"}
        assert {link for link in links if link and link.startswith("#")} <= known
        assert not set("{}$@") & set(shown)
        kept = ConversationState().with_turn(Turn(answer))
        assert ConversationState.from_json(kept.to_json()) == kept
        export.markdown(kept, SPANISH)
        export.word(kept, SPANISH)
    hits = tuple(r.hit for r in found)
    assert {
        t
        for t, _ in Page(
            search_view.hits(SearchResult("x", "hybrid", hits, 1.0), 10, 50, SPANISH)
        ).elements
    }
    Page(article_view.missing(SPANISH))


class Property:
    """What must hold, of which texts."""

    def __init__(self, holds: Callable[[Any], None], texts: SearchStrategy[Any]) -> None:
        self.texts = texts
        self._holds = holds

    def __call__(self, case: Any) -> None:
        begin = time.process_time()
        self._holds(case)
        assert time.process_time() - begin < CPU_S


PROPERTIES: Final = {
    "numbers": Property(numbers, stored),
    "amounts": Property(amounts, stored),
    "dates": Property(dates, stored),
    "names": Property(names, st.tuples(stored, stored)),
    "terms": Property(terms, hostile_texts(30)),
    "sentences": Property(sentences, stored),
    "paragraphs": Property(paragraphs, stored),
    "marks": Property(marks, stored),
    "asking": Property(asking, st.tuples(hostile_texts(8), hostile_texts(8), hostile_texts(8))),
    "answers": Property(answers, st.tuples(hostile_texts(6), readings())),
}


@pytest.mark.parametrize("name", PROPERTIES, ids=named)
def test_hostile_texts_are_read(name: str) -> None:
    fuzz(PROPERTIES[name].texts, PROPERTIES[name], 2 * SHORT, name)


@pytest.mark.torture
@pytest.mark.parametrize("name", PROPERTIES, ids=named)
def test_thousands_of_hostile_texts_are_read(name: str) -> None:
    fuzz(PROPERTIES[name].texts, PROPERTIES[name], LONG, name)
