"""A conversation as the visitor's own tab keeps it: the answers, in JSON.

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

from rag.answers.types import Also, Answer, Citation, Claim, Timings

TURNS: Final = 40
"""Turns kept; with four full passages each they weigh about 400 kB."""

_AGREEMENTS: Final = ("single", "agree", "disagree")


@dataclass(frozen=True, slots=True)
class Turn:
    """A question and its answer.

    :param limits: the sources and dates it was limited to, in words.
    :param verdict: what the visitor said of it, ``""`` when nothing.
    """

    answer: Answer
    limits: str = ""
    verdict: str = ""


@dataclass(frozen=True, slots=True)
class ConversationState:
    """The turns, oldest first.

    :param asked: how many turns there have been, those no longer kept included.
    """

    turns: tuple[Turn, ...] = ()
    asked: int = 0

    def and_then(self, turn: Turn) -> ConversationState:
        """With one more turn, and without the oldest when there are too many."""
        return ConversationState((*self.turns, turn)[-TURNS:], self.asked + 1)

    def numbered(self) -> list[tuple[int, Turn]]:
        """The turns with their numbers, which stay theirs when older ones are left out."""
        return list(enumerate(self.turns, self.asked - len(self.turns) + 1))

    def turn(self, number: int) -> Turn | None:
        """The turn of that number, or ``None``."""
        return dict(self.numbered()).get(number)

    def judged(self, number: int, verdict: str) -> ConversationState:
        """With a verdict on a turn."""
        turns = [replace(t, verdict=verdict) if n == number else t for n, t in self.numbered()]
        return ConversationState(tuple(turns), self.asked)

    def to_json(self) -> str:
        """What the tab keeps."""
        turns = [
            {"answer": turn.answer.to_dict(), "limits": turn.limits, "verdict": turn.verdict}
            for turn in self.turns
        ]
        return json.dumps({"asked": self.asked, "turns": turns}, ensure_ascii=False)


def from_json(kept: str | None) -> ConversationState:
    """The conversation that a tab kept; turns that are damaged are left out."""
    try:
        found = json.loads(kept or "{}")
        listed = [_turn(turn) for turn in found.get("turns", [])]
        turns = tuple(turn for turn in listed if turn is not None)[-TURNS:]
        return ConversationState(turns, max(int(found.get("asked", 0)), len(turns)))
    except (AttributeError, TypeError, ValueError, RecursionError):
        return ConversationState()


def _turn(kept: Any) -> Turn | None:
    try:
        return Turn(_answer(kept["answer"]), _text(kept["limits"]), _text(kept["verdict"]))
    except (KeyError, TypeError, ValueError, IndexError):
        return None


def _answer(kept: Mapping[str, Any]) -> Answer:
    citations = tuple(_citation(n, c) for n, c in enumerate(kept["citations"], 1))
    claims = tuple(_claim(claim, len(citations)) for claim in kept["claims"])
    agreement, abstained = kept["agreement"], kept["abstained"]
    if agreement not in _AGREEMENTS or not isinstance(abstained, bool):
        raise ValueError(agreement)
    if abstained is bool(claims):
        raise ValueError(abstained)
    return Answer(
        question=_text(kept["question"]),
        standalone_question=_text(kept["standalone_question"]),
        abstained=abstained,
        confidence=float(kept["confidence"]),
        answer=_text(kept["answer"]),
        text=_text(kept["text"]),
        agreement=agreement,
        claims=claims,
        citations=citations,
        timings_ms=Timings(*(float(kept["timings_ms"][k]) for k in ("search", "read", "total"))),
    )


def _citation(n: int, kept: Mapping[str, Any]) -> Citation:
    made = Citation(
        n=n,
        document=_text(kept["document"]),
        title=_text(kept["title"]),
        source=_text(kept["source"]),
        date=_day(kept["date"]),
        paragraph=_whole(kept["paragraph"]),
        passage=_text(kept["passage"]),
        quote=_text(kept["quote"]),
        value=_text(kept["value"]),
        start=_whole(kept["start"]),
        end=_whole(kept["end"]),
        score=float(kept["score"]),
        also=tuple(_also(other) for other in kept["also"]),
    )
    if kept["n"] != n or made.passage[made.start : made.end] != made.value:
        raise ValueError(n)
    return made


def _also(kept: Mapping[str, Any]) -> Also:
    named = (_text(kept[name]) for name in ("document", "title", "source"))
    document, title, source = named
    return Also(document, title, source, _day(kept["date"]))


def _claim(kept: Mapping[str, Any], citations: int) -> Claim:
    numbers = tuple(_whole(n) for n in kept["citations"])
    if not numbers or not all(1 <= n <= citations for n in numbers):
        raise ValueError(numbers)
    normalized = kept["normalized"]
    if not isinstance(normalized, int | float | str | None):
        raise TypeError(normalized)
    return Claim(
        _text(kept["value"]), normalized, numbers, _text(kept["attribution"]), _day(kept["date"])
    )


def _text(kept: Any) -> str:
    if not isinstance(kept, str):
        raise TypeError(type(kept))
    return kept


def _whole(kept: Any) -> int:
    if not isinstance(kept, int) or isinstance(kept, bool):
        raise TypeError(type(kept))
    return kept


def _day(kept: Any) -> str | None:
    return None if kept is None else date.fromisoformat(_text(kept)).isoformat()
