"""No file takes more time or memory than is promised, whatever it was made to do."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from rag.documents import loading
from rag.documents.formats import isolation
from rag.documents.loading import LoadError, load
from tests.torture import bombs
from tests.torture.bombs import BOMBS

MOST: float = 2_500_000_000
"""Bytes that reading a file of 50 MB may take of this process and the child together."""


_HOLDING = (".zip", ".eml", ".mbox", ".warc", ".warc.gz")
"""Files of others, which have a time of their own."""


@pytest.mark.parametrize("name", [name for name, bomb in BOMBS.items() if bomb.quick])
def test_a_small_bomb_is_read_or_refused(name: str, tmp_path: Path) -> None:
    bomb = BOMBS[name]
    path = tmp_path / f"bomba{bomb.suffix}"
    path.write_bytes(bomb.make())
    if bomb.refused:
        with pytest.raises(LoadError, match=bomb.refused):
            load(path)
        return
    text = load(path).articles[0].text
    assert text
    assert "root:" not in text, "nothing outside the file is read"
    assert "jaja" not in text, "no entity is expanded"


@pytest.mark.torture
@pytest.mark.parametrize("name", BOMBS)
def test_a_bomb_costs_no_more_than_promised(name: str) -> None:
    bomb, cost = BOMBS[name], bombs.cost(name)
    assert bool(cost.outcome) == bool(bomb.refused), cost
    assert re.search(bomb.refused, cost.outcome), cost
    inside = loading.MAX_INSIDE_S if bomb.suffix in _HOLDING else 0
    assert cost.seconds < 2 * (isolation.seconds(len(bomb.make())) + inside), cost
    assert sum(cost.memory) < MOST, cost
