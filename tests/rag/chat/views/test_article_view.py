"""A whole article, all of it, with the cited place marks."""

from __future__ import annotations

import re
from html import unescape

from hypothesis import given
from hypothesis import strategies as st

from index import Document
from index.types import Span
from rag.chat.views import article_view
from rag.chat.views.article_view import PageView
from rag.chat.views.markup import text as escaped
from rag.chat.wording.languages import WORDS

SPANISH = WORDS["es"]
paragraphs = st.lists(st.text(min_size=1, max_size=12), min_size=1, max_size=5)


@given(paragraphs, st.data())
def test_nothing_is_lost_and_the_place_is_marked(parts: list[str], data: st.DataObject) -> None:
    text, spans = "", []
    for number, part in enumerate(parts, 1):
        spans.append(Span(len(text), len(text) + len(part), number))
        text += part + "\n\n"
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    html = article_view.article(Document(text, tuple(spans)), (start, end), SPANISH)
    body = re.search(r'<div class="body" lang="es">(.*?)</div><details', html, re.DOTALL)
    assert body is not None

    def plain(fragment: str) -> str:
        return "".join(unescape(re.sub(r"</?(?:p|mark)>", "", fragment)).split())

    # What HTML cannot hold (control characters) is dropped by unescape in both.
    assert plain(body[1]) == "".join(unescape(escaped(text)).split())
    marks = "".join(re.findall(r"<mark>(.*?)</mark>", body[1], re.DOTALL))
    assert plain(marks) == "".join(unescape(escaped(text[start:end])).split())


def test_blank_lines_part_paragraphs_and_leave_no_hole() -> None:
    text = "Uno.\n\n \n\nUn ladillo\n\n\nDos.\n\n\n"
    document = Document(text, (Span(0, 4, 1), Span(9, 27, 2)))
    whole = article_view.article(document, None, SPANISH)
    assert "<p>Uno.</p><p>Un ladillo</p><p>Dos.</p></div>" in whole
    cited = article_view.article(document, (9, 26), SPANISH)
    marked = "<p>Uno.</p><p><mark>Un ladillo</mark></p><p><mark>Dos.</mark></p></div>"
    assert marked in cited


def test_title_and_author_are_escaped_and_an_address_is_linked() -> None:
    document = Document("Algo.", (Span(0, 5, 1),), "<b>T</b>", "https://x.example/a", None, "<i>A")
    html = article_view.article(document, None, SPANISH)
    assert "&lt;b&gt;T&lt;/b&gt;" in html
    assert "&lt;i&gt;A" in html
    assert '<a href="https://x.example/a" target="_blank" rel="noopener noreferrer">' in html
    assert "<mark>" not in html


def test_a_page_is_shown_with_what_was_cited_marked_where_its_place_is_sure() -> None:
    document = Document("Algo.", (Span(0, 5, 1),), "T")
    page = PageView(b"jpeg", 3, [(0.1, 0.2, 0.5, 0.25)])
    html = article_view.article(document, (0, 5), SPANISH, page)
    assert "data:image/jpeg;base64,anBlZw==" in html
    assert "left:10.00%;top:20.00%;width:40.00%;height:5.00%" in html
    assert "Página 3</figcaption>" in html
    unsure = article_view.article(document, (0, 5), SPANISH, PageView(b"jpeg", 3))
    assert "pagebox" not in unsure
    assert SPANISH.page_unmarked in unsure
