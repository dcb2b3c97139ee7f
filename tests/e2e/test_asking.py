"""Asking in a real browser: answers, sources, disagreement, conversation, feedback."""

from __future__ import annotations

import io
import re
import time
from pathlib import Path

import docx
import pytest
from playwright.sync_api import expect

from rag import Archive
from tests.e2e.running import (
    BOX,
    BRIDGE,
    FIRE,
    SOLDIERS,
    UNANSWERABLE,
    Chat,
    ask,
    choose_english,
    tab,
    wait_for_answer,
    wait_until_ready,
)

pytestmark = pytest.mark.slow


def test_sources_that_disagree_stand_in_a_table_with_their_marks(chat: Chat) -> None:
    page = chat.open_and_ask(FIRE)
    turn = page.locator(".turn.disagree")
    expect(turn.locator(".badge")).to_have_text("Las fuentes no coinciden")
    sure = re.compile("^Confianza (alta|media|baja)$")
    expect(turn.locator(".confidence summary")).to_have_text(sure)
    expect(turn.locator(".claims thead th")).to_have_text(["Respuesta", "Fecha", "Fuente"])
    rows = " ".join(turn.locator(".claims tbody tr").all_inner_texts())
    for figure, date, source in (
        ("120", "2 de julio de 2025", "El Eco de Urdaz"),
        ("150", "3 de julio de 2025", "Gaceta del Valle"),
    ):
        assert figure in rows
        assert date in rows
        assert source in rows
    expect(turn.locator(".claims .cite")).to_have_text(["[1]", "[2]"])
    assert turn.locator(".short, .text li, .plot").count() == 0, "a figure is not said again"
    titles = " ".join(turn.locator(".source h4").all_inner_texts())
    assert "Arde la sierra de Urdaz" in titles
    assert "La Diputación refuerza Urdaz" in titles
    details = " ".join(turn.locator(".facts").all_inner_texts())
    assert "El Eco de Urdaz · 2 de julio de 2025 · párrafo 1" in details


def test_the_quotation_is_highlighted_and_the_figure_in_it_emphasised(chat: Chat) -> None:
    page = chat.open_and_ask(FIRE)
    for folded in page.get_by_text("Ver el pasaje").all():
        folded.click()
    marks = " ".join(page.locator(".source mark").all_inner_texts())
    assert "La Diputación envió 120 bomberos a la sierra de Urdaz." in marks
    strong = " ".join(page.locator(".source mark strong").all_inner_texts())
    assert "120" in strong
    assert "150" in strong


def test_figures_over_time_are_drawn(chat: Chat) -> None:
    page = chat.open_and_ask(SOLDIERS)
    plot = page.locator(".turn .plot svg")
    assert page.locator(".claims").count() == 1
    expect(plot).to_be_hidden()  # the table above has the same figures
    page.locator(".overtime summary").click()
    expect(plot).to_be_visible()
    expect(plot).to_have_attribute("aria-label", re.compile("300.*450.*700"))
    heights = plot.locator(".dot").evaluate_all(
        "all => all.map(dot => Number(dot.cy.baseVal.value))"
    )
    across = plot.locator(".dot").evaluate_all(
        "all => all.map(dot => Number(dot.cx.baseVal.value))"
    )
    assert len(heights) == 3
    assert heights == sorted(heights, reverse=True), "more is higher"
    assert across == sorted(across), "later is further right"


@pytest.mark.parametrize("how", ["click", "keyboard"])
def test_a_mark_leads_to_its_source(chat: Chat, how: str) -> None:
    # So low that the source is out of sight.
    page = chat.open_and_ask(FIRE, width=1000, height=460)
    second = page.locator(".source").nth(1)
    expect(second).not_to_be_in_viewport()
    passage = second.locator("blockquote")
    expect(passage).to_be_hidden()  # the table has its quotation
    mark = page.get_by_role("link", name="Ver la fuente 2").first
    if how == "click":
        mark.click()
    else:
        mark.focus()
        page.keyboard.press("Enter")
    expect(second).to_be_in_viewport()
    expect(second).to_be_focused()
    expect(passage).to_be_visible()


def test_the_whole_article_opens_at_the_place_and_closes_by_keyboard(chat: Chat) -> None:
    page = chat.open_and_ask(FIRE)
    first = page.locator(".source").filter(has_text="Arde la sierra").locator("button.open")
    first.focus()
    page.keyboard.press("Enter")
    window = page.locator("dialog.article[open]")
    expect(window.locator("h2")).to_have_text("Arde la sierra de Urdaz")
    expect(window.locator("mark")).to_have_text(
        "La Diputación envió 120 bomberos a la sierra de Urdaz."
    )
    expect(window.locator("mark")).to_be_in_viewport()
    expect(window.locator(".body")).to_contain_text("La última noticia es que llueve")
    page.keyboard.press("Escape")
    expect(page.locator("dialog.article[open]")).to_have_count(0)
    page.keyboard.press("Enter")  # the focus came back to the button
    expect(window).to_be_visible()


