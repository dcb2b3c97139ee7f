"""Fitting the second look: regressions against an oracle, readings kept between runs, a card."""

from __future__ import annotations

import copy
import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from scipy.special import expit

from eval import fit_second_look, second_look_readings
from eval.datasets import builtin
from rag.claims import second_look
from rag.claims.features import PASSAGE
from rag.reader.span_reader import SpanReader
from tests.eval.datasets.test_clusters import CLUSTER, written


def test_a_regression_finds_the_weights_that_made_the_truth() -> None:
    random = np.random.default_rng(3)
    features = random.normal(size=(4000, 3)) * (1.0, 10.0, 0.1) + (0.0, 5.0, 2.0)
    odds = features @ (2.0, -0.1, 0.0) + 0.5
    truth = random.random(4000) < expit(odds)
    fitted = fit_second_look.fit(features, truth, ridge=0.01)
    assert fitted.weights[:2] == pytest.approx([2.0, -0.1], abs=0.2)
    assert abs(float(np.mean(fitted.chances(features)) - truth.mean())) < 0.01


def test_a_feature_that_never_varies_says_nothing() -> None:
    features = np.array([[1.0, 0.0], [1.0, 1.0], [1.0, 2.0], [1.0, 3.0]])
    fitted = fit_second_look.fit(features, np.array([False, False, True, True]))
    assert fitted.weights[0] == pytest.approx(0.0, abs=1e-6)
    assert fitted.weights[1] > 0


@pytest.fixture(scope="module")
def clusters(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two clusters to fit on and one to tune on, all told with other numbers."""
    records = []
    for number, part in enumerate(("train", "train", "tune")):
        record = copy.deepcopy(CLUSTER)
        record |= {"cluster": f"X{number}", "part": part}
        for article in record["articles"]:
            article["title"] += f" en Villar {number}"
            article["paragraphs"] = [f"{text} En {number}." for text in article["paragraphs"]]
        records.append(record)
    return written(tmp_path_factory.mktemp("cumulos"), *records)


@pytest.mark.slow
def test_what_was_read_is_kept_and_not_read_again(
    clusters: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = tmp_path / "lecturas.jsonl"
    examples = list(second_look_readings.read_all(clusters, kept))
    assert [each.part for each in examples].count("tune") == 3
    first = examples[0]
    assert first.gold and all(each.signals is not None for each in first.readings)
    right = [each for each in first.readings if first.is_right(each)]
    assert right, "the reader finds a number of dead in one of two paragraphs that say it"

    def never(*_: object) -> None:
        raise AssertionError("read again")

    monkeypatch.setattr(second_look_readings, "_read", never)
    again = list(second_look_readings.read_all(clusters, kept))
    assert [each.readings for each in again] == [each.readings for each in examples]


@pytest.mark.slow
def test_the_command_writes_a_card_that_the_product_loads(
    clusters: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr(fit_second_look, "FOLDER", tmp_path)
    half = builtin.load("tune")
    few = replace(half, questions=half.questions[::12])
    monkeypatch.setattr(second_look_readings.builtin, "load", lambda _: few)
    fit_second_look.main([str(clusters), "--readings", str(tmp_path / "r.jsonl"), "--card"])
    shown = capsys.readouterr().out
    assert shown.startswith("train {") and "tune {" in shown
    card = json.loads((tmp_path / second_look.FILE).read_text(encoding="utf-8"))
    assert list(card["first"]["weights"]) == list(PASSAGE)
    loaded = second_look.load(SpanReader().fingerprint, tmp_path)
    assert loaded is not None and loaded.bounds == fit_second_look.BOUNDS
