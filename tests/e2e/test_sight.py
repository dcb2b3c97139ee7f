"""How the page looks and behaves under the hand: widths, keyboards, first signs, phones."""

from __future__ import annotations

import re
import signal
import time
import zlib

import pytest
from playwright.sync_api import Page, Route, expect

from tests.e2e.running import BOX, FIRE, SOLDIERS, Chat, ask, tab, wait_for_answer, wait_until_ready

pytestmark = pytest.mark.slow

SHIFT = """window.__shift = 0; new PerformanceObserver((list) => {
  for (const entry of list.getEntries()) if (!entry.hadRecentInput) window.__shift += entry.value;
}).observe({type: 'layout-shift', buffered: true});"""
CONTRAST = """([selector, of, edge]) => {
  const probe = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
  const over = (color, under) => {
    probe.fillStyle = `rgb(${under})`;
    probe.fillRect(0, 0, 1, 1);
    probe.fillStyle = color;
    probe.fillRect(0, 0, 1, 1);
    return [...probe.getImageData(0, 0, 1, 1).data].slice(0, 3);
  };
  const light = (rgb) => rgb.map((c) => c / 255)
    .map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4))
    .reduce((sum, c, i) => sum + c * [0.2126, 0.7152, 0.0722][i], 0);
  const node = document.querySelector(selector);
  const grounds = [];
  for (let at = edge ? node.parentElement : node; at; at = at.parentElement) {
    grounds.unshift(getComputedStyle(at).backgroundColor);
  }
  const ground = grounds.reduce((under, color) => over(color, under), [255, 255, 255]);
  const [a, b] = [light(over(getComputedStyle(node)[of], ground)), light(ground)];
  return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
}"""


def style(page: Page, selector: str, name: str) -> str:
    found: str = page.evaluate(
        "([s, n]) => getComputedStyle(document.querySelector(s))[n]", [selector, name]
    )
    return found


def left_and_width(page: Page) -> list[float]:
    box: list[float] = page.evaluate(
        "() => { const b = document.querySelector('.masthead').getBoundingClientRect();"
        " return [b.left, b.width]; }"
    )
    return box


def slow(page: Page, salt: str) -> None:
    """A slow machine: what draws the masthead arrives last, others in the order of their salt."""
    page.context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": 2})

    def late(route: Route) -> None:
        name = route.request.url.rsplit("/", 1)[-1]
        if name.startswith("HTML-"):
            time.sleep(2)
        elif zlib.crc32((salt + name).encode()) % 4 == 0:
            time.sleep(0.1)
        route.continue_()

    page.route(re.compile(r"\.js$"), late)


@pytest.mark.parametrize(("width", "salt"), [(1400, "a"), (1024, "f"), (390, "b")])
def test_nothing_moves_while_the_parts_of_the_page_arrive_late_and_in_any_order(
    chat: Chat, width: int, salt: str
) -> None:
    page = chat.browser.new_page(viewport={"width": width, "height": 900}, locale="es-ES")
    page.add_init_script(SHIFT)
    slow(page, salt)
    page.goto(chat.url)
    wait_until_ready(page)
    expect(page.locator(BOX)).to_be_focused()
    expect(page.locator("#examples button")).not_to_have_count(0)
    page.wait_for_timeout(300)
    assert page.evaluate("window.__shift") < 0.005
    for part in ("#masthead h1", "#ask", ".limits button", "button.menu"):
        assert style(page, part, "visibility") == "visible", part
    assert style(page, "#ask-row", "opacity") == "1"


def test_a_part_that_never_comes_hides_the_others_for_some_seconds_only(chat: Chat) -> None:
    page = chat.open()
    page.evaluate("document.querySelector('#masthead').remove()")
    assert style(page, BOX, "visibility") == "hidden"
    seconds = float(style(page, ".tabs", "animationDelay").rstrip("s"))
    assert 5 <= seconds <= 20
    page.evaluate("document.getAnimations().forEach((animation) => animation.finish())")
    assert style(page, BOX, "visibility") == "visible"


