"""The growth of costs: powers of the size, by hand and end to end."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from eval.growth.__main__ import ROWS, exponent, main, value
from eval.growth.drawing import PANELS, svg


@pytest.mark.parametrize("power", [0.0, 0.5, 1.0, 2.0])
def test_the_exponent_of_a_power_is_that_power(power: float) -> None:
    sizes = [10, 1000, 50_000]
    assert exponent(sizes, [3 * size**power for size in sizes]) == pytest.approx(power, abs=1e-9)


def test_a_cost_is_read_by_its_name() -> None:
    assert value({"open": 2, "search_ms": {"p95": 7.5}}, "search_ms.p95") == 7.5
    assert value({"open": 2}, "open") == 2


def test_everything_drawn_has_a_name_and_is_drawn() -> None:
    costs: dict[str, object] = {
        name.partition(".")[0]: {"p50": 1.0, "p95": 2.0} for name in ROWS if "." in name
    }
    costs |= {name: 3.0 for name in ROWS if "." not in name}
    drawn = svg({"sizes": {"10": costs, "100": costs}, "exponents": {}}, ROWS, value)
    assert "<svg" in drawn
    assert drawn.count('id="axes_') == len(PANELS)
    assert {name for names in PANELS.values() for name in names} <= ROWS.keys()


def squad(path: Path) -> Path:
    """A question set of two short articles."""
    contexts = {
        "El puente de la villa se abrió en 1998. Lo diseñó la ingeniera Ana Ruiz.": "Ana Ruiz",
        "La cosecha de trigo fue de 300 toneladas. Llovió en abril. El molino paró.": "300",
    }
    paragraphs = [
        {
            "context": text,
            "qas": [
                {
                    "id": answer,
                    "question": f"¿Qué se sabe de {answer}?",
                    "answers": [{"text": answer, "answer_start": text.index(answer)}],
                }
            ],
        }
        for text, answer in contexts.items()
    ]
    data = {"version": "1.1", "data": [{"title": "", "paragraphs": paragraphs}]}
    path.write_text(json.dumps(data), encoding="utf-8")
    return path


@pytest.mark.slow
def test_small_archives_are_measured_end_to_end(tmp_path: Path) -> None:
    dataset, written, plot = (tmp_path / name for name in ("set.json", "out.json", "plot.svg"))
    places = ["--dataset", str(squad(dataset)), "--json", str(written), "--plot", str(plot)]
    main(["--sizes", "30", "60", *places])
    result = json.loads(written.read_text(encoding="utf-8"))
    assert list(result["sizes"]) == ["30", "60"]
    for costs in result["sizes"].values():
        assert costs["recall"] == 1.0
        assert all(value(costs, name) > 0 for name in ROWS)
    assert result["exponents"].keys() == ROWS.keys()
    assert "<svg" in plot.read_text(encoding="utf-8")
