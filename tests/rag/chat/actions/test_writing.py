"""A model writes over chosen articles: its text as it comes, then with its sources, or why not."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest

from rag.answers.extractive import ExtractiveAnswerer
from rag.archive import Archive
from rag.chat.actions.archiving import ArchiveActions
from rag.chat.actions.asking import QuestionActions
from rag.chat.actions.limits import Limits
from rag.chat.actions.writing import WritingActions
from rag.chat.conversation_state import ConversationState
from rag.chat.wording.languages import WORDS
from rag.writer.answerer import WriterAnswerer
from rag.writer.coverage import CoverageVerifier
from tests.rag.chat import examples
from tests.rag.writer.scripted import Messages, Scripted

SPANISH = WORDS["es"]


def lying(_: Messages) -> str:
    return (
        "La Diputación envió 120 bomberos a la sierra de Urdaz. Envió 999 bomberos. "
        "La Diputación envió 150 bomberos a la sierra."
    )


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    opened = examples.archive(tmp_path)
    answerer = opened.answerer
    assert isinstance(answerer, ExtractiveAnswerer)
    opened.answerer = WriterAnswerer(Scripted(lying), CoverageVerifier(), answerer)
    return opened


def ids(archive: Archive) -> list[str]:
    return [each.id for each in archive.list() if each.title in ("Arde", "Sigue")]


def test_the_text_comes_bit_by_bit_and_then_with_its_sources(archive: Archive) -> None:
    steps = list(WritingActions(archive).write("summary", ids(archive), "s", SPANISH))
    assert [step.done for step in steps] == [False] * (len(steps) - 1) + [True]
    assert any("120 bomberos" in step.html for step in steps[1:-1])
    assert all("Envió 999" not in step.html for step in steps[:-1])
    last = steps[-1].html
    assert SPANISH.writer.written_by.format(model="guion") in last
    assert SPANISH.writer.dropped.format(count=1) in last
    assert "la cifra «999» no está en los pasajes" in last
    assert 'class="feedback"' not in last


@pytest.mark.parametrize(
    ("kind", "chosen", "told"),
    [
        ("comparison", [], "dos artículos o más"),
        ("summary", None, "algún artículo"),
        ("summary", [7, {}], "algún artículo"),
        ("poem", ["x"], "no se puede escribir"),
        (None, "x", "no se puede escribir"),
    ],
)
def test_what_cannot_be_written_is_told(
    archive: Archive, kind: object, chosen: object, told: str
) -> None:
    steps = list(WritingActions(archive).write(kind, chosen, "s", SPANISH))
    assert steps[-1].done
    assert told in steps[-1].html


def test_a_visitor_can_stop_it(archive: Archive) -> None:
    going, stopped = threading.Event(), threading.Event()

    def endless(_: Messages) -> str:
        going.set()
        assert stopped.wait(20)
        return "La Diputación envió 120 bomberos. " * 900

    assert isinstance(archive.answerer, WriterAnswerer)
    model = Scripted(endless)
    archive.answerer.model = model
    actions = WritingActions(archive)
    steps = actions.write("summary", ids(archive), "s", SPANISH)
    assert not next(steps).done
    threading.Thread(target=lambda: (going.wait(20), actions.stop("s"), stopped.set())).start()
    last = list(steps)[-1]
    assert last.done
    assert SPANISH.stopped in last.html


def test_the_buttons_are_there_only_with_a_model(archive: Archive) -> None:
    def listing() -> str:
        return ArchiveActions(archive).listing("", Limits(), 1, SPANISH)

    assert listing().count("data-write=") == 3
    assert isinstance(archive.answerer, WriterAnswerer)
    archive.answerer = archive.answerer.answerer
    assert "data-write=" not in listing()


def test_an_answer_shows_who_wrote_it_and_comes_back_from_the_tab(archive: Archive) -> None:
    screens = list(QuestionActions(archive).ask(examples.FIRE, Limits(), None, None, "s", SPANISH))
    assert any("120 bomberos" in screen.turns and screen.busy for screen in screens)
    last = screens[-1]
    assert SPANISH.writer.written_by.format(model="guion") in last.turns
    state = ConversationState.from_json(last.memory)
    assert state.turns[0].answer.writer is not None
    assert state.turns[0].answer.writer.dropped_sentences[0].text == "Envió 999 bomberos."
    assert ConversationState.from_json(state.to_json()) == state
