"""The day of a page, of pages invented in every manner that days were met in, and of traps."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import pytest

from rag.documents.loading import load

_SET: Final = Path(__file__).with_name("dated_pages.txt")
_TEXT: Final = (
    "<p>El río subió dos metros en pocas horas y los vecinos de la ribera tuvieron que salir de "
    "sus casas con lo puesto, según contaron los que llegaron al polideportivo de la villa.</p>"
    "<p>La regidora pidió calma y dijo que las bombas seguirán en marcha mientras haga falta.</p>"
)
"""Paragraphs without a day."""
_DECLARING: Final = re.compile(r"<(?:meta|link|script)\b")


@dataclass(frozen=True, slots=True)
class Dated:
    """A page and its right day.

    :param kind: where it is said, or ``trap``.
    :param day: ISO day, ``None`` where it says none.
    """

    kind: str
    name: str
    day: str | None
    content: str


def dated_pages() -> Iterator[Dated]:
    for block in _SET.read_text("utf-8").split("=== ")[1:]:
        head, _, content = block.partition("\n")
        kind, name, day = head.split(" | ")
        content = content.removesuffix("\n")
        if name.endswith(".html"):
            declared, begin, body = content.replace("{{text}}", _TEXT).partition("<h1>")
            if not _DECLARING.match(declared):
                declared, begin, body = "", "", declared + begin + body
            content = (
                f"<!DOCTYPE html><html><head>{declared}</head><body>{begin}{body}</body></html>"
            )
        yield Dated(kind, name, None if day == "-" else day, content)


PAGES: Final = tuple(dated_pages())


@pytest.mark.parametrize("page", PAGES, ids=lambda page: f"{page.kind} {page.name}")
def test_the_day_of_a_page_is_the_right_one_or_none(page: Dated, tmp_path: Path) -> None:
    path = tmp_path / page.name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(page.content, "utf-8")
    assert [article.date for article in load(path).articles] == [page.day]


def test_the_set_has_as_many_pages_of_each_manner_as_the_documents_say() -> None:
    found = Counter(page.kind for page in PAGES)
    assert found == {
        "dateline": 53,
        "trap": 86,
        "line": 47,
        "masthead": 14,
        "metadata": 44,
        "languages": 14,
        "name": 15,
    }
    assert all(page.day is None for page in PAGES if page.kind == "trap")
    said = " ".join(Path("docs/reading.md").read_text("utf-8").split())
    assert f"{len(PAGES)} invented pages" in said
    assert all(f"| {count} |" in said for count in found.values())
