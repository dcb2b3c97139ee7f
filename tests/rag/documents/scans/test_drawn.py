"""Lines, boxes and tinted grounds are found on pictures of pages, and letters are none."""

from __future__ import annotations

import numpy as np
import pytest
from PIL import Image, ImageDraw

from rag.documents.scans.drawn import lines_of
from rag.documents.scans.upright import set_upright
from tests.rag.scans import Setting, scanned, typeset


def paper(noise: float = 0.0) -> Image.Image:
    page = Image.new("L", (1200, 900), 245)
    if noise:
        shades = np.asarray(page) + np.random.default_rng(3).normal(0, noise, (900, 1200))
        page = Image.fromarray(np.clip(shades, 0, 255).astype(np.uint8))
    return page


@pytest.mark.parametrize("noise", [0.0, 15.0])
@pytest.mark.parametrize("thick", [2, 5])
def test_a_line_lying_and_one_standing_are_found(noise: float, thick: int) -> None:
    page = paper(noise)
    draw = ImageDraw.Draw(page)
    draw.line((100, 300, 900, 304), fill=30, width=thick)  # a little askew
    draw.line((600, 350, 600, 850), fill=30, width=thick)
    lines, boxes = lines_of(page)
    lying, standing = sorted(lines, key=lambda box: box[3] - box[1])
    assert lying == pytest.approx((100, 302, 900, 302), abs=12)
    assert standing == pytest.approx((600, 350, 600, 850), abs=8)
    assert boxes == []


def test_four_lines_that_meet_are_a_box() -> None:
    page = paper(10.0)
    ImageDraw.Draw(page).rectangle((200, 150, 800, 600), outline=20, width=3)
    lines, (box,) = lines_of(page)
    assert len(lines) == 4
    assert box == pytest.approx((200, 150, 800, 600), abs=8)


@pytest.mark.parametrize("tint", [230, 200])
def test_a_tinted_ground_is_a_box(tint: int) -> None:
    page = paper()
    draw = ImageDraw.Draw(page)
    draw.rectangle((208, 160, 640, 480), fill=tint)
    for y in range(30, 880, 40):  # as many letters as on a page of text
        for x in range(220, 1150, 20):
            draw.rectangle((x, y, x + 5, y + 12), fill=20)
    shades = np.asarray(page) + np.random.default_rng(3).normal(0, 12, (900, 1200))
    _, boxes = lines_of(Image.fromarray(np.clip(shades, 0, 255).astype(np.uint8)))
    assert boxes
    for box in boxes:
        assert box == pytest.approx((208, 160, 640, 480), abs=20)


def test_a_tinted_ground_is_a_box_though_bold_letters_fill_a_fifth_of_it() -> None:
    page = paper()
    draw = ImageDraw.Draw(page)
    draw.rectangle((208, 160, 640, 480), fill=222)
    for y in range(176, 464, 32):
        for x in range(224, 620, 48):
            draw.rectangle((x, y, x + 24, y + 15), fill=20)
    shades = np.asarray(page) + np.random.default_rng(3).normal(0, 12, (900, 1200))
    _, (box,) = lines_of(Image.fromarray(np.clip(shades, 0, 255).astype(np.uint8)))
    assert box == pytest.approx((208, 160, 640, 480), abs=20)


def test_a_picture_of_many_shades_with_little_ground_is_no_box() -> None:
    page = np.full((900, 1200), 245, np.uint8)
    tiles = np.random.default_rng(3).integers(0, 230, (16, 24), np.uint8)
    page[160:416, 208:592] = np.repeat(np.repeat(tiles, 16, 0), 16, 1)
    _, boxes = lines_of(Image.fromarray(page))
    assert boxes == []


def test_letters_are_no_lines_not_even_those_of_headlines() -> None:
    text = "El pleno aprobó ayer la HILTLEÍ de 86.000 pesetas para el puente de hierro. " * 6
    pages = scanned(typeset([text], "FELIHT el titular", Setting(size=14))[0], noise=10)
    assert lines_of(set_upright(pages[0]).image) == ([], [])


def test_a_pattern_is_neither() -> None:
    rows = np.zeros((900, 1200), np.uint8)
    rows[::6] = 255
    for pattern in (rows, np.full((20, 20), 7, np.uint8), np.zeros((3, 900), np.uint8)):
        lines, boxes = lines_of(Image.fromarray(pattern))
        assert len(lines) <= 400
        assert len(boxes) <= 400
