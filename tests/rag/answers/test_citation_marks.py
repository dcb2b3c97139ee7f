"""What documents hold never reads as a citation mark of ours."""

from __future__ import annotations

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from rag.answers.citation_marks import disarmed

pieces = st.text("[]［］()1٣9 ,-^\\\n\u200b_*a", max_size=30)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("según [1] y [99]", "según (1) y (99)"),
        ("dos [ 1, 2 ] y [1-3]", "dos ( 1, 2 ) y (1-3)"),
        ("anidado [[7]]", "anidado ((7))"),
        ("ancho ［1］", "ancho (1)"),
        (r"Markdown \[1\]", "Markdown \\(1\\)"),
        ("enlace [1](http://a.es)", "enlace (1)(http://a.es)"),
        ("una\nlínea  [\n5 ]", "una línea ( 5 )"),
        ("queda [sic], [a1] y []", "queda [sic], [a1] y []"),
    ],
)
def test_marks_become_parentheses(text: str, shown: str) -> None:
    assert disarmed(text) == shown


@example("[[1]]")
@given(pieces)
def test_nothing_is_left_that_reads_as_a_mark(text: str) -> None:
    shown = disarmed(text)
    assert re.search(r"\[\s*\d[\d\s,-]*\]", shown) is None
    assert "\n" not in shown
    assert disarmed(shown) == shown


@given(pieces, pieces)
def test_joined_texts_forge_none_across_their_seam(one: str, other: str) -> None:
    line = f"«{disarmed(one)}» — {disarmed(other)} [3]"
    assert re.findall(r"\[(\d+)\]", line) == ["3"]


@given(st.text())
def test_nothing_but_brackets_and_space_changes(text: str) -> None:
    plain = str.maketrans("([［", "[[[") | str.maketrans(")]］", "]]]")
    assert disarmed(text).translate(plain) == " ".join(text.split()).translate(plain)
