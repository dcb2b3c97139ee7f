"""An archive on a server measured beside a folder: end to end on a few passages, and by hand."""

from __future__ import annotations

import json
import os
from pathlib import Path

import psycopg
import pytest

from eval.growth.processes import ServerProcesses
from eval.growth.server import exponents, main
from index.errors import InputError
from tests.eval.growth.test_growth import squad


def test_a_process_that_is_no_server_costs_a_server_nothing() -> None:
    at = ServerProcesses.of(os.getpid())
    assert at == ServerProcesses(None)
    with at.spending() as cost:
        sum(number * number for number in range(300_000))
    assert cost.processor > 0
    assert at.memory_mib() == 0


def test_the_powers_of_costs_are_those_of_both_archives() -> None:
    def costs(size: int, power: float) -> dict[str, object]:
        return {"build": {"wall": size**power, "processor": 1.0}, "bytes_a_passage": 7}

    sizes = {str(n): {"folder": costs(n, 1.0), "server": costs(n, 0.5)} for n in (10, 1000)}
    found = exponents(sizes)
    assert found["folder"]["build.wall"] == pytest.approx(1.0)
    assert found["server"]["build.wall"] == pytest.approx(0.5)
    assert found["server"]["bytes_a_passage"] == pytest.approx(0.0, abs=1e-9)
    assert "search_ms.p50" not in found["server"]


@pytest.mark.slow
def test_both_archives_are_measured_and_the_servers_is_gone(tmp_path: Path, database: str) -> None:
    data, out = squad(tmp_path / "s.json"), tmp_path / "c.json"
    main([database, "--sizes", "40", "80", "--dataset", str(data), "--workers", "2",
          "--json", str(out), "--work", str(tmp_path)])  # fmt: skip
    result = json.loads(out.read_text(encoding="utf-8"))
    assert list(result["sizes"]) == ["40", "80"]
    for costs in result["sizes"].values():
        for own in costs.values():
            assert own["make"]["processor"] > 0
            assert own["bytes_a_passage"] > 0
            assert own["add_a_second"] > 0
            assert own["search_ms"]["p50"] <= own["search_ms"]["p95"]
        assert costs["server"]["recall"] == {"proposed": 1.0, "scored": 1.0, "returned": 1.0}
    assert result["workers"]["passages"] == 20
    assert [len(result["workers"][count]["processor"]) for count in "12"] == [1, 2]
    with psycopg.connect(database) as connection:
        rows = connection.execute("SELECT to_regnamespace('hemeroteca')").fetchone()
    assert rows == (None,)
    with psycopg.connect(database, autocommit=True) as connection:
        connection.execute("CREATE SCHEMA hemeroteca")
        connection.execute("CREATE TABLE hemeroteca.meta (key text, value text)")
    with pytest.raises(InputError, match="ya tiene un archivo"):
        main([database, "--sizes", "40", "--dataset", str(data)])
