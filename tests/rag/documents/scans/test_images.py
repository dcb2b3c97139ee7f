"""Pictures are opened within bounds, upright and in shades of grey; hostile ones are refused."""

from __future__ import annotations

import struct
from io import BytesIO
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from rag.documents.scans import images
from rag.documents.types import LoadError, SourceFile
from tests.rag.scans import file_of, png_head

PAGE = Image.new("L", (60, 40), 255)
PAGE.paste(0, (0, 0, 30, 10))  # ink at the top left


def pages(data: bytes, name: str = "a.png") -> list[Image.Image]:
    file = SourceFile(data, Path(name))
    return list(images.pages(images.opened(file), file.path))


def refusal(data: bytes, name: str = "a.png") -> str:
    with pytest.raises(LoadError) as caught:
        pages(data, name)
    return str(caught.value)


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA", "I;16", "I"])
def test_every_kind_of_pixel_becomes_the_same_shades(mode: str) -> None:
    if mode.startswith("I"):
        made = Image.fromarray(np.asarray(PAGE).astype(np.uint16) * 257)
        made = made if mode == "I;16" else made.convert("I")
    else:
        made = PAGE.convert(mode)
    (page,) = pages(file_of([made], "PNG"))
    assert page.mode == "L"
    assert (np.asarray(page) == np.asarray(PAGE)).all()


def test_cmyk_and_grey_jpeg_are_read() -> None:
    for mode in ("L", "RGB", "CMYK"):
        (page,) = pages(file_of([PAGE.convert(mode)], "JPEG"), "a.jpg")
        assert page.getpixel((5, 5)) < 60
        assert page.getpixel((50, 30)) > 200


def test_what_is_transparent_is_paper() -> None:
    see_through = Image.new("RGBA", (20, 20), (0, 0, 0, 0))
    (page,) = pages(file_of([see_through], "PNG"))
    assert page.getextrema() == (255, 255)


@pytest.mark.parametrize(
    ("orientation", "ink"), [(1, (5, 5)), (3, (55, 35)), (6, (35, 5)), (8, (5, 55))]
)
def test_a_photograph_is_turned_as_its_head_says(orientation: int, ink: tuple[int, int]) -> None:
    out, exif = BytesIO(), Image.Exif()
    exif[274] = orientation
    PAGE.save(out, "JPEG", exif=exif, quality=95)
    (page,) = pages(out.getvalue(), "a.jpg")
    assert page.size == ((60, 40) if orientation in (1, 3) else (40, 60))
    assert page.getpixel(ink) < 100


def test_every_page_of_a_tiff_comes_in_order() -> None:
    made = [Image.new("L", (30 + n, 20), 255) for n in range(5)]
    assert [page.width for page in pages(file_of(made, "TIFF"), "a.tif")] == [30, 31, 32, 33, 34]


def test_a_title_is_what_the_file_names_so() -> None:
    def title(data: bytes, name: str) -> str:
        return images.title_of(images.opened(SourceFile(data, Path(name))))

    assert title(file_of([PAGE], "PNG", "Acta  de\n1931"), "a.png") == "Acta de 1931"
    out = BytesIO()
    PAGE.save(out, "TIFF", tiffinfo={269: "El Eco, p. 3", 270: "OLYMPUS DIGITAL CAMERA"})
    assert title(out.getvalue(), "a.tif") == "El Eco, p. 3"
    assert title(file_of([PAGE], "JPEG"), "a.jpg") == ""


def test_a_picture_larger_than_any_page_is_refused_by_its_head() -> None:
    assert "mide 15000 × 11000 píxeles y el límite es 150 millones" in refusal(
        png_head(15_000, 11_000)
    )
    assert "más píxeles que el límite, 150 millones" in refusal(png_head(30_000, 30_000))
    assert "píxeles" in refusal(png_head(2**31 - 1, 2**31 - 1))
    assert "40000 por lado" in refusal(png_head(100_000, 10))


def test_a_bomb_in_a_later_page_is_refused_too() -> None:
    small = file_of([PAGE, PAGE], "TIFF")
    at = (
        small.rindex(struct.pack("<HHII", 256, 4, 1, 60))
        if struct.pack("<HHII", 256, 4, 1, 60) in small
        else small.rindex(struct.pack("<HHIHH", 256, 3, 1, 60, 0))
    )
    huge = small[:at] + struct.pack("<HHII", 256, 4, 1, 900_000) + small[at + 12 :]
    assert "900000 × 40 píxeles" in refusal(huge, "a.tif")


def test_an_animation_is_refused() -> None:
    out = BytesIO()
    PAGE.save(out, "PNG", save_all=True, append_images=[Image.new("L", (60, 40), 9)], duration=50)
    assert "es una animación de 2 cuadros" in refusal(out.getvalue())


def test_too_many_pages_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(images, "MAX_FRAMES", 2)
    assert "tiene 3 páginas y el límite es 2" in refusal(file_of([PAGE] * 3, "TIFF"), "a.tif")


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "TIFF"])
def test_half_a_picture_is_refused(kind: str) -> None:
    noisy = Image.fromarray(np.random.default_rng(1).integers(0, 255, (300, 300), dtype=np.uint8))
    whole = file_of([noisy], kind)
    assert "está dañada o incompleta" in refusal(whole[: len(whole) // 2], f"a.{kind.lower()}")


@pytest.mark.parametrize("kind", ["GIF", "WEBP", "BMP", "ICO"])
def test_other_kinds_under_the_name_of_one_that_is_read_are_refused(kind: str) -> None:
    assert "no es una imagen PNG, JPEG ni TIFF" in refusal(file_of([PAGE], kind))


def test_a_png_of_fewer_pixels_than_it_says_is_refused() -> None:
    assert "está dañada o incompleta" in refusal(png_head(5_000, 5_000, b"\0" * 100))
