"""Questions that are suggested: made of the archive's articles, and answered by it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from rag import Archive
from rag.answers.types import Answer
from rag.chat.actions.suggesting import FIRST, SuggestionActions
from rag.chat.conversation_state import ConversationState, Turn
from rag.chat.wording.languages import WORDS
from tests.rag.chat.examples import FIRE
from tests.rag.fakes_rag import open_archive

SPANISH = WORDS["es"]


def test_an_empty_archive_says_how_to_begin(tmp_path: Path) -> None:
    html = SuggestionActions(open_archive(tmp_path / "vacio")).first(SPANISH)
    assert SPANISH.first_title in html
    assert 'data-begin="sample"' in html


def test_only_what_the_archive_answers_well_is_suggested(
    archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    archive.add_text("Castaños", "El Ayuntamiento plantó 640 castaños en la ladera.")
    actions, asked = SuggestionActions(archive), list[str]()
    ask = archive.ask

    def unsure(question: str) -> Answer:
        asked.append(question)
        sure = 0.9 if "castaños" in question else 0.3
        return replace(ask(question), abstained=False, confidence=sure)

    monkeypatch.setattr(archive, "ask", unsure)
    html = actions.first(SPANISH)
    assert "¿Cuántos castaños plantó el Ayuntamiento en la ladera?" in html
    assert "bomberos" not in html, "asked, and not answered surely enough"
    assert any("bomberos" in question for question in asked)
    assert html.count('class="suggested"') <= FIRST
    count = len(asked)
    assert actions.first(SPANISH) == html
    assert len(asked) == count, "kept for as long as the archive is the same"
    archive.add_text("Otro", "El molino muele 12 sacos al día.")
    actions.first(SPANISH)
    assert len(asked) > count


def test_what_comes_next_is_of_the_cited_articles_and_not_asked_yet(archive: Archive) -> None:
    actions = SuggestionActions(archive)
    state = ConversationState().with_turn(Turn(archive.ask(FIRE)))
    assert FIRE not in actions.following(state.to_json(), SPANISH)
    first = actions.first(SPANISH)
    assert actions.following("", SPANISH) == first
    for language, words in WORDS.items():
        assert f'<span lang="{language}">{words.examples}</span>' in first