@pytest.mark.parametrize("width", [1400, 390])
def test_an_answer_stays_where_it_is_read_when_questions_to_go_on_with_arrive(
    chat: Chat, width: int
) -> None:
    page = chat.open_and_ask(FIRE, width=width)
    place = "document.querySelector('#turns .turn').getBoundingClientRect().top"
    empty = "document.querySelector('#examples .html-container').innerHTML = %r"
    page.evaluate(empty % "")
    before = page.evaluate(place)
    limits, tools = (page.locator(part).bounding_box() for part in (".limits", "#tools"))
    assert limits and tools
    if width > 760:
        assert tools["y"] - limits["y"] - limits["height"] < 30, "no room is kept for none"
    for many in (1, 3):
        buttons = "".join(
            "<button class=suggested>¿Cuántas viviendas de alquiler ha entregado el Ayuntamiento "
            "de Valdemorilla en el barrio de la estación desde marzo?</button>"
            for _ in range(many)
        )
        shown = f"<div class=suggestions data-turn=1><span>Siga con</span>{buttons}</div>"
        page.evaluate(empty % shown)
        page.evaluate("document.dispatchEvent(new Event('hemeroteca.turns'))")
        at = "#turns .next" if width > 760 else "#examples"
        expect(page.locator(f"{at} button.suggested:visible")).to_have_count(many)
        expect(page.locator("button.suggested:visible")).to_have_count(many)
        assert page.evaluate(place) == before, many


def test_the_page_keeps_its_width_from_tab_to_tab(chat: Chat) -> None:
    page = chat.browser.new_page(viewport={"width": 1400, "height": 900}, locale="es-ES")
    page.goto(chat.url)
    wait_until_ready(page)
    before = left_and_width(page)
    assert before[1] == 1160
    for name in ("Buscar", "Archivo", "API", "Preguntar"):
        tab(page, name)
        page.wait_for_timeout(150)
        assert left_and_width(page) == before, name


def test_the_list_of_events_is_of_a_kind_that_gradio_does_not_watch(chat: Chat) -> None:
    page = chat.open()
    events = page.evaluate(
        """() => { const events = window.gradio_config.dependencies;
             return [Array.isArray(events), Object.getPrototypeOf(events) === Array.prototype,
                     events.length > 50]; }"""
    )
    assert events == [True, False, True]


def test_styles_arrive_as_they_were_written(chat: Chat) -> None:
    page = chat.open_and_ask(FIRE)
    page.locator(".limits button").first.click()
    page.evaluate(
        "document.querySelector('#turns').insertAdjacentHTML('beforebegin',"
        " '<p class=\"probe\"><span class=dots></span></p>')"
    )
    assert style(page, ".probe .dots", "borderTopWidth") == "2px"
    assert style(page, ".probe .dots", "borderTopStyle") == "solid"
    assert style(page, ".probe .dots", "animationName") == "turning"
    assert (
        page.locator("#ask-since input, #ask-until input, #list-since input").evaluate_all(
            "all => all.map(field => field.type)"
        )
        == ["date"] * 2
    )
    for field in (BOX, "#ask-since input"):
        assert style(page, field, "borderTopWidth") == "1px"
    table = page.locator(".claims").bounding_box()
    column = page.locator(".columns .answer").bounding_box()
    assert table and column and table["width"] <= column["width"] + 1
    assert page.locator(".claims .cite").last.is_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_letters_and_edges_stand_out(chat: Chat, scheme: str) -> None:
    page = chat.open(scheme=scheme)
    page.locator(".limits button").first.click()
    for words in ("footer button", ".counts", "#ask-sources label span", "#ask-since label span"):
        if page.locator(words).count():
            assert page.evaluate(CONTRAST, [words, "color", False]) >= 4.5, words
    for edge in (BOX, "#ask-since input", "#ask-sources .wrap-inner"):
        if page.locator(edge).count():
            assert page.evaluate(CONTRAST, [edge, "borderTopColor", True]) >= 3, edge


def test_a_question_is_seen_to_be_taken_at_once_even_by_a_frozen_server(chat: Chat) -> None:
    page = chat.open()
    page.fill(BOX, FIRE)
    # Heard last of all: what is there now is drawn with the next frame, however slow the machine.
    page.evaluate(
        """() => window.addEventListener('keydown', () => {
             window.__sign = document.querySelectorAll('.turn.waiting .dots').length;
           }, { once: true })"""
    )
    chat.server.send_signal(signal.SIGSTOP)
    try:
        page.press(BOX, "Enter")
        assert page.evaluate("window.__sign") == 1
        expect(page.locator(".turn.waiting h2")).to_have_text(FIRE)
        expect(page.locator(".turn.waiting .dots")).to_be_visible()
    finally:
        chat.server.send_signal(signal.SIGCONT)
    wait_for_answer(page, FIRE)
    expect(page.locator(".turn.waiting")).to_have_count(0)


