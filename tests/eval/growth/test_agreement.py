"""A server's ranking beside a folder's: what is the same counts as the same, and nothing else."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from eval.growth import agreement
from index.types import Hit
from tests.eval.growth.test_growth import squad

pytestmark = pytest.mark.slow


def test_an_order_that_differs_is_counted(
    tmp_path: Path, database: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    data, out = squad(tmp_path / "s.json"), tmp_path / "a.json"
    command = [database, "--dataset", str(data), "--json", str(out)]
    agreement.main(command)
    result = json.loads(out.read_text(encoding="utf-8"))
    assert (result["passages"], result["questions"], result["same_order"]) == (2, 2, 1.0)
    assert result["recall"] == 1.0
    assert result["largest_difference"] < 1e-5

    search = agreement.PostgresIndex.search

    def turned(server: agreement.PostgresIndex, query: str, k: int) -> list[Hit]:
        hits = search(server, query, k)
        return hits[::-1] if "300" in query else hits

    monkeypatch.setattr(agreement.PostgresIndex, "search", turned)
    agreement.main(command)
    result = json.loads(out.read_text(encoding="utf-8"))
    assert result["same_order"] == 0.5
    assert len(result["different"]) == 1
