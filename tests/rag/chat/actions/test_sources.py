"""Whole articles and searches, without a browser."""

from __future__ import annotations

import pytest

from rag import Archive
from rag.chat.actions.limits import Limits
from rag.chat.actions.sources import SourceActions
from rag.chat.conversation_state import ConversationState, Turn
from rag.chat.wording.languages import WORDS
from tests.rag.chat.examples import FIRE

SPANISH = WORDS["es"]


def test_articles_open_at_what_was_cited(archive: Archive) -> None:
    actions = SourceActions(archive)
    memory = ConversationState().with_turn(Turn(archive.ask(FIRE))).to_json()
    html = actions.article({"turn": "1", "n": "1"}, memory, SPANISH)
    assert "<mark>La Diputación envió" in html
    document = next(s for s in archive.list() if s.title == "Puente")
    whole = actions.article({"document": document.id, "start": "0", "end": "9"}, "", SPANISH)
    assert "<mark>El puente</mark>" in whole
    assert "<script>" not in whole
    for payload in ({}, {"document": "x"}, {"turn": "7"}, {"turn": "1", "n": "99"}, {"turn": None}):
        assert SPANISH.article_missing in actions.article(payload, memory, SPANISH)
    outside = {"document": document.id, "start": "5", "end": "99999"}
    assert "<mark>" not in actions.article(outside, "", SPANISH)


@pytest.mark.parametrize("mode", ["hybrid", "dense", "bm25", "otro"])
def test_a_search_shows_hits_with_scores(archive: Archive, mode: str) -> None:
    actions = SourceActions(archive)
    html = actions.search("bomberos sierra Urdaz", mode, Limits(("Eco",)), SPANISH)
    assert "1 de 1 pasaje" in html
    assert "120 <mark>bomberos</mark>" in html
    assert "Escriba antes" in actions.search(" ", mode, Limits(), SPANISH)
