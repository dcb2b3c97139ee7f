"""The table of the field cases: both parts side by side, and nothing of what the blind one asks."""

from __future__ import annotations

import io
from typing import Any

from rich.console import Console

from eval.reports import field_console


def counts(right: int, cases: int, **outcomes: int) -> dict[str, Any]:
    return {
        "cases": cases,
        "right": right,
        "false": 0,
        "silent": 0,
        "shown": 0,
        "share": right / cases,
        "controls": 1,
        "controls_right": 1,
        "later_turns": 2,
        "later_turns_right": 1,
        **outcomes,
    }


TURN = {
    "question": "¿Cuántos [b]muertos[/b]?",
    "standalone_question": "¿Cuántos muertos?",
    "outcome": "false",
    "failed": ["answer"],
    "abstained": False,
    "answer": "80",
    "agreement": "disagree",
    "claims": ["80", "120"],
    "confidence": 0.5,
}
FIGURES = {
    **counts(4, 6),
    "parts": {
        "blind": {**counts(1, 2, silent=1), "by_kind": {"money": counts(1, 2, silent=1)}},
        "open": {**counts(3, 4, false=1), "by_kind": {"figures": counts(3, 4, false=1)}},
    },
    "cases_by_name": [
        {"name": "open-figures-01", "turns": [TURN]},
        {"name": "blind-money-01"},
    ],
}


def shown() -> str:
    out = io.StringIO()
    field_console.show_field(Console(file=out, width=200), FIGURES)
    return out.getvalue()


def test_each_kind_has_its_row_and_a_part_without_it_a_dash() -> None:
    assert field_console.columns(FIGURES)[:3] == ["ciega, bien", "abierta, bien", "controles, bien"]
    assert dict(field_console.rows(FIGURES)) == {
        "cifras": ["–", "3 de 4", "1 de 1", "1", "0", "0"],
        "dinero": ["1 de 2", "–", "1 de 1", "0", "1", "0"],
        "todos": ["1 de 2", "3 de 4", "2 de 2", "1", "1", "0"],
    }


def test_what_fails_is_listed_as_written_with_what_was_said() -> None:
    assert "✗ open-figures-01 (answer) ¿Cuántos [b]muertos[/b]? → 80 / 120 · disagree" in shown()
    assert "blind-money" not in shown()
