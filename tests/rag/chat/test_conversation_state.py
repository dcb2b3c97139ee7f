"""What a tab keeps comes back as it was, and what never was an answer does not."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.answers.types import Also
from rag.chat.conversation_state import TURNS, ConversationState, Turn
from tests.rag.chat.examples import FIRE, archive


@pytest.fixture(scope="module")
def state(tmp_path_factory: pytest.TempPathFactory) -> ConversationState:
    opened = archive(Path(tmp_path_factory.mktemp("talk")))
    answers = [opened.ask(FIRE), opened.ask("¿Quién inventó el telégrafo?")]
    opened.close()
    return (
        ConversationState()
        .with_turn(Turn(answers[0], "desde 2025", "right"))
        .with_turn(Turn(answers[1]))
    )


def test_a_conversation_comes_back_as_it_was(state: ConversationState) -> None:
    assert ConversationState.from_json(state.to_json()) == state


def test_other_outlets_come_back_too(state: ConversationState) -> None:
    answer = state.turns[0].answer
    data = json.loads(state.to_json())
    data["turns"][0]["answer"]["citations"][0]["also"] = [
        {"document": "d", "title": "t", "source": "s", "date": None}
    ]
    again = ConversationState.from_json(json.dumps(data)).turns[0].answer
    assert again.citations[0].also == (Also("d", "t", "s", None),)
    assert again.text == answer.text


def test_old_turns_make_room_and_numbers_stay(state: ConversationState) -> None:
    longer = state
    for _ in range(TURNS):
        longer = longer.with_turn(state.turns[0])
    assert len(longer.turns) == TURNS
    assert [n for n, _ in longer.numbered()] == list(range(3, TURNS + 3))
    assert ConversationState.from_json(longer.to_json()) == longer


@pytest.mark.parametrize(
    ("place", "value"),
    [
        (("agreement",), "quizá"),
        (("abstained",), "no"),
        (("abstained",), True),
        (("claims",), []),
        (("claims", 0, "citations"), [99]),
        (("claims", 0, "citations"), []),
        (("claims", 0, "normalized"), {}),
        (("citations", 0, "n"), 2),
        (("citations", 0, "start"), 0.5),
        (("citations", 0, "start"), 3),
        (("citations", 0, "passage"), None),
        (("citations", 0, "date"), "<script>"),
        (("confidence",), "mucha"),
        (("text",), 5),
        (("timings_ms",), {}),
    ],
)
def test_a_damaged_turn_is_left_out(
    state: ConversationState, place: tuple[str | int, ...], value: Any
) -> None:
    data = json.loads(state.to_json())
    at = data["turns"][0]["answer"]
    for step in place[:-1]:
        at = at[step]
    at[place[-1]] = value
    assert ConversationState.from_json(json.dumps(data)).turns == state.turns[1:]


_json = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["turns", "asked", "answer", "limits"]), inner, max_size=3
        )
    ),
)


@given(_json.map(json.dumps) | st.text())
def test_anything_at_all_is_a_conversation_or_none(text: str) -> None:
    assert isinstance(ConversationState.from_json(text), ConversationState)
