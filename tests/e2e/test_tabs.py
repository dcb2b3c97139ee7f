"""What a newcomer meets in the tabs beside that of questions, walked through in a real browser."""

from __future__ import annotations

from io import BytesIO

import pytest
from PIL import Image
from playwright.sync_api import Locator, expect

from tests.e2e.running import BOX, FIRE, Chat, ask, tab, wait_until_ready

pytestmark = pytest.mark.slow


def shades(control: Locator) -> tuple[float, float]:
    """The darkest and the lightest of what is drawn inside a control, from 0 to 1."""
    drawn = Image.open(BytesIO(control.screenshot(animations="disabled"))).convert("L")
    inner = drawn.crop(
        (drawn.width // 4, drawn.height // 4, 3 * drawn.width // 4, 3 * drawn.height // 4)
    )
    darkest, lightest = inner.getextrema()
    assert isinstance(darkest, int) and isinstance(lightest, int)
    return darkest / 255, lightest / 255


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_what_is_chosen_is_seen_to_be(chat: Chat, scheme: str) -> None:
    page = chat.open(scheme=scheme)
    tab(page, "Archivo")
    box = page.locator("#listing input.one").first
    box.check()
    page.mouse.move(5, 5)
    darkest, lightest = shades(box)
    assert lightest - darkest > 0.5, "the tick on its ground"
    tab(page, "Buscar")
    exact = page.locator("#mode label", has_text="Exacta: todo lo que hay")
    exact.click()
    page.locator("#sought textarea").click()
    exact.hover()  # the mouse, and not the focus
    darkest, lightest = shades(exact.locator("input"))
    assert lightest - darkest > 0.5, "the dot on its ground"
    page.locator("button.menu").click()
    other = page.locator("#looks input[name=size]:not(:checked)").first
    _, lightest = shades(other)
    assert (lightest < 0.5) == (scheme == "dark"), "what is not chosen is as dark as the page"


def test_what_a_name_is_written_into_is_wide_enough_for_its_words(chat: Chat) -> None:
    page = chat.open(width=1024)
    page.get_by_role("button", name="Limitar a unos medios, fechas o nombres").first.click()
    field = page.locator("#ask-name")
    expect(field).to_be_visible()
    needed = """field => { const pen = document.createElement('canvas').getContext('2d');
      const own = getComputedStyle(field);
      pen.font = own.font;
      return pen.measureText(field.placeholder).width + parseFloat(own.paddingLeft)
        + parseFloat(own.paddingRight) - field.clientWidth; }"""
    assert field.evaluate(needed) <= 0
    label = page.locator(".namefield label").first
    assert label.evaluate("one => one.getClientRects().length && one.offsetHeight") < 30


def test_an_article_is_opened_without_holes_and_its_correction_in_sight(chat: Chat) -> None:
    page = chat.open()
    tab(page, "Archivo")
    page.locator("#listing .open", has_text="Arde la sierra de Urdaz").click()
    window = page.locator("dialog.article[open]")
    expect(window.locator(".body p").last).to_contain_text("llueve sobre los montes")
    paragraphs = window.locator(".body p").all_text_contents()
    assert len(paragraphs) > 40
    assert all(text == text.strip() for text in paragraphs)
    window.get_by_text("Corregir los datos").click()
    expect(window.get_by_role("button", name="Guardar")).to_be_in_viewport()


def test_nothing_typed_is_no_fault_and_words_that_no_article_has_are_told(chat: Chat) -> None:
    page = chat.open()
    tab(page, "Buscar")
    page.get_by_role("button", name="Buscar", exact=True).click()
    expect(page.locator("#hits .empty")).to_have_text(
        "Escriba antes qué palabras o qué frase buscar."
    )
    page.locator("#sought textarea").fill("xqzwb brrrk")
    page.keyboard.press("Enter")
    expect(page.locator("#hits")).to_contain_text("Ningún pasaje tiene esas palabras")
    tab(page, "Cronología")
    page.locator("#make-timeline").click()
    expect(page.locator("#timeline .empty")).to_have_text("Escriba antes de qué asunto.")


def test_an_exact_search_counts_all_and_says_how_many_it_shows_on_a_phone_too(chat: Chat) -> None:
    page = chat.open(390, 844)
    tab(page, "Buscar")
    page.locator("#mode").get_by_text("Exacta: todo lo que hay").click()
    page.locator("#sought textarea").fill("NO nada")
    page.keyboard.press("Enter")
    expect(page.locator("#hits [role=status]")).to_contain_text(
        "no hay ninguno más. Se muestran los primeros 10."
    )
    places = [page.locator(f"#exact-{kind}").bounding_box() for kind in ("csv", "xlsx")]
    assert places[0] and places[1]
    assert places[0]["y"] == places[1]["y"], "side by side"


def test_greetings_counts_of_names_and_notes_are_read_in_english(chat: Chat) -> None:
    page = chat.browser.new_page(locale="en-GB")
    page.goto(chat.url)
    wait_until_ready(page)
    expect(page.locator("#ask")).to_have_text("Ask")
    ask(page, "hola")
    expect(page.locator("#turns .said .text")).to_have_text(
        "Hello. Ask what you want to know of the articles in the archive."
    )
    expect(page.locator("#turns .said .text")).to_have_attribute("lang", "en")
    tab(page, "Names")
    expect(page.locator("#names [role=status]")).to_contain_text(
        "The most named first; the number tells in how many articles.", timeout=60_000
    )
    page.locator("#names button.entity").first.click()
    about = page.locator("#names .entitypage .about")
    expect(about).to_be_visible()
    kind, button = page.locator(".entitypage h2 + .facts").bounding_box(), about.bounding_box()
    assert kind and button
    assert kind["y"] + kind["height"] < button["y"], "what it is stands under the name"
    tab(page, "Chronology")
    page.locator("#matter textarea").fill("xqzwb brrrk")
    page.keyboard.press("Enter")
    expect(page.locator("#timeline")).to_contain_text("In no article: “xqzwb”, “brrrk”.")


def test_a_language_that_the_page_lacks_is_passed_over_at_once_and_later(chat: Chat) -> None:
    page = chat.browser.new_page(locale="es-ES")
    page.add_init_script(
        "localStorage.setItem('hemeroteca.language', 'xx');"
        "Object.defineProperty(navigator, 'languages', { get: () => ['de-AT', 'en-GB', 'es'] });"
    )
    page.goto(chat.url)
    wait_until_ready(page)
    page.fill(BOX, FIRE)
    page.press(BOX, "Enter")
    expect(page.locator("#turns .badge")).to_have_text("The sources disagree", timeout=90_000)
    expect(page.locator("#ask")).to_have_text("Ask")