def test_a_question_without_an_answer_looks_unlike_an_answer(chat: Chat) -> None:
    page = chat.open_and_ask(UNANSWERABLE)
    turn = page.locator("#turns .turn").first
    expect(turn).to_have_class("turn abstained")
    expect(turn.locator(".badge")).to_have_text("Sin respuesta en las fuentes")
    expect(turn.locator("h3")).to_have_text("Lo más cercano")
    assert turn.locator(".short, .claims, .confidence").count() == 0


def test_a_conversation_goes_on_survives_a_reload_and_begins_anew(chat: Chat) -> None:
    page = chat.open_and_ask(FIRE)
    assert page.input_value(BOX) == ""
    ask(page, "¿Y quién los envió?")
    expect(page.locator("#turns .turn h2")).to_have_text(["¿Y quién los envió?", FIRE])
    page.locator("#turns .turn").nth(1).locator(".cite").first.click()
    target = page.locator("#turns .turn").nth(1).locator(".source").first.get_attribute("id")
    assert page.evaluate("document.querySelector(':target').id") == target
    page.reload()
    wait_until_ready(page)
    expect(page.locator("#turns .turn h2")).to_have_text(["¿Y quién los envió?", FIRE])
    ask(page, BRIDGE)
    expect(page.locator("#turns .turn")).to_have_count(3)
    page.get_by_role("button", name="Nueva conversación").click()
    expect(page.locator("#turns .turn")).to_have_count(0)
    page.reload()
    wait_until_ready(page)
    page.wait_for_timeout(800)  # what was kept comes back by then
    expect(page.locator("#turns .turn")).to_have_count(0)


def test_searching_is_visible_and_announced(chat: Chat) -> None:
    page = chat.open()
    page.evaluate(
        """() => { window.__seen = [];
             new MutationObserver(() => {
               const turn = document.querySelector('.turn.waiting .status');
               if (turn) window.__seen.push(turn.innerText.trim());
               if (document.querySelector('.turn.waiting .found li')) window.__found = true;
               const stop = document.querySelector('#stop');
               if (stop && stop.offsetParent) window.__stop = true;
             }).observe(document.body, {childList: true, subtree: true, characterData: true}) }"""
    )
    ask(page, FIRE)
    statuses = page.evaluate("window.__seen.join('|')")
    assert "Buscando en los artículos" in statuses
    assert "Leyendo los pasajes" in statuses
    assert page.evaluate("window.__found"), "the sources come before the answer"
    live = page.locator("#live [aria-live=polite]")
    expect(live).to_contain_text("Las fuentes no coinciden")


def test_limits_hold_and_are_named(chat: Chat) -> None:
    page = chat.open()
    page.locator(".limits button").first.click()
    page.locator("#ask-since input").fill("2025-07-03")
    page.keyboard.press("Tab")
    ask(page, FIRE)
    turn = page.locator("#turns .turn").first
    expect(turn.locator(".asked")).to_have_text("Limitada a: desde 3 de julio de 2025")
    dates = turn.locator(".facts").all_inner_texts()
    assert dates
    assert not any("2 de julio de 2025" in date for date in dates)
    page.locator("#ask-until input").fill("2025-07-01")
    page.keyboard.press("Tab")
    page.fill(BOX, FIRE)
    page.press(BOX, "Enter")
    expect(page.locator(".turn.problem")).to_contain_text("es posterior a la fecha")


def test_english_is_one_click_away_and_stays(chat: Chat) -> None:
    page = chat.open_and_ask(FIRE)
    choose_english(page)
    expect(page.locator(".badge")).to_have_text("The sources disagree")
    expect(page.locator("#ask")).to_have_text("Ask")
    expect(page.get_by_role("tab", name="Archive")).to_be_visible()
    expect(page.locator(BOX)).to_have_attribute("placeholder", "Type a question")
    expect(page.locator(".counts")).to_contain_text("articles")
    assert page.evaluate("document.documentElement.lang") == "en"
    page.reload()
    wait_until_ready(page)
    expect(page.locator(".badge")).to_have_text("The sources disagree")
    expect(page.locator("#ask")).to_have_text("Ask")


def test_the_conversation_is_saved_with_its_sources(chat: Chat, tmp_path: Path) -> None:
    page = chat.open_and_ask(FIRE)
    with page.expect_download() as markdown:
        page.get_by_role("button", name="Guardar en Markdown").click()
    markdown.value.save_as(tmp_path / "a.md")
    text = (tmp_path / "a.md").read_text(encoding="utf-8")
    assert f"## {FIRE}" in text.replace("\\", "")
    assert "120" in text
    assert "Arde la sierra de Urdaz, El Eco de Urdaz, 2 de julio de 2025" in text.replace("\\", "")
    with page.expect_download() as word:
        page.get_by_role("button", name="Guardar en Word").click()
    word.value.save_as(tmp_path / "a.docx")
    document = docx.Document(io.BytesIO((tmp_path / "a.docx").read_bytes()))
    exported_text = "\n".join(paragraph.text for paragraph in document.paragraphs)
    assert FIRE in exported_text
    assert "La Diputación envió 120 bomberos" in exported_text
    assert len(document.tables) == 1
    expect(page.locator(".notice")).to_contain_text("hemeroteca-")


