"""Whether follow-up questions are understood: is the right passage among the first three?

Three ways of asking are compared over the same archive: the standalone question that the
conversation makes, the follow-up taken literally, and the previous question with the
follow-up behind it, which is what one does without any rules.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Final

from eval.cache import Vectors
from eval.dialogues import SPLITS, Dialogue, DialogueTurn
from eval.types import Dataset
from index import HybridIndex
from index.encoder import Encoder
from rag import Archive
from rag.context import Context
from rag.conversation import Conversation
from rag.followups import understand

#: Passages among which the right one must be.
TOP: Final = 3
SYSTEMS: Final = ("standalone", "literal", "concatenated")


@dataclass(frozen=True, slots=True)
class Asked:
    """One follow-up, and under which ways of asking its passage was found.

    :param previous: what was said before it.
    """

    dialogue: str
    split: str
    kind: str
    previous: str
    question: str
    standalone: str
    found: dict[str, bool]


@dataclass(frozen=True, slots=True)
class FollowupsRun:
    """All turns, and how many questions that stand alone came through unchanged."""

    asked: tuple[Asked, ...]
    unchanged: tuple[int, int]
    changed: tuple[tuple[str, str, str], ...]
    smalltalk: tuple[int, int]

    def share(self, system: str, split: str, kind: str = "followup") -> tuple[int, int]:
        """How many of how many were found."""
        chosen = [turn for turn in self.asked if (turn.split, turn.kind) == (split, kind)]
        return sum(turn.found[system] for turn in chosen), len(chosen)

    def to_dict(self) -> dict[str, Any]:
        """What ``--json`` writes."""
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
                for turn in self.asked
                if not turn.found[SYSTEMS[0]]
            ],
        }


def run(
    dataset: Dataset,
    dialogues: Sequence[Dialogue],
    encoder: Encoder,
    unrelated: Sequence[str] = (),
    vectors: Vectors | None = None,
) -> FollowupsRun:
    """Hold the dialogues with the product, and search what each turn was understood as.

    :param unrelated: questions that stand alone; each is asked after one far from it in the
        list and must come through as it is.
    :param vectors: of the passages, where they are known.
    """
    index = HybridIndex.from_texts(
        [passage.text for passage in dataset.passages],
        encoder=encoder,
        vectors=vectors,
        titles=[passage.headline for passage in dataset.passages],
    )
    archive = Archive(index)
    ids = [passage.id for passage in dataset.passages]
    try:
        asked: list[Asked] = []
        quiet = [0, 0]
        for dialogue in dialogues:
            talk, previous = Conversation(archive), ""
            for turn in dialogue.turns:
                answer = talk.ask(turn.question)
                if turn.kind == "smalltalk":
                    quiet[0] += not answer.citations and answer.timings_ms.search == 0
                    quiet[1] += 1
                    continue
                ways = {
                    "standalone": answer.standalone_question,
                    "literal": turn.question,
                    "concatenated": f"{previous} {turn.question}".strip(),
                }
                found = {name: _finds(archive, ids, text, turn) for name, text in ways.items()}
                asked.append(
                    Asked(
                        dialogue.id,
                        dialogue.split,
                        turn.kind,
                        previous,
                        turn.question,
                        answer.standalone_question,
                        found,
                    )
                )
                previous = turn.question
    finally:
        archive.close()
    same, changed = untouched(unrelated)
    return FollowupsRun(tuple(asked), same, changed, (quiet[0], quiet[1]))


def untouched(
    questions: Sequence[str],
) -> tuple[tuple[int, int], tuple[tuple[str, str, str], ...]]:
    """How many questions stay as they are after one half the list away, and the others."""
    changed: list[tuple[str, str, str]] = []
    for at, question in enumerate(questions):
        before = questions[(at + len(questions) // 2) % len(questions)]
        meant = understand(question, Context(before)).question
        if meant != question:
            changed.append((before, question, meant))
    return (len(questions) - len(changed), len(questions)), tuple(changed)


def _finds(archive: Archive, ids: Sequence[str], question: str, turn: DialogueTurn) -> bool:
    # from_texts names a passage's source by its number.
    found = {ids[int(hit.passage.source)] for hit in archive.search(question, k=TOP)}
    return bool(found & turn.relevant)


def _ratio(counts: tuple[int, int]) -> float | None:
    return round(counts[0] / counts[1], 4) if counts[1] else None


def _sum(counts: Iterable[tuple[int, int]]) -> tuple[int, int]:
    pairs = list(counts)
    return sum(pair[0] for pair in pairs), sum(pair[1] for pair in pairs)
