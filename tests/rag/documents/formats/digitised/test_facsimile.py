"""Pages of digitised newspapers are shown from the pictures beside them, the quotation in place."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import numpy as np
import pytest
from PIL import Image, ImageDraw

from index.types import Box, Original
from rag import Archive
from rag.documents import companions
from rag.documents.formats import isolation
from rag.documents.formats.digitised import facsimile
from rag.documents.page_pictures import PagePicture, picture
from tests.rag.alto_files import alto, block, mets
from tests.rag.documents.formats.digitised.test_newspaper import BRIDGE, FAIR
from tests.rag.documents.formats.made_files import zipped
from tests.rag.fakes_rag import open_archive

WIDTH, HEIGHT = 2000, 2800
"""Of the pages of :func:`alto`, whatever their unit."""

PAGES = {"A1": "alto/0001.xml", "A2": "alto/0002.xml"}
ALTOS = {
    "alto/0001.xml": alto([block("B1", BRIDGE, 100, 300)], number=1),
    "alto/0002.xml": alto([block("B2", FAIR, 900, 1500)], number=2, unit="mm10"),
}
PICTURED = mets(
    {**PAGES, "T1": "mini/thumb_0001.jpg", "I1": "img/0001.png", "I2": "img/0002.png"},
    [("El puente", [("A1", "B1")]), ("La feria", [("A2", "B2")])],
)


def drawn(place: Box, scale: float = 1.0) -> bytes:
    """A page with a black ground where its text stands, perhaps smaller than it was recognised."""
    page = Image.new("L", (round(WIDTH * scale), round(HEIGHT * scale)), 255)
    ImageDraw.Draw(page).rectangle([side * scale for side in place], fill=0)
    made = BytesIO()
    page.save(made, "PNG")
    return made.getvalue()


FILES = {
    "mets.xml": PICTURED,
    **ALTOS,
    "img/0001.png": drawn((100, 300, 900, 480)),
    "img/0002.png": drawn((900, 1500, 1700, 1680), scale=0.25),
    "mini/thumb_0001.jpg": b"no es una imagen",
}


@pytest.fixture(autouse=True, scope="module")
def ended() -> Iterator[None]:
    yield
    isolation.close()


def put(folder: Path, files: dict[str, bytes]) -> Path:
    for name, data in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(data)
    return folder


def shown(archive: Archive, question: str) -> tuple[PagePicture, list[Box]]:
    """The picture of the page that the nearest passage is of, and its boxes as shares of it."""
    passage = archive.search(question, 1)[0].passage
    document = archive.document(passage.document)
    assert document is not None
    kept = archive.original(document.id)
    assert kept is not None
    page = picture(kept, document.lines[0].page)
    assert page is not None
    return page, page.shares(line.box for line in document.lines)


def is_on_black(page: PagePicture, boxes: list[Box]) -> bool:
    """Whether the middle of each box lies on the black ground."""
    image = Image.open(BytesIO(page.jpeg)).convert("L")
    grey = np.asarray(image)
    middles = [
        ((x0 + x1) / 2 * image.width, (y0 + y1) / 2 * image.height) for x0, y0, x1, y1 in boxes
    ]
    return all(grey[round(y), round(x)] < 100 for x, y in middles)


@pytest.mark.parametrize("packed", [False, True])
def test_the_quotation_is_marked_on_the_picture_of_its_page(tmp_path: Path, packed: bool) -> None:
    archive = open_archive(tmp_path / "archivo")
    if packed:
        whole = tmp_path / "numero.zip"
        whole.write_bytes(zipped({f"1931/{name}": data for name, data in FILES.items()}))
        archive.add(whole)
    else:
        archive.add(put(tmp_path / "numero", FILES))
    for question, lines in (("puente de hierro", BRIDGE), ("cabezas de ganado", FAIR)):
        page, boxes = shown(archive, question)
        assert len(boxes) == len(lines), "none is outside of the page"
        assert is_on_black(page, boxes)


def test_they_are_left_out_with_other_originals(tmp_path: Path) -> None:
    archive = open_archive(tmp_path / "archivo")
    archive.add(put(tmp_path / "numero", FILES), originals=False)
    found = archive.search("puente de hierro", 1)[0].passage.document
    assert archive.original(found) is None


def test_pictures_that_come_later_are_kept(tmp_path: Path) -> None:
    archive = open_archive(tmp_path / "archivo")
    texts = {name: data for name, data in FILES.items() if name.endswith(".xml")}
    folder = put(tmp_path / "numero", texts)
    archive.add(folder)
    assert archive.original(archive.search("puente", 1)[0].passage.document) is None
    put(folder, FILES)
    archive.add(folder)
    assert is_on_black(*shown(archive, "puente de hierro"))
    assert archive.add(folder).count("unchanged") == 1


@pytest.mark.parametrize(
    ("text", "beside", "told"),
    [("0007.xml", "0007.jpg", ""), ("pagina.xml", "escan_7.png", "D:\\salida\\escan_7.tif")],
)
def test_a_page_by_itself_has_its_picture_beside_it(
    tmp_path: Path, text: str, beside: str, told: str
) -> None:
    page = alto([block("B1", BRIDGE, 100, 300)], name=told)
    folder = put(tmp_path / "hojas", {text: page, beside: drawn((100, 300, 900, 480), 0.5)})
    archive = open_archive(tmp_path / "archivo")
    report = archive.add(folder)
    assert [Path(file.path).name for file in report.files] == [text], "not recognised once more"
    assert is_on_black(*shown(archive, "puente de hierro"))


def test_too_large_pictures_are_left_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(tmp_path, FILES)

    def names() -> list[str]:
        read = companions.read_pictures(tmp_path / "mets.xml", PICTURED)
        return [part.name for part in read]

    assert names() == ["img/0002.png", "img/0001.png", "mini/thumb_0001.jpg"]
    small = len(FILES["img/0002.png"])
    assert small < len(FILES["img/0001.png"])
    monkeypatch.setattr(companions, "MAX_PICTURE", small)
    assert names() == ["img/0002.png", "mini/thumb_0001.jpg"]
    monkeypatch.setattr(companions, "MAX_TOGETHER", small + 1)
    assert names() == ["img/0002.png"]


@pytest.mark.parametrize(
    "data",
    [b"nada", zipped({"hojas.json": b"[]"}), zipped({"hojas.json": b'[[1, "x.png", 0, 0]]'})],
)
def test_what_is_damaged_shows_nothing(data: bytes) -> None:
    assert picture(Original.of(f"numero{facsimile.SUFFIX}", data), 1) is None
