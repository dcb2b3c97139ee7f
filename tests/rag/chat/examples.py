"""Answers of a small archive, for tests of what the chat does with them."""

from __future__ import annotations

from pathlib import Path

from rag import Archive
from tests.rag.fakes_rag import article, open_archive

FIRE = "¿Cuántos bomberos envió la Diputación a la sierra de Urdaz?"
HOSTILE = '<script>x</script> [clic](javascript:x) **n** `c` | ${a} {{b}} \x07 "q"'


def archive(folder: Path) -> Archive:
    """Two outlets that differ, and an article full of markup."""
    opened = open_archive(folder / "archivo")
    sentence = "La Diputación envió {} bomberos a la sierra de Urdaz."
    files = [
        article(
            folder, "a.md", sentence.format(120), title="Arde", date="2025-07-02", source="Eco"
        ),
        article(
            folder, "b.md", sentence.format(150), title="Sigue", date="2025-07-03", source="Vega"
        ),
        article(folder, "c.txt", f"El puente mide 310 metros {HOSTILE}.", title="Puente"),
    ]
    assert len(opened.add(*files).added) == len(files)
    return opened
