"""What recognising names adds: the figures are of one run, and the ratio is theirs."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from eval.timing import naming


@pytest.mark.slow
def test_the_ratio_is_of_the_two_times(tmp_path: Path) -> None:
    out = tmp_path / "n.json"
    naming.main(["--passages", "4", "--rounds", "1", "--json", str(out)])
    figures = json.loads(out.read_text(encoding="utf-8"))
    assert (figures["passages"], figures["rounds"]) == (4, 1)
    assert min(figures["encoded_s"], figures["named_s"]) > 0
    assert figures["ratio"] == pytest.approx(figures["named_s"] / figures["encoded_s"])
