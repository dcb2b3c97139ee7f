"""A page that lies on its side or head is read as if it stood upright, and its places told."""

from __future__ import annotations

import pytest
from PIL import Image, ImageDraw

from rag.documents.pages.articles import articles_of
from rag.documents.pages.layout import layout_of
from rag.documents.scans.recognition import recognise
from rag.documents.scans.sheets import page_of
from rag.documents.scans.turning import likely_turns, turned
from rag.documents.scans.upright import Upright, set_upright
from tests.rag.scans import Setting, scanned, typeset

FIRST = (
    "La cosecha de aceituna será este año la menor de la última década, según la cooperativa, "
    "que reúne a los productores de la comarca y vende fuera dos tercios de su aceite."
)
SECOND = (
    "El alcalde de Urdaz anunció ayer que la biblioteca abrirá también los sábados, gracias a un "
    "convenio con la diputación, que pagará la mitad de los sueldos durante dos cursos."
)
PDF, SET = typeset([FIRST, SECOND], setting=Setting(columns=2, height=150))
LONG = scanned(typeset([FIRST, SECOND] * 8, setting=Setting(columns=3, height=600))[0])[0]
(PAGE,) = scanned(PDF, angle=0.6, noise=6.0)


def read(image: Image.Image) -> tuple[str, list[tuple[float, ...]]]:
    (article,) = articles_of([layout_of(page_of(recognise(image, "spa"), 1))])
    return article.text, [line.box for line in article.lines]


@pytest.mark.slow
@pytest.mark.parametrize("quarters", [1, 2, 3])
def test_a_page_that_was_turned_is_read_as_if_it_had_not_been(quarters: int) -> None:
    text, boxes = read(turned(PAGE, quarters))
    assert " ".join(text.split()) == " ".join([FIRST, SECOND])
    # Where the first line lies on the page as it came: at the top left, before it was turned.
    x0, y0, x1, y1 = boxes[0]
    width, height = turned(PAGE, quarters).size
    middle = (x0 + x1) / 2 / width, (y0 + y1) / 2 / height
    where = {1: (middle[1] > 0.5, middle[0] < 0.3), 2: (middle[0] > 0.5, middle[1] > 0.7),
             3: (middle[1] < 0.5, middle[0] > 0.7)}  # fmt: skip
    assert where[quarters] == (True, True)
    assert (x1 - x0 > y1 - y0) == (quarters == 2)


def test_lines_tell_how_a_page_may_lie() -> None:
    for quarters in range(4):
        order, worth = likely_turns(turned(LONG, quarters))
        assert (order, worth) == (((0, 2, 1, 3), (1, 3, 0, 2))[quarters % 2], 2)


def test_of_a_blank_page_nothing_is_told() -> None:
    assert likely_turns(Image.new("L", (300, 200), 255))[0][0] == 0


@pytest.mark.slow
def test_upright_rules_do_not_lay_a_page_on_its_side() -> None:
    page = PAGE.copy()
    draw = ImageDraw.Draw(page)
    for x in range(8, page.width, 8):
        draw.line((x, 300, x, page.height), fill=0, width=3)
    assert likely_turns(page)[0][0] == 1, "the rules make it look so"
    assert recognise(page.crop((0, 0, page.width, 420)), "spa").upright.quarters == 0
    assert recognise(page, "spa").upright.quarters == 0


@pytest.mark.parametrize("quarters", [0, 1, 2, 3])
def test_a_place_on_a_turned_page_is_told_back(quarters: int) -> None:
    came = Image.new("L", (600, 400), 255)
    came.paste(0, (500, 50, 560, 70))
    ready = turned(came, quarters)
    x0, y0, x1, y1 = Image.eval(ready, lambda shade: 255 - shade).getbbox() or (0, 0, 0, 0)
    upright = Upright(ready, 1.0, 0.0, came.size, quarters)
    assert upright.as_it_came((x0, y0, x1, y1)) == pytest.approx((500, 50, 560, 70), abs=0.01)
    assert set_upright(ready, quarters).size == came.size