def test_the_keyboard_skips_to_the_content_moves_between_tabs_and_keeps_the_focus(
    chat: Chat,
) -> None:
    page = chat.open()
    page.locator("button.menu").focus()
    page.keyboard.press("Shift+Tab")
    expect(page.locator("a.skip")).to_be_focused()
    expect(page.locator("a.skip")).to_have_text("Ir a la pregunta o al contenido")
    page.keyboard.press("Enter")
    expect(page.locator(BOX)).to_be_focused()
    page.get_by_role("tab", name="Preguntar").focus()
    page.keyboard.press("ArrowRight")
    expect(page.get_by_role("tab", name="Buscar")).to_be_focused()
    expect(page.locator("#sought textarea")).to_be_visible()
    page.keyboard.press("Home")
    expect(page.locator(BOX)).to_be_visible()
    page.fill(BOX, FIRE)
    page.locator("#ask").focus()
    page.keyboard.press("Enter")
    wait_for_answer(page, FIRE)
    page.wait_for_timeout(200)
    assert page.evaluate("document.activeElement.tagName") != "BODY"
    note = page.locator(".confidence")
    note.locator("summary").focus()
    page.keyboard.press("Enter")
    expect(note.locator("span")).to_contain_text("aciertan")


def test_what_is_drawn_anew_under_the_focus_hands_it_to_what_took_its_place(chat: Chat) -> None:
    page = chat.open()
    tab(page, "Archivo")
    order = page.locator("#listing select.order")
    rows = page.locator("#listing .open")
    expect(rows).not_to_have_count(0)
    first = rows.first.inner_text()
    order.focus()
    page.keyboard.press("ArrowDown")
    expect(rows.first).not_to_have_text(first)
    expect(order).to_be_focused()
    tab(page, "Buscar")
    sought = page.locator("#sought textarea")
    edge = sought.evaluate("box => getComputedStyle(box).borderTopColor")
    sought.fill("precio del trigo")
    expect(sought).not_to_have_css("border-top-color", edge)
    page.keyboard.press("Enter")
    hits = page.locator("#hits .source")
    expect(hits).to_have_count(10)
    page.locator("#hits button.more").focus()
    page.keyboard.press("Enter")
    expect(hits).not_to_have_count(10)
    page.wait_for_function("document.activeElement.closest('#hits')")


def test_escape_closes_what_was_opened_by_keyboard_and_leads_back(chat: Chat) -> None:
    page = chat.open_and_ask(FIRE)
    verdict = page.locator(".feedback button[data-verdict=right]").first
    verdict.focus()
    page.keyboard.press("Enter")
    remark = page.get_by_placeholder("Comentario (opcional)")
    expect(remark).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Escape")
    expect(remark).to_be_hidden()
    expect(verdict).to_be_focused()
    tab(page, "Archivo")
    paste = page.get_by_role("button", name="Pegar un texto")
    paste.focus()
    page.keyboard.press("Enter")
    heading = page.get_by_label("Titular (opcional)")
    expect(heading).to_be_visible()
    page.keyboard.press("Tab")
    expect(heading).to_be_focused()
    for field in ("title", "text", "source"):
        assert style(page, f"#paste-{field} textarea", "borderTopWidth") == "1px"
    page.keyboard.press("Escape")
    expect(page.locator("#paste-add")).to_be_hidden()
    expect(paste).to_be_focused()
    tab(page, "Cronología")
    page.locator("#matter textarea").fill("soldados del puerto de Ribanueva")
    page.keyboard.press("Enter")
    opens = page.locator("#timeline button.open").first
    opens.focus()
    page.keyboard.press("Enter")
    expect(page.locator("dialog.article[open]")).to_be_visible()
    page.keyboard.press("Escape")
    expect(opens).to_be_focused()


def test_lists_of_choices_are_left_by_keyboard_without_losing_the_focus(chat: Chat) -> None:
    page = chat.open()
    page.locator(".limits button").first.click()
    outlets = page.locator("#ask-sources input")
    outlets.focus()
    page.keyboard.press("Tab")
    expect(page.locator("#ask-since input")).to_be_focused()
    outlets.focus()
    page.keyboard.press("Escape")
    page.wait_for_timeout(200)
    assert page.evaluate("document.activeElement.tagName") != "BODY"


