"""The SQL of docs/postgres.md, so that tests run it as it stands there."""

from __future__ import annotations

import re
from pathlib import Path

import psycopg

DOCUMENT = Path(__file__).parents[3] / "docs" / "postgres.md"


def of(heading: str) -> list[str]:
    """The statements under a heading (``## …``), in order, without comments."""
    page = DOCUMENT.read_text(encoding="utf-8")
    section = page.partition(f"\n{heading}\n")[2].partition("\n## ")[0]
    blocks = re.findall(r"```sql\n(.*?)```", section, re.DOTALL)
    plain = re.sub(r"--.*", "", "\n".join(blocks))
    found = [one.strip() for one in plain.split(";") if one.strip()]
    assert found, heading
    return found


def run(url: str, statements: list[str]) -> None:
    """Run them one after the other, as ``psql`` does."""
    with psycopg.connect(url, autocommit=True) as connection:
        for statement in statements:
            connection.execute(statement.encode())
