"""Questions that are suggested: made of the archive's articles, and answered by it."""

from __future__ import annotations

from dataclasses import replace
from itertools import count
from pathlib import Path
from threading import Event

import pytest

from index.errors import HemerotecaError
from rag import Archive
from rag.answers.types import Answer
from rag.chat.actions.suggesting import FIRST, SuggestionActions
from rag.chat.conversation_state import ConversationState, Turn
from rag.chat.wording.languages import WORDS
from tests.rag.chat.examples import FIRE
from tests.rag.fakes_rag import open_archive

SPANISH = WORDS["es"]
LOOKING = "data-asked"
BRIEF = [
    f"El Ayuntamiento plantó {n}00 {tree} en la ladera del Pico."
    for n, tree in (
        (3, "castaños"),
        (4, "robles"),
        (7, "hayas"),
    )
]


def all_of(actions: SuggestionActions) -> str:
    """What a page shows in the end, which asks again as long as more are looked for."""
    html = actions.first(SPANISH)
    while LOOKING in html:
        html = actions.first(SPANISH, html.count('class="suggested"'))
    return html


def test_an_empty_archive_says_how_to_begin(tmp_path: Path) -> None:
    html = SuggestionActions(open_archive(tmp_path / "vacio")).first(SPANISH)
    assert SPANISH.first_title in html
    assert 'data-begin="sample"' in html


def test_only_what_the_archive_answers_well_is_suggested(
    archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    archive.add_text("Castaños", "El Ayuntamiento plantó 640 castaños en la ladera del Pico.")
    actions, asked = SuggestionActions(archive), list[str]()
    ask = archive.ask

    def unsure(question: str) -> Answer:
        asked.append(question)
        sure = 0.9 if "castaños" in question else 0.3
        return replace(ask(question), abstained=False, confidence=sure)

    monkeypatch.setattr(archive, "ask", unsure)
    html = all_of(actions)
    assert "¿Cuántos castaños plantó el Ayuntamiento en la ladera del Pico?" in html
    assert "bomberos" not in html, "asked, and not answered surely enough"
    assert any("bomberos" in question for question in asked)
    assert html.count('class="suggested"') <= FIRST
    before = len(asked)
    assert actions.first(SPANISH) == html
    assert len(asked) == before, "kept for as long as the archive is the same"
    archive.add_text("Otro", "El molino de Urdaz tiene 12 ruedas.")
    all_of(actions)
    assert len(asked) > before


def sure_of_everything(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The questions that are asked, each of which is answered surely."""
    ask, asked = archive.ask, list[str]()

    def sure(question: str) -> Answer:
        asked.append(question)
        return replace(ask(question), abstained=False, confidence=0.9)

    monkeypatch.setattr(archive, "ask", sure)
    return asked


def test_the_first_is_shown_while_the_others_are_still_looked_for(
    archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    for text in BRIEF:
        archive.add_text(text.split()[4], text)
    sure_of_everything(archive, monkeypatch)
    ask, held = archive.ask, Event()
    calls = count(1)

    def slow(question: str) -> Answer:
        if next(calls) > 1:
            assert held.wait(60)
        return ask(question)

    monkeypatch.setattr(archive, "ask", slow)
    actions = SuggestionActions(archive)
    first = actions.first(SPANISH)
    assert first.count('class="suggested"') == 1, "nothing of the second is known"
    assert LOOKING in first, "the page asks again"
    held.set()
    more = actions.first(SPANISH, 1)
    assert more.startswith(first.split("</div>")[0]), "the first stays where it is"
    assert all_of(actions).count('class="suggested"') > 1


def test_a_name_is_asked_for_only_where_no_source_gives_another(
    archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    archive.add_text("Pleno", "Habló la alcaldesa de Villarmón, Aurora Tejedor.")
    asked = sure_of_everything(archive, monkeypatch)
    sure, question = archive.ask, "¿Quién es la alcaldesa de Villarmón?"
    assert question in all_of(SuggestionActions(archive))

    def two(question: str) -> Answer:
        answer = sure(question)
        other = [replace(claim, value="Otra Persona") for claim in answer.claims[:1]]
        return replace(answer, claims=(*answer.claims, *other))

    monkeypatch.setattr(archive, "ask", two)
    archive.add_text("Otro", "Llueve.")
    before = len(asked)
    assert question not in all_of(SuggestionActions(archive))
    assert len(asked) > before


def test_another_start_shows_them_without_asking_until_the_archive_changes(
    archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    for text in BRIEF:
        archive.add_text(text.split()[4], text)
    asked = sure_of_everything(archive, monkeypatch)
    html = all_of(SuggestionActions(archive))
    assert html
    before = len(asked)
    assert SuggestionActions(archive).first(SPANISH) == html
    assert len(asked) == before
    archive.remove(archive.list()[0].id)
    all_of(SuggestionActions(archive))
    assert len(asked) > before


def test_where_asking_fails_the_page_goes_without_and_nothing_is_kept(
    archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(question: str) -> Answer:
        raise HemerotecaError("no se puede leer")

    monkeypatch.setattr(archive, "ask", fails)
    assert all_of(SuggestionActions(archive)) == ""
    monkeypatch.undo()
    asked = sure_of_everything(archive, monkeypatch)
    all_of(SuggestionActions(archive))
    assert asked, "another start looks again"


def test_what_comes_next_is_of_the_cited_articles_and_not_asked_yet(archive: Archive) -> None:
    actions = SuggestionActions(archive)
    state = ConversationState().with_turn(Turn(archive.ask(FIRE)))
    assert FIRE not in actions.following(state.to_json(), SPANISH)
    first = all_of(actions)
    assert actions.following("", SPANISH) == first
    for language, words in WORDS.items():
        assert f'<span lang="{language}">{words.examples}</span>' in first
