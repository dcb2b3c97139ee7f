"""Figures of field cases: how many came out right, by part, by kind, and of the controls.

What went wrong is told apart: a rule that vetoes too much shows in the controls and in what was
kept silent, one that vetoes too little in what was stated and is not so.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any, Final, get_args

from eval.answers.field import CaseResult
from eval.answers.field_judging import Outcome
from eval.datasets.field_cases import KINDS, PARTS

OUTCOMES: Final[tuple[Outcome, ...]] = get_args(Outcome)


def figures(results: Sequence[CaseResult]) -> dict[str, Any]:
    """Counts and shares of all cases, of each part and kind, and of the conversation's turns."""
    return {
        **_counts(results),
        "parts": {
            part: _part([each for each in results if each.case.part == part])
            for part in PARTS
            if any(each.case.part == part for each in results)
        },
        "cases_by_name": [each.to_dict() for each in results],
    }


def _part(results: Sequence[CaseResult]) -> dict[str, Any]:
    kinds = {kind: [each for each in results if each.case.kind == kind] for kind in KINDS}
    return {
        **_counts(results),
        "by_kind": {kind: _counts(members) for kind, members in kinds.items() if members},
    }


def _counts(results: Sequence[CaseResult]) -> dict[str, Any]:
    outcomes = Counter(each.outcome for each in results)
    controls = [each for each in results if each.case.control]
    # What a conversation's first question brings is no follow-up.
    later = [turn for each in results for turn in each.turns[1:]]
    return {
        "cases": len(results),
        **{name: outcomes[name] for name in OUTCOMES},
        "share": _share(outcomes["right"], len(results)),
        "controls": len(controls),
        "controls_right": sum(each.outcome == "right" for each in controls),
        "later_turns": len(later),
        "later_turns_right": sum(turn.outcome == "right" for turn in later),
    }


def _share(right: int, total: int) -> float | None:
    return round(right / total, 4) if total else None