def test_one_menu_holds_theme_size_and_language_and_all_are_kept(chat: Chat) -> None:
    page = chat.open(width=390, height=844)
    button, panel = page.locator("button.menu"), page.locator("#menu-panel")
    expect(panel).to_be_hidden()
    box = button.bounding_box()
    assert box and min(box["width"], box["height"]) >= 24
    button.focus()
    page.keyboard.press("Enter")
    expect(panel).to_be_visible()
    expect(panel.get_by_label("Como el sistema")).to_be_checked()
    expect(panel.get_by_label("Normal")).to_be_checked()
    panel.get_by_label("Oscuro").check()
    panel.get_by_label("Muy grande").check()
    panel.get_by_label("English").check()
    expect(page.locator("#ask")).to_have_text("Ask")
    expect(panel.get_by_label("Dark")).to_be_checked()
    page.keyboard.press("Escape")
    expect(panel).to_be_hidden()
    expect(button).to_be_focused()
    for _ in range(2):
        assert page.evaluate("document.body.classList.contains('dark')")
        assert style(page, "html", "fontSize") == "20.8px"
        assert page.evaluate("document.documentElement.scrollWidth") <= 390
        page.reload()
        wait_until_ready(page)
        expect(page.locator("#ask")).to_have_text("Ask")
    button.click()
    panel.get_by_label("As the system").check()
    assert not page.evaluate("document.body.classList.contains('dark')")
    page.emulate_media(color_scheme="dark")
    page.wait_for_function("document.body.classList.contains('dark')")
    page.mouse.click(20, 800)
    expect(panel).to_be_hidden()


def test_pointing_at_a_mark_shows_its_passage(chat: Chat) -> None:
    page = chat.open_and_ask(FIRE)
    page.locator(".cite").first.hover()
    expect(page.locator(".peek mark")).to_contain_text("bomberos a la sierra de Urdaz")
    page.mouse.move(0, 0)
    expect(page.locator(".peek")).to_have_count(0)


def test_on_a_phone_a_source_comes_up_from_below_and_leads_back(chat: Chat) -> None:
    page = chat.open_and_ask(SOLDIERS, width=390, height=844)
    figure = page.locator(".claims tbody th").first
    expect(figure).to_be_in_viewport()
    mark = page.locator(".cite").first
    for target in (mark, page.locator(".feedback button").first):
        box = target.bounding_box()
        assert box and box["height"] >= 24 and box["width"] >= 24
    page.locator(".overtime summary").click()
    sizes = page.evaluate(
        "[...document.querySelectorAll('.plot text')].map((t) => parseFloat("
        "getComputedStyle(t).fontSize) * t.getScreenCTM().a)"
    )
    assert sizes
    assert min(sizes) >= 11
    assert style(page, ".claims tbody td", "borderBottomWidth") == "0px"
    mark.click()
    sheet = page.locator("dialog.sheet[open]")
    expect(sheet.locator("mark")).to_contain_text("soldados")
    sheet.get_by_role("button", name="Cerrar").click()
    expect(sheet).to_have_count(0)
    expect(mark).to_be_focused()


TABS = ("Preguntar", "Buscar", "Archivo", "API", "Lotes", "Cronología", "Nombres")


def test_on_a_phone_every_tab_is_one_touch_away_and_nothing_lies_over_another(
    chat: Chat,
) -> None:
    page = chat.open(width=390, height=844)
    expect(page.get_by_role("tab")).to_have_text(TABS)
    assert "More tabs" not in page.content()
    for name in reversed(TABS):
        shown = page.get_by_role("tab", name=name, exact=True)
        expect(shown).to_be_in_viewport(ratio=1)
        box = shown.bounding_box()
        assert box and box["height"] >= 24
        shown.click()
        expect(shown).to_have_attribute("aria-selected", "true")
    menu, said = (
        page.locator("button.menu").bounding_box(),
        page.evaluate(
            """() => { const range = document.createRange();
             range.selectNodeContents(document.querySelector('.masthead p'));
             return range.getBoundingClientRect().right; }"""
        ),
    )
    assert menu and said <= menu["x"]
    right = page.locator("#masthead").bounding_box()
    for button in ("#ask", BOX):
        box = page.locator(button).bounding_box()
        assert box and right and box["x"] + box["width"] <= right["x"] + right["width"] + 1
    tab(page, "Archivo")
    whole = page.locator(".articles thead label")
    expect(whole).to_have_text("Elegir todos los de esta página")
    said = whole.locator("span").bounding_box()
    assert said and said["width"] > 100, "the box for all has words"
    tab(page, "Preguntar")
    wide = page.locator(BOX).evaluate("box => [box.scrollWidth, box.clientWidth]")
    assert wide[0] <= wide[1], "the hint in it is whole"
    ask(page, FIRE)
    cells = page.locator(".claims tbody tr:first-child td")
    tops = cells.evaluate_all(
        """all => all.map(cell => { const range = document.createRange();
             range.setStart(cell.firstChild, 0); range.setEnd(cell.firstChild, 1);
             return range.getBoundingClientRect().bottom; })"""
    )
    assert len(tops) > 1
    assert max(tops) - min(tops) <= 1, "date and source stand on one line"


