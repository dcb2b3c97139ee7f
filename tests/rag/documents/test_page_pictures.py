"""Pages as pictures: drawn apart from the server, and marked only where the place is sure."""

from __future__ import annotations

from io import BytesIO

import pytest
from PIL import Image
from reportlab.pdfgen import canvas

from index.types import Original
from rag.documents.page_pictures import PagePicture, picture


def two_pages() -> Original:
    made = BytesIO()
    drawing = canvas.Canvas(made, pagesize=(400, 600))
    for number in (1, 2):
        drawing.drawString(40, 500, f"Página {number}")
        drawing.showPage()
    drawing.save()
    return Original.of("acta.pdf", made.getvalue())


def test_a_page_of_a_pdf_is_drawn_and_its_size_is_in_points() -> None:
    drawn = picture(two_pages(), 2)
    assert drawn is not None
    assert (round(drawn.width), round(drawn.height)) == (400, 600)
    image = Image.open(BytesIO(drawn.jpeg))
    assert image.format == "JPEG"
    assert image.width / image.height == pytest.approx(400 / 600, abs=0.01)
    darkest, _ = image.convert("L").getextrema()
    assert darkest < 80, "something is printed on it"


def test_a_pixel_of_an_image_is_a_point() -> None:
    made = BytesIO()
    Image.new("L", (2_400, 1_200), 255).save(made, "PNG")
    drawn = picture(Original.of("recorte.png", made.getvalue()), 1)
    assert drawn is not None
    assert (drawn.width, drawn.height) == (2_400, 1_200)
    assert Image.open(BytesIO(drawn.jpeg)).width < 2_400


@pytest.mark.parametrize(
    ("original", "number"),
    [
        (two_pages(), 3),
        (Original.of("roto.pdf", b"%PDF-1.7 nada"), 1),
        (Original.of("roto.png", b"\x89PNG nada"), 1),
        (Original.of("nota.txt", b"nada"), 1),
    ],
)
def test_what_cannot_be_drawn_is_no_page(original: Original, number: int) -> None:
    assert picture(original, number) is None


def test_boxes_outside_the_page_are_not_marked() -> None:
    page = PagePicture(b"", 400, 600)
    inside = (40.0, 60.0, 200.0, 90.0)
    outside = [(-1.0, 60.0, 200.0, 90.0), (40.0, 60.0, 401.0, 90.0), (40.0, 90.0, 200.0, 60.0)]
    assert page.shares([inside, *outside]) == [(0.1, 0.1, 0.5, 0.15)]
