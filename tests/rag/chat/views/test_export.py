"""Saved conversations say what was answered, and no article is markup in them."""

from __future__ import annotations

import io
import re
from pathlib import Path

import docx
import pytest

from rag.chat.conversation_state import ConversationState, Turn
from rag.chat.views import export
from rag.chat.wording.languages import WORDS
from tests.rag.chat.examples import FIRE, HOSTILE, archive

SPANISH = WORDS["es"]


@pytest.fixture(scope="module")
def state(tmp_path_factory: pytest.TempPathFactory) -> ConversationState:
    opened = archive(Path(tmp_path_factory.mktemp("export")))
    state = (
        ConversationState()
        .with_turn(Turn(opened.ask(FIRE), "Eco"))
        .with_turn(Turn(opened.ask("¿Cuántos metros mide el puente?")))
    )
    opened.close()
    assert any("<script>" in c.passage for t in state.turns for c in t.answer.citations)
    return state


def unescaped(text: str) -> str:
    return re.sub(r"\\([\W_])", r"\1", text)


def test_markdown_holds_questions_answers_and_sources(state: ConversationState) -> None:
    text = export.markdown(state, SPANISH)
    plain = unescaped(text)
    for turn in state.turns:
        assert f"## {turn.answer.question}" in plain
        for citation in turn.answer.citations:
            assert f"**[{citation.n}]** {citation.title}" in plain
    assert "*Limitada a: Eco*" in plain
    assert "| Respuesta | Fecha | Según | Fuente |" in text


def test_no_article_is_markup_in_markdown(state: ConversationState) -> None:
    text = export.markdown(state, SPANISH)
    ours = {"*", "#", ">", "|", "-", "\\", "[", "]"}
    bare = re.sub(r"\\.", "", text)
    assert "<" not in bare
    assert "`" not in bare
    assert "](" not in bare
    assert not {c for c in bare if c in "<`{}$~&"} - ours
    assert " ".join(HOSTILE.replace("\x07", "").split())[:20] in unescaped(text)


def test_a_word_document_holds_the_same(state: ConversationState) -> None:
    document = docx.Document(io.BytesIO(export.word(state, SPANISH)))
    paragraphs = "\n".join(paragraph.text for paragraph in document.paragraphs)
    for turn in state.turns:
        assert turn.answer.question in paragraphs
        for citation in turn.answer.citations:
            assert export._clean(citation.passage) in paragraphs
    assert [cell.text for cell in document.tables[0].rows[0].cells] == [
        "Respuesta",
        "Fecha",
        "Según",
        "Fuente",
    ]


def test_file_names_are_plain() -> None:
    assert re.fullmatch(r"hemeroteca-\d{4}-\d\d-\d\d\.md", export.file_name("md"))
