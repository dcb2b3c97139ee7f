"""Pages, feeds and sitemaps of a site on this machine become articles."""

from __future__ import annotations

import gzip
import json
from pathlib import Path
from typing import Any

import pytest

from index.errors import InputError
from rag import Archive
from rag.cli import main
from rag.documents.report import AddReport
from rag.intake.web import fetching
from tests.rag.fakes_rag import FakeEncoder
from tests.rag.intake.web.site import Site, page, xml


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    return Archive.open(tmp_path / "archivo", encoder=FakeEncoder())


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody rests between two requests."""
    monkeypatch.setattr(fetching.Fetcher, "_wait", lambda self, address: None)


def add(archive: Archive, *addresses: str, limit: int = 100) -> AddReport:
    return archive.add(*addresses, allow_private=True, limit=limit)


def test_a_page_is_an_article_of_its_site(archive: Archive, site: Site) -> None:
    site.pages["/2024/01/08/puente"] = page("Urdaz")
    report = add(archive, f"{site.base}/2024/01/08/puente#comentarios")
    assert len(report.added) == 1
    (summary,) = archive.list()
    assert (summary.title, summary.date) == ("El puente de Urdaz", "2024-01-08")
    assert summary.source == "127.0.0.1"
    hit = archive.search("vecinos puente", 1)[0]
    assert "arregle el puente" in hit.passage.text


def test_a_page_added_again_is_unchanged_whatever_stands_around_it(
    archive: Archive, site: Site
) -> None:
    for extra in ("<!-- 1 -->", "<!-- 2 -->"):
        site.pages["/1"] = page("Urdaz", extra)
        report = add(archive, f"{site.base}/1")
    assert [len(report.unchanged), report.changed] == [1, False]
    site.pages["/1"] = page("Otzeta")
    assert len(add(archive, f"{site.base}/1").updated) == 1
    assert [s.title for s in archive.list()] == ["El puente de Otzeta"]


def test_a_feed_gives_its_entries_with_their_days(archive: Archive, site: Site) -> None:
    items = "".join(
        f"<item><link>/{n}</link><pubDate>Mon, 0{n} Jan 2024 10:00:00 GMT</pubDate></item>".replace(
            "Mon, ", ""
        )
        for n in (1, 2, 3)
    )
    site.pages["/rss"] = xml(f"<rss><channel>{items}</channel></rss>")
    site.pages |= {f"/{n}": page(f"Pueblo {n}") for n in (1, 2)}
    report = add(archive, f"{site.base}/rss")
    assert (len(report.added), len(report.failed)) == (2, 1)
    assert "«" + site.base + "/3»: no existe" in report.failed[0].reason
    assert {s.title: s.date for s in archive.list()} == {
        "El puente de Pueblo 1": "2024-01-01",
        "El puente de Pueblo 2": "2024-01-02",
    }


def test_a_sitemap_of_sitemaps_is_read_up_to_the_limit(archive: Archive, site: Site) -> None:
    urls = "".join(f"<url><loc>{site.base}/{n}</loc></url>" for n in range(5))
    packed = gzip.compress(f"<urlset>{urls}</urlset>".encode())
    site.pages["/m.xml.gz"] = (200, {"Content-Type": "application/gzip"}, packed)
    site.pages["/sitemap.xml"] = xml(
        "<sitemapindex><sitemap><loc>{base}/m.xml.gz</loc></sitemap>"
        "<sitemap><loc>{base}/nada.xml</loc></sitemap></sitemapindex>"
    )
    site.pages |= {f"/{n}": page(f"Pueblo {n}") for n in range(5)}
    report = add(archive, f"{site.base}/sitemap.xml", limit=3)
    assert len(report.added) == 3
    assert "De las 5 direcciones" in report.added[-1].reason
    assert not any(path.startswith(("/3", "/4")) for path in site.asked)
    assert len(add(archive, f"{site.base}/sitemap.xml").added) == 2


def test_an_encoding_that_only_the_headers_name_is_read(archive: Archive, site: Site) -> None:
    answer: Any = page("Añón")
    html: bytes = answer[2]
    bare = html.decode().replace('<meta charset="utf-8">', "").encode("iso-8859-15")
    site.pages["/1"] = (200, {"Content-Type": "text/html; charset=iso-8859-15"}, bare)
    add(archive, f"{site.base}/1")
    assert archive.list()[0].title == "El puente de Añón"


def test_other_kinds_of_file_are_read_by_their_format(archive: Archive, site: Site) -> None:
    site.pages["/nota"] = (200, {"Content-Type": "text/plain"}, b"El faro luce.")
    site.pages["/a.md"] = (200, {}, b"# El puerto\n\nEl puerto abre.")
    site.pages["/v"] = (200, {"Content-Type": "video/mp4"}, b"x")
    report = add(archive, *(f"{site.base}{path}" for path in ("/nota", "/a.md", "/v")))
    assert (len(report.added), len(report.failed)) == (2, 1)
    assert "es de tipo «video/mp4»" in report.failed[0].reason


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ("<ul>" + '<li><a href="/">Menú</a></li>' * 9 + "</ul>", "no trae ningún artículo"),
        ("", "ningún texto de artículo"),
    ],
)
def test_a_page_without_an_article_is_refused_under_its_address(
    archive: Archive, site: Site, body: str, said: str
) -> None:
    site.pages["/1"] = (200, {"Content-Type": "text/html"}, f"<html><body>{body}</html>".encode())
    (failed,) = add(archive, f"{site.base}/1").failed
    assert failed.reason.startswith(f"No se puede añadir «{site.base}/1»: ")
    assert said in failed.reason


def test_files_and_pages_may_be_added_together(
    archive: Archive, site: Site, tmp_path: Path
) -> None:
    (tmp_path / "a.txt").write_text("El faro luce.", encoding="utf-8")
    site.pages["/1"] = page("Urdaz")
    report = archive.add(tmp_path / "a.txt", f"{site.base}/1", allow_private=True)
    assert len(report.added) == 2
    assert report.changed


def test_what_is_refused_changes_nothing(archive: Archive, site: Site) -> None:
    report = archive.add(f"{site.base}/1", "https://ana:clave@a.test/")
    assert len(report.failed) == 2
    assert not report.changed
    assert site.asked == []
    with pytest.raises(InputError, match="límite"):
        archive.add(f"{site.base}/1", limit=0)


def test_the_command_takes_addresses(
    archive: Archive,
    site: Site,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    from index.encoders import loading as encoders

    monkeypatch.setattr(encoders, "load", lambda name=None: FakeEncoder())
    site.pages["/1"] = page("Urdaz")
    options = ["add", f"{site.base}/1", "--archive", archive.location, "--json"]
    assert main.main(options) == 2
    assert "--allow-private" in capsys.readouterr().err
    assert main.main([*options, "--allow-private", "--limit", "5"]) == 0
    assert json.loads(capsys.readouterr().out)["added"] == 1
