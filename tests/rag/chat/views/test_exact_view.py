"""Marked passages of an exact search: nothing is lost, nothing let through."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from rag.chat.views import markup
from rag.chat.views.exact_view import help_, marked
from rag.chat.wording.languages import WORDS


@given(st.text(max_size=60), st.data())
def test_marking_loses_nothing_and_lets_nothing_through(text: str, data: st.DataObject) -> None:
    cuts = data.draw(st.lists(st.integers(0, len(text)), max_size=6, unique=True).map(sorted))
    spans = [(a, b) for a, b in zip(cuts[::2], cuts[1::2], strict=False) if a < b]
    html = marked(text, spans)
    assert html.count("<mark>") == len(spans)
    assert html.replace("<mark>", "").replace("</mark>", "") == markup.text(text)


def test_the_help_has_an_example_for_each_thing_in_every_language() -> None:
    for words in WORDS.values():
        html = help_(words)
        assert html.count("<dt>") == html.count("<dd>") == 7
        assert words.exact.near in html
