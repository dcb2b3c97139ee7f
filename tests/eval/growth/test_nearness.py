"""What the index of vectors finds is held against comparing all, end to end on a few passages."""

from __future__ import annotations

import json
from pathlib import Path

import psycopg
import pytest

from eval.growth import nearness
from index.postgres.search import nearest
from tests.eval.growth.test_growth import squad


@pytest.mark.slow
def test_each_number_looked_at_is_measured_and_the_archive_gone(
    tmp_path: Path, database: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(nearest, "EXACT_UP_TO", 50)
    data, out = squad(tmp_path / "s.json"), tmp_path / "c.json"
    nearness.main([database, "--size", "400", "--dataset", str(data), "--questions", "3",
                   "--looked-at", "10", "400", "--json", str(out)])  # fmt: skip
    result = json.loads(out.read_text(encoding="utf-8"))
    assert result["passages"] == 400
    few, all_of_them = result["looked_at"].values()
    assert all_of_them["scored"] == all_of_them["returned"] == 1.0
    assert few["proposed"] <= all_of_them["proposed"]
    assert few["search_ms"]["p50"] <= few["search_ms"]["p95"]
    with psycopg.connect(database) as connection:
        rows = connection.execute("SELECT to_regnamespace('hemeroteca')").fetchone()
    assert rows == (None,)
