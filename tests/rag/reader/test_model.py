from __future__ import annotations

import hashlib
import json
import shutil
from pathlib import Path

import numpy as np
import onnxruntime
import pytest

from index.encoders.e5.runtime import session_options
from rag.errors import ReaderError
from rag.reader.calibration import THRESHOLD, Calibration
from rag.reader.model import CARD, FOLDER, WEIGHTS, Model
from rag.reader.spans import Span


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the shipped reader's folder that may be damaged."""
    return Path(shutil.copytree(FOLDER, tmp_path / "lector"))


def test_the_shipped_file_is_the_one_of_its_card_and_small_enough() -> None:
    raw = (FOLDER / WEIGHTS).read_bytes()
    assert hashlib.sha256(raw).hexdigest() == Model().card["sha256"]
    assert len(raw) < 60_000_000


@pytest.mark.slow
def test_one_flipped_bit_is_noticed(folder: Path) -> None:
    path = folder / WEIGHTS
    raw = bytearray(path.read_bytes())
    raw[len(raw) // 2] ^= 1
    path.write_bytes(raw)
    with pytest.raises(ReaderError, match=r"está dañado: su suma SHA-256 es [0-9a-f]{12}…") as seen:
        next(Model(folder).run([[0, 2]]))
    assert "la búsqueda sigue funcionando" in str(seen.value)
    assert str(path) in str(seen.value)


@pytest.mark.parametrize("name", [WEIGHTS, CARD])
def test_a_missing_file_is_named(tmp_path: Path, name: str) -> None:
    if name == WEIGHTS:
        shutil.copy(FOLDER / CARD, tmp_path)
    with pytest.raises(ReaderError, match=name):
        next(Model(tmp_path).run([[0, 2]]))


@pytest.mark.parametrize("text", ["", "{", "[]", "{}", '{"sha256": "x"}'])
def test_a_card_that_cannot_be_used_is_told(tmp_path: Path, text: str) -> None:
    (tmp_path / CARD).write_text(text, encoding="utf-8")
    with pytest.raises(ReaderError, match="ficha del lector"):
        _ = Model(tmp_path).card


def test_the_card_holds_a_calibration() -> None:
    calibration = Calibration.of(json.loads((FOLDER / CARD).read_text("utf-8"))["calibration"])
    sure = Span(0, 1, score=14.0, here=12.0, answerable=5.0)
    unsure = Span(0, 1, score=2.0, here=-9.0, answerable=-6.0)
    assert 0 < calibration.first(unsure) < 0.3 < 0.6 < calibration.first(sure) < 1
    assert 0 < calibration.further(unsure) < 0.1 < 0.5 < calibration.further(sure) < 1
    assert calibration.order(sure, 0.5) > calibration.order(unsure, 0.5)
    assert calibration.order(sure, 0.9) > calibration.order(sure, 0.5)


def test_order_and_chances_are_what_the_card_says() -> None:
    stored = {"here": 0.5, "search": 3.0, "bias": -1.0, "slope": 2.0, "beside": [-4.0, 0.5]}
    calibration = Calibration.of(stored)
    assert calibration.order(Span(0, 1, 4.0, 8.0, -1.0), 0.5) == pytest.approx(4 + 1.5)
    assert calibration.first(Span(0, 1, 4.0, 8.0, 0.5)) == pytest.approx(0.5)
    assert calibration.further(Span(0, 1, 4.0, 8.0, 0.5)) == pytest.approx(0.5)
    assert calibration.first(Span(0, 1, 4.0, 8.0, 1e9)) <= 1.0


def test_the_threshold_is_the_cards_where_it_names_one() -> None:
    stored = {"here": 0.5, "search": 3.0, "bias": -1.0, "slope": 2.0, "beside": [-4.0, 0.5]}
    assert Calibration.of(stored).threshold == THRESHOLD
    assert Calibration.of({**stored, "threshold": 0.5}).threshold == 0.5


@pytest.mark.slow
def test_the_tuned_graph_says_what_the_shipped_one_says(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    windows = [[0, *range(200, 230), 2, 2, *range(300, 300 + n), 2] for n in (5, 60, 160)]
    shipped = onnxruntime.InferenceSession(str(FOLDER / WEIGHTS), session_options(threads=1))
    tuned = list(Model().run(windows))
    for ours, ids in zip(tuned, windows, strict=True):
        spans, answerable = shipped.run(None, {"input_ids": np.array([ids], np.int64)})
        assert ours.answerable == pytest.approx(answerable.item(), abs=0.5)
        for column, seen in enumerate((ours.start, ours.end)):
            assert np.corrcoef(seen, spans[0, :, column])[0, 1] > 0.99
    (tmp_path / "cache").write_text("no es una carpeta")
    monkeypatch.setenv("HEMEROTECA_CACHE", str(tmp_path / "cache"))
    for kept, anew in zip(tuned, Model().run(windows), strict=True):
        assert anew.answerable == kept.answerable, "the same where no cache can be written"
