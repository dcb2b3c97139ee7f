"""The page that a chronology is saved as: hostile text stays text, and nothing is fetched."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.chat.views.desk.timeline_page import page
from rag.chat.views.desk.timeline_view import shown_date, timeline, whole_day
from rag.chat.wording.languages import WORDS
from rag.chat.wording.units import UNITS
from rag.language import SPANISH as READ
from rag.timelines.types import Copy, Entry, Point, Series, Timeline

SPANISH = WORDS["es"]
HOSTILE = [
    "</blockquote><script>window.__pwned=1</script>",
    '<img src=x onerror="window.__pwned=1">',
    '"><svg/onload=alert(1)>',
    "</style><link rel=stylesheet href=http://x>",
    "${x} {{y}} @children",
]
TAGS = set(
    "html head meta title style body h1 h2 p ol li span time small blockquote mark figure svg line "
    "text circle figcaption footer a".split()
)


def entry(text: str, n: int = 1, day: str = "2025-08-14") -> Entry:
    return Entry(
        day, None, "text", text, (0, min(3, len(text))), text, text, text, "2025-08-15", 3, 2, text,
        0, n, (Copy(text, text, text, None),),
    )  # fmt: skip


def chronology(text: str) -> Timeline:
    days = ("1994", "2025-08", "2025-08-14")
    points = tuple(Point(day, float(n), text, n) for n, day in enumerate(days, 1))
    made = tuple(entry(text, n, day) for n, day in enumerate(days, 1))
    return Timeline(text, made, 2, (Series(text, points),), 3, True, text)


class Page(HTMLParser):
    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str | None]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += attrs


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize("language", sorted(WORDS))
def test_nothing_of_an_article_becomes_an_element(text: str, language: str) -> None:
    parsed = Page(page(chronology(text), WORDS[language]))
    assert set(parsed.tags) <= TAGS
    names = {name for name, _ in parsed.attributes}
    assert not {name for name in names if name.startswith("on")} | (names & {"src", "srcset"})
    assert not [value for name, value in parsed.attributes if name == "href"]


@given(st.text(st.characters(codec="utf-8"), min_size=1, max_size=30))
def test_whatever_stands_in_an_article_the_page_keeps_its_elements(text: str) -> None:
    assert set(Page(page(chronology(text), SPANISH)).tags) <= TAGS


def test_the_page_forbids_itself_to_fetch_anything_and_holds_no_script() -> None:
    html = page(chronology("x"), SPANISH, date(2025, 9, 1))
    assert "default-src 'none'" in html
    assert "<script" not in html and "@import" not in html and "url(" not in html
    assert "1 de septiembre de 2025" in html
    assert html.count("<svg") == 1


def test_an_outlet_with_an_address_is_a_link_that_is_only_followed() -> None:
    html = page(chronology("https://x.example/a"), SPANISH)
    assert 'rel="noopener noreferrer"' in html


def test_in_the_chat_the_entries_open_their_articles() -> None:
    html = timeline(chronology("<b>x</b>"), SPANISH)
    assert html.count('class="open"') == 3
    assert "<b>" not in html
    empty = timeline(Timeline("<i>", (), 4), SPANISH)
    assert "<i>" not in empty and "4" in empty and "<ol" not in empty


@pytest.mark.parametrize(
    ("language", "name", "unit", "shown"),
    [
        ("es", "hectárea", "hectárea", "Cifras según el día: hectáreas"),
        ("en", "hectárea", "hectárea", "Figures by day: hectares"),
        ("en", "soldados", "", 'Figures by day: <span lang="es">soldados</span>'),
        ("en", "bono (peso)", "peso", 'Figures by day: <span lang="es">bono</span> (pesos)'),
    ],
)
def test_a_series_has_its_unit_in_the_pages_language_and_the_articles_word_in_its_own(
    language: str, name: str, unit: str, shown: str
) -> None:
    made = chronology("x")
    series = Series(name, made.series[0].points, unit)
    html = timeline(replace(made, series=(series,)), WORDS[language])
    assert f"<figcaption>{shown}</figcaption>" in html


def test_every_unit_that_is_read_has_a_name_in_every_language() -> None:
    assert {unit.name for unit in READ.units} <= set(UNITS)
    assert all(set(names) == set(WORDS) for names in UNITS.values())


def test_a_title_is_said_to_be_spanish_on_the_english_page() -> None:
    html = timeline(chronology("El <b>fuego"), WORDS["en"])
    assert '<span lang="es">El &lt;b&gt;fuego</span>' in html


def test_dates_are_shown_as_far_as_they_are_known() -> None:
    assert shown_date("1994", SPANISH) == "1994"
    assert shown_date("2025-08", SPANISH) == "agosto de 2025"
    assert shown_date("2025-08-14", SPANISH) == "14 de agosto de 2025"
    assert shown_date("2025-08", WORDS["en"]) == "August 2025"
    assert [whole_day(day) for day in ("1994", "2025-08", "2025-08-14")] == [
        "1994-01-01", "2025-08-01", "2025-08-14",
    ]  # fmt: skip