def test_feedback_is_kept_in_the_archive_with_its_remark(chat: Chat) -> None:
    page = chat.open_and_ask(SOLDIERS)
    group = page.locator(".feedback").first
    group.get_by_role("button", name="Incorrecta").click()
    expect(group.locator("input")).to_be_focused()
    page.keyboard.type("Son 700, según la última")
    page.keyboard.press("Enter")
    expect(page.locator(".notice")).to_contain_text("Su opinión quedó guardada")
    pressed = group.get_by_role("button", name="Incorrecta")
    expect(pressed).to_have_attribute("aria-pressed", "true")
    archive = Archive.open(chat.archive)
    until = time.monotonic() + 20
    while not (record := archive.feedback()[-1])["remark"] and time.monotonic() < until:
        time.sleep(0.1)
    archive.close()
    assert (record["question"], record["verdict"]) == (SOLDIERS, "wrong")
    assert record["remark"] == "Son 700, según la última"


def test_a_forged_answer_is_not_kept_as_feedback(chat: Chat) -> None:
    page = chat.open_and_ask(FIRE)
    page.evaluate(
        """() => { const kept = JSON.parse(sessionStorage.getItem('hemeroteca.talk'));
             for (const c of kept.turns[0].answer.citations) c.passage = c.passage + ' Inventado.';
             sessionStorage.setItem('hemeroteca.talk', JSON.stringify(kept)); }"""
    )
    page.reload()
    wait_until_ready(page)
    group = page.locator(".feedback").first
    group.get_by_role("button", name="Correcta", exact=True).click()
    page.keyboard.press("Enter")
    expect(page.locator(".notice")).to_contain_text("No se guardó")


@pytest.mark.parametrize(
    ("question", "message"), [("   ", "está vacía"), ("x" * 5_000, "el límite es 2.000")]
)
def test_a_question_that_cannot_be_asked_is_said_and_nothing_breaks(
    chat: Chat, question: str, message: str
) -> None:
    page = chat.open()
    page.fill(BOX, question)
    page.locator("#ask").click()
    expect(page.locator(".turn.problem")).to_contain_text(message)
    assert page.input_value(BOX) == question, "what was written is not lost"
    ask(page, FIRE)
    assert page.locator(".turn.problem").count() == 0


def test_the_answer_is_seen_before_the_sources_are_compared(chat: Chat) -> None:
    page = chat.open()
    # What the server sends, since the browser may draw several of its messages at once.
    page.evaluate(
        """() => { window.__sent = '';
             const decoder = new TextDecoder(), read = ReadableStreamDefaultReader.prototype.read;
             ReadableStreamDefaultReader.prototype.read = async function (...all) {
               const got = await read.apply(this, all);
               if (got.value instanceof Uint8Array) window.__sent += decoder.decode(got.value);
               else if (got.value) window.__sent += JSON.stringify(got.value);
               return got; }; }"""
    )
    ask(page, FIRE)
    sent = page.evaluate("window.__sent")
    marks = ("Fuentes encontradas", "Comparando lo que dicen", "Las fuentes no coinciden")
    places = [sent.find(mark) for mark in marks]
    assert min(places) >= 0, places
    assert places == sorted(places)
    assert sent.find("answer first") in range(places[0], places[2])


def test_two_tabs_do_not_see_each_others_questions(chat: Chat) -> None:
    context = chat.browser.new_context(locale="es-ES")  # one visitor, who shares storage
    one, other = context.new_page(), context.new_page()
    for page, question in ((one, FIRE), (other, BRIDGE)):
        page.goto(chat.url)
        wait_until_ready(page)
        ask(page, question)
    expect(one.locator("#turns .turn h2")).to_have_text([FIRE])
    expect(other.locator("#turns .turn h2")).to_have_text([BRIDGE])
    one.reload()
    wait_for_answer(one, FIRE)
    expect(one.locator("#turns .turn h2")).to_have_text([FIRE])


@pytest.mark.parametrize("name", ["Preguntar", "Buscar", "Archivo", "API"])
def test_a_phone_needs_no_sideways_scrolling(chat: Chat, name: str) -> None:
    page = chat.open_and_ask(SOLDIERS, width=390, height=844)
    if name == "Preguntar":
        ask(page, "¿" + "m" * 400 + "?")
    else:
        tab(page, name)
        page.wait_for_timeout(300)
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


def test_dark_mode_is_readable(chat: Chat) -> None:
    page = chat.open(scheme="dark")
    ask(page, FIRE)
    light = page.evaluate(
        """() => {
             const mean = (selector, what) => {
               const color = getComputedStyle(document.querySelector(selector))[what];
               return color.match(/[\\d.]+/g).slice(0, 3).map(Number).reduce((a, b) => a + b) / 3;
             };
             return [mean('.source blockquote', 'color'), mean('.source', 'backgroundColor')];
           }"""
    )
    assert light[0] > 180
    assert light[1] < 60
