"""Asking field cases: each of an archive of its own, a case of several turns as a conversation."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from eval import cli
from eval.answers import field, field_figures
from eval.datasets import field_cases
from tests.eval.datasets.test_field_cases import CASE, changed, written
from tests.rag.fakes_rag import open_archive

ALONE = changed(
    lambda r: r.update(
        part="blind",
        kind="tables",
        control=True,
        articles=[
            {
                "title": 'Los faros: «altos» y "bajos"',
                "source": "Instituto",
                "date": "2022-01-01",
                "text": "El faro de Punta Brava mide 34 metros.",
            }
        ],
        turns=[
            {
                "q": "¿Cuánto mide el faro de Punta Brava?",
                "expect": {"abstained": False, "answer": ["34 metros"]},
            }
        ],
    )
)


@pytest.fixture
def results(tmp_path: Path) -> tuple[field.CaseResult, ...]:
    cases = field_cases.load([written(tmp_path, CASE, ALONE)])
    folder = tmp_path / "trabajo"
    folder.mkdir()
    return field.run(cases, folder, open_archive=open_archive)


def test_every_turn_is_asked_and_thanks_search_nothing(
    results: tuple[field.CaseResult, ...],
) -> None:
    first, alone = results
    assert [turn.turn.question for turn in first.turns] == [
        "¿Cuántos muertos dejó la riada?",
        "gracias",
        "¿y quién pidió ayuda?",
    ]
    assert (first.turns[1].outcome, first.turns[1].answer.citations) == ("right", ())
    assert {each.source for turn in alone.turns for each in turn.answer.citations} == {"Instituto"}


def test_title_outlet_and_date_reach_the_archive(results: tuple[field.CaseResult, ...]) -> None:
    (citation, *_) = results[1].turns[0].answer.citations
    assert (citation.title, citation.date) == ('Los faros: «altos» y "bajos"', "2022-01-01")


def test_of_a_blind_case_only_what_came_of_it_is_written(
    results: tuple[field.CaseResult, ...],
) -> None:
    first, blind = (each.to_dict() for each in results)
    assert "turns" not in blind
    assert [turn["question"] for turn in first["turns"]][1] == "gracias"
    assert json.loads(json.dumps(first))["part"] == "open"


def test_figures_count_parts_kinds_controls_and_later_turns(
    results: tuple[field.CaseResult, ...],
) -> None:
    figures = field_figures.figures(results)
    assert (figures["cases"], figures["controls"], figures["later_turns"]) == (2, 1, 2)
    assert sum(figures[name] for name in field_figures.OUTCOMES) == 2
    assert figures["parts"]["blind"]["by_kind"].keys() == {"tables"}
    assert figures["parts"]["open"]["by_kind"]["figures"]["cases"] == 1


@pytest.mark.slow
def test_the_command_shows_a_table_and_writes_json_and_a_page(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = written(tmp_path, CASE, ALONE)
    target, folder = tmp_path / "cifras.json", tmp_path / "informe"
    command = ["campo", str(path), "--json", str(target), "--report", str(folder)]
    assert cli.main(command) == 0
    assert "Casos de campo · 2 casos, 1 de control" in capsys.readouterr().out
    figures: dict[str, Any] = json.loads(target.read_text(encoding="utf-8"))
    assert (figures["datasets"], len(figures["cases_by_name"])) == (["casos.jsonl"], 2)
    page = (folder / "campo.html").read_text(encoding="utf-8")
    assert "Los casos de campo" in page
    assert "Punta Brava" not in page


def test_the_command_refuses_a_malformed_case_with_2(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = written(tmp_path, {**CASE, "articles": 1})
    assert cli.main(["campo", str(path)]) == 2
    assert "línea 1, «articles»" in capsys.readouterr().err
