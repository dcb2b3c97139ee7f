"""Pages are set upright, and their letters brought to one size; places are told back."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from rag.documents.scans.upright import LETTER, Upright, leaning, letter_height, set_upright
from tests.rag.scans import Setting, scanned, typeset

TEXT = (
    "La cosecha de aceituna será este año la menor de la última década, según la cooperativa, "
    "que reúne a 1.200 productores de la comarca y vende fuera de ella dos tercios de su aceite. "
) * 3
PDF = typeset([TEXT, TEXT], setting=Setting(columns=2))[0]


@pytest.mark.parametrize("angle", [-3.0, -1.0, -0.4, 0.0, 0.3, 1.0, 2.6])
@pytest.mark.parametrize("noise", [0.0, 25.0])
def test_how_far_a_page_leans_is_told_to_a_tenth_of_a_degree(angle: float, noise: float) -> None:
    (page,) = scanned(PDF, angle=angle, noise=noise)
    assert leaning(page) == pytest.approx(-angle, abs=0.11)


@pytest.mark.parametrize("dpi", [72, 150, 300, 600])
def test_letters_come_out_in_one_size_whatever_the_resolution(dpi: int) -> None:
    (page,) = scanned(PDF, dpi=dpi)
    ready = set_upright(page)
    assert letter_height(ready.image) == pytest.approx(LETTER, rel=0.35)
    assert ready.scale == pytest.approx(ready.image.width / page.width)


def test_a_blank_page_and_a_black_one_are_left_as_they_are() -> None:
    for shade in (0, 128, 255):
        page = Image.new("L", (400, 300), shade)
        ready = set_upright(page)
        assert (ready.scale, ready.angle) == (1.0, 0.0)
        assert ready.image.size == page.size


@given(st.floats(-5, 5), st.floats(0.2, 4), st.floats(0, 1), st.floats(0, 1))
def test_a_place_is_told_back_as_it_came(angle: float, scale: float, x: float, y: float) -> None:
    """A point near the centre is turned by hand and found again."""
    width, height = 600, 400
    image = Image.new("L", (round(width * scale), round(height * scale)))
    upright = Upright(image, scale, angle, (width, height))
    px, py = 200 + 200 * x, 150 + 100 * y  # on the page as it came
    # Turned counter-clockwise, as seen, about the centre of the scaled picture.
    turn = math.radians(angle)
    dx, dy = px * scale - image.width / 2, py * scale - image.height / 2
    qx = dx * math.cos(turn) + dy * math.sin(turn) + image.width / 2
    qy = -dx * math.sin(turn) + dy * math.cos(turn) + image.height / 2
    assert upright.as_it_came((qx, qy, qx, qy)) == pytest.approx((px, py, px, py), abs=0.02)


def test_the_box_told_back_lies_on_the_ink() -> None:
    page = Image.new("L", (800, 600), 255)
    page.paste(0, (600, 450, 650, 470))
    turned = page.rotate(-2, Image.Resampling.BICUBIC, fillcolor=255)
    upright = Upright(page, 1.0, 2.0, page.size)  # as if turned back by two degrees
    x0, y0, x1, y1 = upright.as_it_came((600, 450, 650, 470))
    ink = np.argwhere(np.asarray(turned) < 128)
    assert (x0, y0) == pytest.approx(ink.min(axis=0)[::-1], abs=2.5)
    assert (x1, y1) == pytest.approx(ink.max(axis=0)[::-1], abs=2.5)
