"""Measures whether follow-up questions are understood: is the passage among the first three?

Ways of asking are compared over the same archive: the conversation as it is, the standalone
question that it makes in a plain search, the follow-up taken literally, and the previous
question with the follow-up behind it, which is what one does without any rules.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from eval.datasets.dialogues import SPLITS, Dialogue, DialogueTurn
from eval.datasets.types import PassageText
from index import Hit
from rag import Archive
from rag.conversation import Conversation
from rag.followups.context import Context
from rag.followups.standalone import understand

#: Passages among which the right one must be.
TOP: Final = 3
#: What the conversation does, the standalone question in a plain search, and the two baselines.
SYSTEMS: Final = ("conversation", "standalone", "literal", "concatenated")


@dataclass(frozen=True, slots=True)
class TurnResult:
    """One turn, and under which ways of asking its passage was found.

    :param previous: the question before it.
    :param standalone: the question that the conversation made of it.
    :param hits: way of asking → whether its passage was among the first.
    """

    dialogue: str
    split: str
    kind: str
    previous: str
    question: str
    standalone: str
    hits: dict[str, bool]


@dataclass(frozen=True, slots=True)
class FollowupsRun:
    """All turns, and how many questions that stand alone came through unchanged.

    :param unchanged: how many of how many questions came through as they were.
    :param changed: the others: question before, question, what it was taken to mean.
    :param smalltalk: how many of how many turns without a question searched nothing.
    """

    turns: tuple[TurnResult, ...]
    unchanged: tuple[int, int]
    changed: tuple[tuple[str, str, str], ...]
    smalltalk: tuple[int, int]

    def share(self, system: str, split: str, kind: str = "followup") -> tuple[int, int]:
        """Count the turns whose passage was found, and all turns."""
        chosen = [turn for turn in self.turns if (turn.split, turn.kind) == (split, kind)]
        return sum(turn.hits[system] for turn in chosen), len(chosen)

    def to_dict(self) -> dict[str, Any]:
        """Return what ``--json`` writes."""
        return {
            "top": TOP,
            **{
                split: {
                    "followups": self.share(SYSTEMS[0], split)[1],
                    **{name: _ratio(self.share(name, split)) for name in SYSTEMS},
                    "openings_and_topics": _ratio(
                        _sum(self.share(SYSTEMS[0], split, kind) for kind in ("opening", "topic"))
                    ),
                }
                for split in SPLITS
            },
            "unchanged": {"questions": self.unchanged[1], "share": _ratio(self.unchanged)},
            "smalltalk": {"turns": self.smalltalk[1], "share": _ratio(self.smalltalk)},
            "misses": [
                {
                    "dialogue": turn.dialogue,
                    "split": turn.split,
                    "previous": turn.previous,
                    "question": turn.question,
                    "standalone": turn.standalone,
                }
                for turn in self.turns
                if not turn.hits[SYSTEMS[0]]
            ],
        }


def run(
    archive: Archive,
    passages: Sequence[PassageText],
    dialogues: Sequence[Dialogue],
    unrelated: Sequence[str] = (),
) -> FollowupsRun:
    """Hold the dialogues with the product, and see what is found for each turn.

    :param archive: holds the articles that the passages are from, as ``add`` cuts them.
    :param unrelated: questions that stand alone; each is asked after one far from it in the
        list and must come through as it is.
    """
    ids = {passage.text: passage.id for passage in passages}
    turns: list[TurnResult] = []
    quiet = smalltalk = 0
    for dialogue in dialogues:
        conversation, previous = Conversation(archive), ""
        for turn in dialogue.turns:
            cited = conversation.cited
            answer = conversation.ask(turn.question)
            if turn.kind == "smalltalk":
                quiet += not answer.citations and answer.timings_ms.search == 0
                smalltalk += 1
                continue
            ways = {
                "standalone": answer.standalone_question,
                "literal": turn.question,
                "concatenated": f"{previous} {turn.question}".strip(),
            }
            hits = {
                name: _holds(ids, archive.search(text, k=TOP), turn) for name, text in ways.items()
            }
            query = conversation.query or turn.question
            nearest = archive.find_followup(query, cited=cited, k=TOP)
            hits["conversation"] = _holds(ids, nearest, turn)
            turns.append(
                TurnResult(
                    dialogue.id,
                    dialogue.split,
                    turn.kind,
                    previous,
                    turn.question,
                    answer.standalone_question,
                    hits,
                )
            )
            previous = turn.question
    unchanged, changed = count_unchanged(unrelated)
    return FollowupsRun(tuple(turns), unchanged, changed, (quiet, smalltalk))


def count_unchanged(
    questions: Sequence[str],
) -> tuple[tuple[int, int], tuple[tuple[str, str, str], ...]]:
    """Count the questions that stay as they are after one half the list away, and list others."""
    changed: list[tuple[str, str, str]] = []
    for at, question in enumerate(questions):
        before = questions[(at + len(questions) // 2) % len(questions)]
        meant = understand(question, Context(before)).question
        if meant != question:
            changed.append((before, question, meant))
    return (len(questions) - len(changed), len(questions)), tuple(changed)


def _holds(ids: Mapping[str, str], hits: Iterable[Hit], turn: DialogueTurn) -> bool:
    return any(ids.get(hit.passage.text) in turn.relevant for hit in hits)


def _ratio(counts: tuple[int, int]) -> float | None:
    return round(counts[0] / counts[1], 4) if counts[1] else None


def _sum(counts: Iterable[tuple[int, int]]) -> tuple[int, int]:
    pairs = list(counts)
    return sum(pair[0] for pair in pairs), sum(pair[1] for pair in pairs)
