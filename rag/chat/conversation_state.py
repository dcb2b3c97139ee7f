"""Writes and reads a conversation as the visitor's own tab keeps it: its answers, in JSON.

The server keeps nothing of it, so a conversation outlives the server and two tabs never
mix. What comes back from a tab may be anything: it is checked, and what does not fit is
left out rather than trusted.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Final

from rag.answers.limits import LeftOut
from rag.answers.types import (
    Also,
    Answer,
    Box,
    Citation,
    Claim,
    Dropped,
    Timings,
    Writing,
)

TURNS: Final = 40
"""Turns that a tab keeps; with four full passages each they weigh about 400 kB."""

_AGREEMENTS: Final = ("single", "agree", "disagree", "evolve")


@dataclass(frozen=True, slots=True)
class Turn:
    """A question with its answer, and what the visitor thinks of it.

    :param limits: the sources and dates it was limited to, in words.
    :param verdict: the visitor's verdict on the answer, ``""`` before there is one.
    """

    answer: Answer
    limits: str = ""
    verdict: str = ""


@dataclass(frozen=True, slots=True)
class ConversationState:
    """A conversation as its turns, which have numbers.

    :param turns: the last :data:`TURNS`, oldest first.
    :param turn_count: how many turns there have been, with those that are no longer kept.
    """

    turns: tuple[Turn, ...] = ()
    turn_count: int = 0

    @classmethod
    def from_json(cls, memory: str | None) -> ConversationState:
        """Read the conversation that a tab kept, without the turns that are damaged."""
        try:
            data = json.loads(memory or "{}")
            parsed = [_turn(turn) for turn in data.get("turns", [])]
            turns = tuple(turn for turn in parsed if turn is not None)[-TURNS:]
            return cls(turns, max(int(data.get("asked", 0)), len(turns)))
        except (AttributeError, TypeError, ValueError, RecursionError):
            return cls()

    def to_json(self) -> str:
        """Write what the tab keeps."""
        turns = [
            {"answer": turn.answer.to_dict(), "limits": turn.limits, "verdict": turn.verdict}
            for turn in self.turns
        ]
        return json.dumps({"asked": self.turn_count, "turns": turns}, ensure_ascii=False)

    def numbered(self) -> list[tuple[int, Turn]]:
        """Return the turns with their numbers, which stay theirs when older ones are left out."""
        return list(enumerate(self.turns, self.turn_count - len(self.turns) + 1))

    def turn(self, number: int) -> Turn | None:
        """Return the turn of that number, or ``None``."""
        return dict(self.numbered()).get(number)

    def with_turn(self, turn: Turn) -> ConversationState:
        """Return the conversation with one more turn, without the oldest if it grows too long."""
        return ConversationState((*self.turns, turn)[-TURNS:], self.turn_count + 1)

    def with_verdict(self, number: int, verdict: str) -> ConversationState:
        """Return the conversation with a verdict on one of its turns."""
        turns = [replace(t, verdict=verdict) if n == number else t for n, t in self.numbered()]
        return ConversationState(tuple(turns), self.turn_count)


def _turn(data: Any) -> Turn | None:
    try:
        return Turn(_answer(data["answer"]), _text(data["limits"]), _text(data["verdict"]))
    except (KeyError, TypeError, ValueError, IndexError):
        return None


def _answer(data: Mapping[str, Any]) -> Answer:
    citations = tuple(_citation(n, c) for n, c in enumerate(data["citations"], 1))
    claims = tuple(_claim(claim, len(citations)) for claim in data["claims"])
    agreement, abstained = data["agreement"], data["abstained"]
    if agreement not in _AGREEMENTS or not isinstance(abstained, bool):
        raise ValueError(agreement)
    if abstained is bool(claims):
        raise ValueError(abstained)
    return Answer(
        question=_text(data["question"]),
        standalone_question=_text(data["standalone_question"]),
        abstained=abstained,
        confidence=float(data["confidence"]),
        answer=_text(data["answer"]),
        text=_text(data["text"]),
        agreement=agreement,
        claims=claims,
        citations=citations,
        timings_ms=Timings(*(float(data["timings_ms"][k]) for k in ("search", "read", "total"))),
        left_out=LeftOut(_whole(data.get("left_out", {}).get("undated", 0))),
        writer=None if data.get("writer") is None else _writing(data["writer"]),
    )


def _writing(data: Mapping[str, Any]) -> Writing:
    dropped = tuple(
        Dropped(_text(each["text"]), _text(each["reason"])) for each in data["dropped_sentences"]
    )
    return Writing(_text(data["model"]), _whole(data["sentences"]), dropped)


def _citation(n: int, data: Mapping[str, Any]) -> Citation:
    citation = Citation(
        n=n,
        document=_text(data["document"]),
        title=_text(data["title"]),
        source=_text(data["source"]),
        date=_day(data["date"]),
        paragraph=_whole(data["paragraph"]),
        passage=_text(data["passage"]),
        quote=_text(data["quote"]),
        value=_text(data["value"]),
        start=_whole(data["start"]),
        end=_whole(data["end"]),
        score=float(data["score"]),
        also=tuple(_also(other) for other in data["also"]),
        page=None if data.get("page") is None else _whole(data["page"]),
        boxes=None if data.get("boxes") is None else tuple(_box(*box) for box in data["boxes"]),
        quality=None if data.get("quality") is None else float(data["quality"]),
    )
    if data["n"] != n or citation.passage[citation.start : citation.end] != citation.value:
        raise ValueError(n)
    return citation


def _box(left: float, top: float, right: float, bottom: float) -> Box:
    return float(left), float(top), float(right), float(bottom)


def _also(data: Mapping[str, Any]) -> Also:
    document, title, source = (_text(data[name]) for name in ("document", "title", "source"))
    return Also(document, title, source, _day(data["date"]))


def _claim(data: Mapping[str, Any], citation_count: int) -> Claim:
    numbers = tuple(_whole(n) for n in data["citations"])
    if not numbers or not all(1 <= n <= citation_count for n in numbers):
        raise ValueError(numbers)
    normalized = data["normalized"]
    if not isinstance(normalized, int | float | str | None):
        raise TypeError(normalized)
    return Claim(
        _text(data["value"]), normalized, numbers, _text(data["attribution"]), _day(data["date"])
    )


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError(type(value))
    return value


def _whole(value: Any) -> int:
    if not isinstance(value, int) or isinstance(value, bool):
        raise TypeError(type(value))
    return value


def _day(value: Any) -> str | None:
    return None if value is None else date.fromisoformat(_text(value)).isoformat()