def test_controls_of_all_tabs_are_of_one_kind(chat: Chat) -> None:
    page = chat.open(width=1400)
    page.evaluate("document.querySelectorAll('[role=tab]').forEach((tab) => tab.click())")
    tab(page, "Buscar")
    grounds = page.evaluate(
        """() => { const all = [];
             for (let at = document.querySelector('#mode'); at.tagName !== 'MAIN';
                  at = at.parentElement) all.push(getComputedStyle(at).backgroundColor);
             return all; }"""
    )
    assert set(grounds) == {"rgba(0, 0, 0, 0)"}, "no band lies under the kinds of search"
    tab(page, "Cronología")
    make, matter = (page.locator(f).bounding_box() for f in ("#make-timeline", "#matter textarea"))
    assert make and matter and abs(make["height"] - matter["height"]) <= 4, (
        "its words are on a line"
    )
    tab(page, "Nombres")
    first = page.locator("#names .names li").first
    expect(first).to_be_visible()
    masthead, shown = page.locator("#masthead").bounding_box(), first.bounding_box()
    assert masthead and shown and shown["x"] >= masthead["x"]
    assert style(page, "#names .names", "listStyleType") == "none"
    button = page.locator("#names button.entity").first.bounding_box()
    assert button and button["height"] >= 24
    page.locator("#names button.entity").first.click()
    expect(page.locator(".entitypage .about")).to_be_visible()
    assert style(page, ".entitypage .about", "borderTopWidth") == "1px", "a button looks like one"
    tab(page, "Archivo")
    assert style(page, ".listbar select", "appearance") == "auto", "a list to choose from too"
    head, cell = (page.locator(f".articles {part}").first.bounding_box()
                  for part in ("thead th:last-child", ".count"))  # fmt: skip
    assert head and cell and head["x"] + head["width"] == cell["x"] + cell["width"]
    assert style(page, ".articles thead th:last-child", "textAlign") == "right"
    expect(page.locator("#follow-folders")).to_be_hidden()
    expect(page.locator("footer")).to_have_count(0)


def test_what_is_asked_before_the_page_knows_its_language_is_answered_in_it(chat: Chat) -> None:
    page = chat.browser.new_page(locale="en-GB")
    page.add_init_script(  # what tells the page its language is held back
        "const wait = window.setTimeout;"
        "window.setTimeout = (then, ms, ...more) => wait(then, ms === 300 ? 1e9 : ms, ...more);"
    )
    page.goto(chat.url)
    wait_until_ready(page)
    expect(page.locator("#ask")).to_have_text("Preguntar")
    page.fill(BOX, FIRE)
    page.press(BOX, "Enter")
    expect(page.locator(".turn h2").first).to_have_text(FIRE)
    expect(page.locator("#turns .badge")).to_have_text("The sources disagree")


def test_after_ten_turns_the_question_box_is_in_reach_and_older_ones_are_folded(
    chat: Chat,
) -> None:
    page = chat.open_and_ask(FIRE)
    page.evaluate(
        """() => { const kept = JSON.parse(sessionStorage.getItem('hemeroteca.talk'));
             kept.turns = Array(10).fill(kept.turns[0]);
             kept.asked = 10;
             sessionStorage.setItem('hemeroteca.talk', JSON.stringify(kept)); }"""
    )
    page.reload()
    expect(page.locator("#turns .turn")).to_have_count(10, timeout=30_000)
    assert page.locator("#turns .turn > details").count() == 7
    page.evaluate("window.scrollTo(0, document.body.scrollHeight)")
    expect(page.locator(BOX)).to_be_in_viewport()


def test_the_browsers_language_comes_first_and_nothing_spanish_is_left(chat: Chat) -> None:
    page = chat.browser.new_page(locale="en-GB")
    page.goto(chat.url)
    wait_until_ready(page)
    expect(page.locator("#ask")).to_have_text("Ask")
    assert page.evaluate("document.documentElement.lang") == "en"
    # They take seconds to find, and were asked for in the language that the page begins with.
    expect(page.locator("#examples .suggestions > span:visible")).to_have_text(
        "You may ask, for example:"
    )
    ask(page, SOLDIERS)
    for name in ("Search", "Archive", "API", "Batches", "Chronology", "Names", "Ask"):
        tab(page, name)
        page.wait_for_timeout(200)
        own = page.evaluate(
            """() => { const all = document.body.cloneNode(true);
                 for (const theirs of all.querySelectorAll('[lang=es], .turn h2, .source h4,'
                   + ' .history ul, .facts, script, style, td, pre'))
                   theirs.remove();
                 return all.textContent; }"""
        )
        left = re.findall(r"\b(?:el|la|los|las|de|que|una?|añadir|artículos?)\b", own.lower())
        assert left == [], (name, left)
