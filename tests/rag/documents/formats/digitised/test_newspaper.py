"""Digitised newspapers: ALTO pages by their blocks, METS issues by their articles."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from rag.documents.formats import isolation
from rag.documents.loading import load, parse
from rag.documents.types import Article, FileContents, LoadError, SourceFile
from tests.rag.alto_files import alto, block, mets
from tests.rag.documents.formats.made_files import zipped
from tests.rag.fakes_rag import open_archive

BRIDGE = [
    "El alcalde don Luis Cervera inauguró ayer el pu-",
    "ente de hierro sobre el río Guadalmena, cuyo cos-",
    "te asciende a 86.000 pesetas, según manifestó el",
    "ingeniero señor Olmedilla a los vecinos reunidos",
    "en la ribera, donde tocó la banda del municipio.",
]
BRIDGE_TEXT = (
    "El alcalde don Luis Cervera inauguró ayer el puente de hierro sobre el río Guadalmena, cuyo "
    "coste asciende a 86.000 pesetas, según manifestó el ingeniero señor Olmedilla a los vecinos "
    "reunidos en la ribera, donde tocó la banda del municipio."
)
FAIR = [
    "La feria de ganado de Villarrobles reunió este",
    "año 1.240 cabezas y dejó en el pueblo, según el",
    "secretario de la cámara, más de 400.000 pesetas,",
    "que es un tercio más de lo que dejó el anterior",
    "y el doble de lo que se había calculado en enero.",
]
MASTHEAD = block("M", ["EL PROGRESO DE VILLARROBLES", "14 de marzo de 1931"], 300, 40, size=40)


def read(data: bytes, name: str = "pagina.xml") -> FileContents:
    return parse(SourceFile(data, Path(name)))


def plain(article: Article) -> str:
    return " ".join(article.text.split())


@pytest.fixture(autouse=True, scope="module")
def ended() -> Iterator[None]:
    yield
    isolation.close()


@pytest.mark.parametrize("version", ["1", "2", "3", "4"])
def test_a_page_is_read_with_its_number_its_blocks_and_how_sure_it_is(version: str) -> None:
    space = "" if version == "1" else f"http://www.loc.gov/standards/alto/ns-v{version}#"
    contents = read(alto([block("B1", BRIDGE, 100, 300)], number=3, namespace=space))
    (article,) = contents.articles
    assert plain(article) == BRIDGE_TEXT
    (page,) = contents.pages
    assert (page.number, page.kind, page.quality, page.problem) == (3, "scanned", 0.93, "")
    assert {line.page for line in article.lines} == {3}
    assert {line.quality for line in article.lines} == {0.93}


def test_boxes_are_in_pixels_or_points_of_the_page() -> None:
    for unit, factor in (("pixel", 1.0), ("mm10", 72 / 254), ("inch1200", 72 / 1200)):
        (article,) = read(alto([block("B1", BRIDGE, 100, 300)], unit=unit)).articles
        x0, top, x1, bottom = article.lines[0].box
        assert x0 == pytest.approx(100 * factor, abs=0.02)
        assert 300 * factor <= top < bottom <= 331 * factor
        assert 500 * factor < x1 < 900 * factor


def test_columns_are_read_down_whatever_the_order_of_the_file() -> None:
    right, left = block("B2", FAIR, 1050, 300), block("B1", BRIDGE, 100, 300)
    (article,) = read(alto([right, left])).articles
    assert plain(article) == f"{BRIDGE_TEXT} {' '.join(FAIR)}"


def test_articles_under_headlines_are_several_and_of_the_day_in_the_masthead() -> None:
    contents = read(
        alto(
            [
                MASTHEAD,
                block("H1", ["Inauguración del puente"], 100, 700, size=60),
                block("B1", [*BRIDGE, *BRIDGE], 100, 800),
                block("H2", ["La feria de ganado"], 1050, 700, size=60),
                block("B2", [*FAIR, *FAIR], 1050, 800),
            ]
        )
    )
    assert [article.date for article in contents.articles] == ["1931-03-14"] * 2
    assert [article.title for article in contents.articles][-1] == "La feria de ganado"


def test_the_day_is_else_that_in_the_name_of_the_picture() -> None:
    data = alto([block("B1", BRIDGE, 100, 300)], name="el_progreso_1931-03-14_003.jp2")
    assert read(data).articles[0].date == "1931-03-14"


def test_a_page_without_confidences_was_read_and_one_of_low_ones_says_so() -> None:
    (page,) = read(alto([block("B1", BRIDGE, 100, 300, quality=None)])).pages
    assert (page.kind, page.quality) == ("text", None)
    (page,) = read(alto([block("B1", BRIDGE, 100, 300, quality=0.41)])).pages
    assert page.problem.startswith("se lee mal (41 %")


def test_words_given_whole_tell_how_their_parts_are_joined() -> None:
    """«franco» and «filia» would be joined with a hyphen by nobody; the file says which."""
    lines = ["Habló de la contrarre-", "forma con el público."]
    page = alto([block("B1", lines, 100, 300)]).decode()
    page = page.replace(
        'CONTENT="contrarre"',
        'CONTENT="contrarre" SUBS_TYPE="HypPart1" SUBS_CONTENT="contrarreforma"',
    )
    assert plain(read(page.encode()).articles[0]) == "Habló de la contrarreforma con el público."


ISSUE = {
    "alto/0001.xml": alto([MASTHEAD, block("A", BRIDGE[:3], 100, 300)], number=1),
    "alto/0002.xml": alto(
        [block("A", BRIDGE[3:], 100, 300), block("B", FAIR, 1050, 300)], number=1
    ),
}
ARTICLES = [
    ("El puente de hierro", [("F1", "A"), ("F2", "A")]),
    ("Feria de ganado", [("F2", "B")]),
]
PAGES = {"F1": "file://./alto/0001.xml", "F2": "./alto/0002.xml"}


def issue(folder: Path, data: bytes = mets(PAGES, ARTICLES)) -> Path:
    for name, page in ISSUE.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(page)
    path = folder / "mets.xml"
    path.write_bytes(data)
    return path


def test_an_issue_has_the_articles_that_the_library_marked(tmp_path: Path) -> None:
    contents = load(issue(tmp_path))
    bridge, fair, *rest = contents.articles
    assert (bridge.title, bridge.date, bridge.source) == (
        "El puente de hierro",
        "1931-03-14",
        "El Progreso",
    )
    assert plain(bridge) == BRIDGE_TEXT, "over two pages"
    assert [bridge.lines[0].page, bridge.lines[-1].page] == [1, 2]
    assert plain(fair) == " ".join(FAIR)
    assert rest == [], "a masthead is no article"
    assert [page.number for page in contents.pages] == [1, 2]


def test_what_no_article_has_is_read_all_the_same(tmp_path: Path) -> None:
    contents = load(issue(tmp_path, mets(PAGES, ARTICLES[:1])))
    assert contents.articles[0].title == "El puente de hierro"
    assert plain(contents.articles[1]) == " ".join(FAIR)


def test_an_issue_without_marked_articles_is_read_by_its_headlines(tmp_path: Path) -> None:
    text = " ".join(plain(article) for article in load(issue(tmp_path, mets(PAGES))).articles)
    assert BRIDGE_TEXT in text
    assert " ".join(FAIR) in text


def test_a_page_that_is_missing_is_named(tmp_path: Path) -> None:
    path = issue(tmp_path)
    (tmp_path / "alto/0002.xml").unlink()
    contents = load(path)
    assert contents.problems == ["No está la página «alto/0002.xml», que se nombra."]
    assert contents.articles[0].title == "El puente de hierro"


def test_a_damaged_page_costs_only_itself(tmp_path: Path) -> None:
    path = issue(tmp_path)
    (tmp_path / "alto/0001.xml").write_bytes(b"<alto><roto")
    contents = load(path)
    assert "0001.xml" in contents.problems[0]
    assert [page.number for page in contents.pages] == [2]


def test_nothing_outside_the_folder_is_read(tmp_path: Path) -> None:
    inside = tmp_path / "dentro"
    inside.mkdir()
    (tmp_path / "fuera.xml").write_bytes(ISSUE["alto/0001.xml"])
    (inside / "enlace.xml").symlink_to(tmp_path / "fuera.xml")
    for reference in (
        "../fuera.xml", f"{tmp_path}/fuera.xml", f"file://{tmp_path}/fuera.xml", "enlace.xml",
        "..%2Ffuera.xml", "https://ejemplo.es/fuera.xml",
    ):  # fmt: skip
        path = inside / "mets.xml"
        path.write_bytes(mets({"F1": reference}))
        with pytest.raises(LoadError, match=r"no nombra ninguna página|no hay texto en ninguna"):
            load(path)


def test_an_issue_in_a_zip_is_read_with_its_pages() -> None:
    members = {"1931/mets.xml": mets(PAGES, ARTICLES)}
    members |= {f"1931/{name}": page for name, page in ISSUE.items()}
    contents = read(zipped(members), "numero.zip")
    assert [article.title for article in contents.articles] == [
        "El puente de hierro",
        "Feria de ganado",
    ]


def test_pages_of_an_issue_are_not_added_once_more_by_themselves(tmp_path: Path) -> None:
    archive = open_archive(tmp_path / "archivo")
    folder = tmp_path / "numero"
    issue(folder)
    report = archive.add(folder)
    assert [(Path(f.path).name, f.status) for f in report.files] == [("mets.xml", "added")]
    assert archive.add(folder).count("unchanged") == 1
    changed = ISSUE["alto/0002.xml"].replace(b"1.240", b"1.300")
    (folder / "alto/0002.xml").write_bytes(changed)
    assert archive.add(folder).count("updated") == 1
    assert "1.300 cabezas" in archive.search("cabezas de ganado", 1)[0].passage.text
    isolation.close()


PICTURED = mets({**PAGES, "I1": "file://./images/0001.png", "I2": "images/0002.png"}, ARTICLES)


def pictured_issue(folder: Path) -> list[str]:
    """An issue with a picture of each page; its names, beside one that it does not name."""
    issue(folder, PICTURED)
    (folder / "images").mkdir()
    names = ["images/0001.png", "images/0002.png", "images/portada.png"]
    for name in names:
        (folder / name).write_bytes(b"no es una imagen")
    return names


def test_pictures_of_pages_whose_text_an_issue_has_are_not_recognised_once_more(
    tmp_path: Path,
) -> None:
    folder = tmp_path / "numero"
    pictured_issue(folder)
    report = open_archive(tmp_path / "archivo").add(folder)
    assert [Path(f.path).name for f in report.files if f.status == "failed"] == ["portada.png"]
    assert [Path(f.path).name for f in report.added] == ["mets.xml"]
    files = {f"1931/{path.relative_to(folder)}": path.read_bytes() for path in folder.rglob("*.*")}
    (problem,) = read(zipped(files), "numero.zip").problems
    assert "portada.png" in problem
    isolation.close()


def test_they_are_where_the_text_of_a_page_is_missing(tmp_path: Path) -> None:
    folder = tmp_path / "numero"
    pictured_issue(folder)
    (folder / "alto/0002.xml").unlink()
    report = open_archive(tmp_path / "archivo").add(folder)
    assert len(report.failed) == 3, "all three are looked at"
    isolation.close()


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"<rss><channel/></rss>", r"es XML, pero ni ALTO ni METS \(«rss»\)"),
        (b"<alto><Layout>", "no es XML o está dañado en la línea 1"),
        (b"hola", "no es XML o está dañado"),
        (
            b'<!DOCTYPE alto [<!ENTITY x SYSTEM "file:///etc/passwd">]><alto>&x;</alto>',
            "declara un tipo",
        ),
        (alto([]), "no hay texto en ninguna de sus páginas"),
        (mets({}), "no nombra ninguna página en ALTO"),
    ],
)
def test_what_is_none_is_refused(data: bytes, said: str) -> None:
    with pytest.raises(LoadError, match=said):
        read(data)


@pytest.mark.parametrize("value", ["nan", "1e999", "-5", "x", ""])
def test_places_that_are_no_numbers_cost_no_text(value: str) -> None:
    page = alto([block("B1", BRIDGE[:2], 100, 300)]).replace(
        b'HPOS="100"', f'HPOS="{value}"'.encode()
    )
    (article,) = read(page).articles
    assert "Guadalmena" in article.text
    for line in article.lines:
        assert all(side == side and abs(side) < 1e8 for side in line.box)
