"""What ships is as large as the documents say: the recorded sizes are those of the files."""

from __future__ import annotations

import json

import pytest

from eval import sizes
from eval.recorded import FOLDER


def test_the_recorded_sizes_are_those_of_the_files_that_ship() -> None:
    record = json.loads((FOLDER / "sizes.json").read_text(encoding="utf-8"))["figures"]
    now = sizes.measure()
    assert record.keys() == now.keys()
    for name, size in now.items():  # retraining moves some bytes; documents round
        assert record[name] == pytest.approx(size, rel=0.01), f"{name}: {sizes.__doc__}"


def test_the_command_prints_them(capsys: pytest.CaptureFixture[str]) -> None:
    sizes.main([])
    assert json.loads(capsys.readouterr().out) == sizes.measure()
