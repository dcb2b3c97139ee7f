"""From an empty archive to an answer on the page of a PDF, by what the articles suggest."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO

import pytest
from playwright.sync_api import Browser, expect
from reportlab.pdfgen import canvas

from tests.e2e.running import Chat, free_port, start, stop, tab, wait_for_answer

pytestmark = pytest.mark.slow

CHESTNUTS = "¿Cuántos castaños plantó el Ayuntamiento en la ladera del Pico Alto?"
FIREMEN = "¿Cuántos bomberos envió la Diputación a la sierra de Urdaz?"


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory, browser: Browser) -> Iterator[Chat]:
    """A chat over a folder that is not there yet."""
    place, port = tmp_path_factory.mktemp("vacio") / "archivo", free_port()
    chat = Chat(f"http://127.0.0.1:{port}/", browser, place, start(place, port))
    yield chat
    stop(chat.server)


def record() -> bytes:
    """A page of a PDF with a few sentences."""
    made = BytesIO()
    drawing = canvas.Canvas(made, pagesize=(420, 595))
    for height, line in (
        (520, "El pleno de Villasoto se reunió el lunes por la tarde."),
        (500, "El Ayuntamiento plantó 640 castaños en la ladera del Pico Alto."),
        (480, "La Diputación envió 120 bomberos a la sierra de Urdaz."),
        (460, "Nadie pidió la palabra y se levantó la sesión."),
    ):
        drawing.drawString(40, height, line)
    drawing.save()
    return made.getvalue()


def test_every_tab_of_an_empty_archive_says_so(empty: Chat) -> None:
    page = empty.open(390, 844)
    both = [page.locator(".firstrun button").nth(n).bounding_box() for n in (0, 1)]
    assert both[0] and both[1]
    beside = both[1]["x"] - both[0]["x"] - both[0]["width"]
    below = both[1]["y"] - both[0]["y"] - both[0]["height"]
    assert max(beside, below) >= 8, "not glued to one another"
    told = "El archivo está vacío. Añada artículos en «Archivo»."
    tab(page, "Buscar")
    page.locator("#sought textarea").fill("castaño")
    page.keyboard.press("Enter")
    expect(page.locator("#hits .empty")).to_have_text(told)
    tab(page, "Archivo")
    expect(page.locator("#listing .empty")).to_contain_text("Todavía no hay artículos")
    tab(page, "Cronología")
    page.locator("#matter textarea").fill("castaños")
    page.keyboard.press("Enter")
    expect(page.locator("#timeline .empty")).to_have_text(told)
    tab(page, "Nombres")
    expect(page.locator("#names .empty")).to_have_text(told)


def test_an_empty_archive_is_filled_asked_and_its_page_shown(empty: Chat) -> None:
    page = empty.open()
    first = page.locator(".firstrun")
    expect(first).to_contain_text("El archivo está vacío")
    expect(first.get_by_role("button", name="Abrir la muestra")).to_be_visible()
    first.get_by_role("button", name="Añadir artículos").click()
    upload = page.locator("#upload .drop input")
    upload.set_input_files(
        [{"name": "acta.pdf", "mimeType": "application/pdf", "buffer": record()}]
    )
    expect(page.locator("#report li.added")).to_contain_text("acta.pdf", timeout=60_000)
    tab(page, "Preguntar")
    suggested = page.locator("button.suggested")
    expect(suggested).to_have_text([CHESTNUTS, FIREMEN], timeout=60_000)
    suggested.first.click()
    wait_for_answer(page, CHESTNUTS)
    turn = page.locator("#turns .turn").first
    expect(turn.locator(".short")).to_have_text("640")
    expect(turn.locator(".confidence summary")).not_to_have_text("Confianza baja")
    turn.locator("button.open").first.click()
    box = page.locator("dialog.article[open] .pagebox")
    expect(box).to_be_in_viewport()
    shown, sheet = box.bounding_box(), page.locator(".pageview .sheet").bounding_box()
    assert shown
    assert sheet
    # The line stands 500 points above the foot of a page of 595.
    assert 0.13 < (shown["y"] + shown["height"] / 2 - sheet["y"]) / sheet["height"] < 0.18
    assert page.locator(".pageview img").evaluate("i => i.complete && i.naturalWidth > 400")
    page.keyboard.press("Escape")
    # What else the article answers stands at the end of the answer, and is asked with a click.
    further = turn.locator(".next button.suggested")
    expect(further).to_have_text([FIREMEN])
    further.click()
    wait_for_answer(page, FIREMEN)
    expect(page.locator("#turns .turn").first.locator(".short")).to_have_text("120")


def test_details_are_put_right_in_the_article_and_searching_marks_words(empty: Chat) -> None:
    page = empty.open()
    tab(page, "Archivo")
    # Again where the test before this one ran in the same process.
    page.locator("#upload .drop input").set_input_files(
        [{"name": "acta.pdf", "mimeType": "application/pdf", "buffer": record()}]
    )
    expect(page.locator("#report li")).to_contain_text("acta.pdf")
    page.locator("#listing .open").first.click()
    window = page.locator("dialog.article[open]")
    window.get_by_text("Corregir los datos").click()
    window.locator("input[name=title]").fill("Pleno de Villasoto")
    window.locator("input[name=date]").fill("2024-11-05")
    window.locator("input[name=source]").fill("Gaceta del Valle")
    window.get_by_role("button", name="Guardar").click()
    row = page.locator("#listing tbody tr").filter(has_text="Pleno de Villasoto")
    expect(row).to_contain_text("5 de noviembre de 2024")
    expect(row).to_contain_text("Gaceta del Valle")
    tab(page, "Buscar")
    page.locator("#sought textarea").fill("castaño")
    page.keyboard.press("Enter")
    expect(page.locator("#hits mark").first).to_have_text("castaños")
    expect(page.locator("#hits [role=status]")).to_contain_text("1 de 1 pasaje")
    expect(page.locator("#hits .scores")).to_contain_text("Puntuación")
    page.locator("#mode").get_by_text("Solo palabras").click()  # the order counts at once
    expect(page.locator("#hits .scores")).not_to_contain_text("Puntuación")
