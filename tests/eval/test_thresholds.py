"""What is kept with each bound, counted on clusters small enough to count by hand."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from eval import thresholds
from eval.datasets.clusters import load


def cluster(path: Path, question: str, gold: dict[str, str], *paragraphs: str) -> Path:
    """Write a cluster of one question; each paragraph is an article of its own."""
    record = {
        "cluster": "x",
        "event": "Un suceso",
        "articles": [
            {"id": f"a{n}", "outlet": f"medio {n}", "date": "2025-08-14", "title": "Crónica",
             "paragraphs": [text]}
            for n, text in enumerate(paragraphs, 1)
        ],
        "questions": [
            {"q": question, "relation": "agree" if len(gold) > 1 else "single",
             "answers": [
                 {"at": at, "a": text, "start": paragraphs[int(at[1]) - 1].index(text)}
                 for at, text in gold.items()
             ]}
        ],
    }  # fmt: skip
    path.write_text(json.dumps(record, ensure_ascii=False) + "\n", encoding="utf-8")
    return path


def test_a_figure_of_another_order_is_kept_by_the_words_of_its_paragraph(tmp_path: Path) -> None:
    path = cluster(
        tmp_path / "c.jsonl",
        "¿Cuánto costó el puente de Lombrada?",
        {"a1.1": "40.000 euros", "a2.1": "3 millones de euros"},
        "El puente de Lombrada costó 40.000 euros.",
        "El puente de Lombrada costó al final 3 millones de euros.",
        "El alcalde cobra 500 euros y el taxi vale 39.000 euros.",
    )
    kept = thresholds.measure(load(path))["share"]
    assert kept["all"] == {"gold": 2, "others": 2}  # 39.000 is near the one, and far from the other
    assert kept["1.00"] == {"gold": 2, "others": 0}
    assert kept["0.40"] == {"gold": 2, "others": 0}


def test_a_paragraph_is_kept_by_the_beginnings_of_words(tmp_path: Path) -> None:
    path = cluster(
        tmp_path / "c.jsonl",
        "¿Cuántos trenes llegaron?",
        {"a1.1": "12"},
        "Llegaron 12, y cada tren traía el correo.",
        "Hubo 9 heridos en la plaza.",
    )
    kept = thresholds.measure(load(path))["letters"]
    assert kept["all"] == {"gold": 1, "others": 1}
    assert [kept[str(least)]["gold"] for least in (3, 4, 5)] == [1, 1, 0]
    assert {kept[str(least)]["others"] for least in thresholds.LETTERS} == {0}


def test_the_command_shows_both_and_writes_them(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = cluster(
        tmp_path / "c.jsonl", "¿Cuántos trenes llegaron?", {"a1.1": "12"}, "Llegaron 12 trenes."
    )
    thresholds.main([str(path), "--json", str(tmp_path / "f.json")])
    assert "letters" in capsys.readouterr().out
    figures = json.loads((tmp_path / "f.json").read_text(encoding="utf-8"))
    assert figures["letters"]["4"] == {"gold": 1, "others": 0}
