"""Feeds and sitemaps, well formed or not."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.intake.web.listings import Entry, entries, kind_of

RSS = """<?xml version="1.0"?><rss version="2.0"><channel><title>El Faro</title>
<link>https://a.test/</link>
<item><title>Uno</title><link> https://a.test/1?a=1&amp;b=2 </link>
<pubDate>Mon, 08 Jan 2024 10:00:00 +0100</pubDate></item>
<item><link><![CDATA[https://a.test/2]]></link><dc:date>2024-01-09T00:00:00Z</dc:date></item>
<item><guid isPermaLink="true">https://a.test/3</guid></item>
<item><link>https://a.test/2</link></item></channel></rss>"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><link rel="self" href="https://a.test/feed"/>
<entry><link rel="edit" href="/no"/><link href='https://a.test/1'/>
<published>2024-01-08T10:00:00Z</published><updated>2025-01-01</updated></entry></feed>"""
MAP = """<urlset xmlns="x" xmlns:news="y"><url><loc>https://a.test/1</loc>
<lastmod>2025-01-01</lastmod><news:news><news:publication_date>2024-01-08</news:publication_date>
</news:news></url><url><loc>https://a.test/2</loc></url></urlset>"""
INDEX = "<sitemapindex><sitemap><loc>https://a.test/m.xml.gz</loc></sitemap></sitemapindex>"


@pytest.mark.parametrize(
    ("text", "kind", "listed"),
    [
        (
            RSS,
            "feed",
            [
                Entry("https://a.test/1?a=1&b=2", "2024-01-08"),
                Entry("https://a.test/2", "2024-01-09"),
                Entry("https://a.test/3"),
            ],
        ),
        (ATOM, "feed", [Entry("https://a.test/1", "2024-01-08")]),
        (MAP, "sitemap", [Entry("https://a.test/1", "2024-01-08"), Entry("https://a.test/2")]),
        (INDEX, "index", [Entry("https://a.test/m.xml.gz")]),
        ("<html><body><rss></body></html>", None, []),
        ("hola", None, []),
    ],
)
def test_what_is_listed_is_found_with_its_day(
    text: str, kind: str | None, listed: list[Entry]
) -> None:
    assert kind_of(text) == kind
    assert list(entries(text)) == listed


@given(st.text(alphabet="<>/itemloclinkhref='\" &;![CDATA]:.", max_size=120))
def test_no_text_breaks_it(text: str) -> None:
    kind_of(text)
    assert all(entry.address for entry in entries(f"<rss><item>{text}"))


@pytest.mark.parametrize("piece", ["<item>", "<link ", "<item><link>", "<loc><![CDATA[", "<guid"])
def test_hostile_listings_end_quickly(piece: str) -> None:
    begin = time.process_time()
    list(entries("<rss>" + piece * 300_000))
    assert time.process_time() - begin < 10
