"""Entities and tags made text."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.documents.mending.markup import decode_entities, decode_letters, plain


@pytest.mark.parametrize(
    ("text", "decoded"),
    [
        ("v&iacute;a", "vía"),
        ("v&amp;iacute;a", "vía"),
        ("REDACCI&OACUTE;N", "REDACCIÓN"),
        ("ESPA&NTILDE;A", "ESPAÑA"),
        ("&#243; &#xF3; &#147;a&#148;", "ó ó “a”"),
        ("&laquo;s&iacute;&raquo;&nbsp;&euro;", "«sí»\u00a0€"),
        ("AT&T, R&D; a&b", "AT&T, R&D; a&b"),
        ("?a=1&copy=2", "?a=1&copy=2"),
        ("&nada; &#0; &#xD800;", "&nada; &#0; &#xD800;"),
        ("", ""),
    ],
)
def test_entities_become_the_characters_they_stand_for(text: str, decoded: str) -> None:
    assert decode_entities(text) == decoded


def test_in_code_only_letters_are_decoded() -> None:
    code = '<p title="&amp;quot;">&amp;lt;b&amp;gt; v&amp;iacute;a &laquo;s&iacute;&raquo;</p>'
    assert decode_letters(code) == '<p title="&amp;quot;">&amp;lt;b&amp;gt; vía «sí»</p>'


@pytest.mark.parametrize(
    ("marked", "text"),
    [
        ("<p>Uno.</p><p>Dos.</p>", "Uno.\n\nDos."),
        ("<P class=x>Uno<br>dos<br/>tres</P>", "Uno dos tres"),
        ("Uno.<br><br />Dos.", "Uno.\n\nDos."),
        ("<div><b>Uno</b> dos</div>", "Uno dos"),
        ("<ul><li>Uno</li><li>dos</li></ul>", "- Uno\n- dos"),
        (
            "<table><tr><th>Pueblo</th><th>Ha</th></tr><tr><td>A</td><td>3</td></tr></table>",
            "Pueblo | Ha\n\nA | 3",
        ),
        ("<p>Uno</p><script>dos()</script><!-- tres -->", "Uno"),
        ("<p>3 &lt; 4</p>", "3 < 4"),
        ("a < b y c > d", "a < b y c > d"),
        ("Uno\n\n dos", "Uno\n\n dos"),
    ],
)
def test_tags_part_paragraphs_and_are_gone(marked: str, text: str) -> None:
    assert plain(marked) == text


@given(st.text(alphabet="<>/pbr &;#xamlt\n", max_size=80))
def test_no_text_breaks_it(text: str) -> None:
    plain(text)


@pytest.mark.parametrize("piece", ["<p", "<br>", "&amp;", "<!--", "<script>", "</p>", "&#1"])
def test_hostile_markup_ends_quickly(piece: str) -> None:
    begin = time.process_time()
    plain("</p>" + piece * 200_000)
    assert time.process_time() - begin < 10
