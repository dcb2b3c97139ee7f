"""The tabs that work with the whole archive, in a real browser."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
import rispy
from playwright.sync_api import expect

from tests.e2e.running import BOX, BRIDGE, FIRE, UNANSWERABLE, Chat, ask, tab

pytestmark = pytest.mark.slow


def test_a_sheet_of_questions_is_answered_and_its_answers_saved(chat: Chat, tmp_path: Path) -> None:
    page = chat.open()
    tab(page, "Lotes")
    sheet = tmp_path / "preguntas.csv"
    text = f"pregunta;fuente\r\n{FIRE};\r\n{UNANSWERABLE};\r\n{BRIDGE};Nadie\r\n"
    sheet.write_bytes(text.encode("cp1252"))
    page.locator("#batch-upload .drop input").set_input_files(sheet)
    rows = page.locator("#batch-results tbody tr:not(.said)")
    expect(rows).to_have_count(3, timeout=60_000)
    expect(rows.nth(0)).to_contain_text("1")
    expect(rows.nth(0)).to_contain_text("Confianza")  # in words, as everywhere
    line = "row => getComputedStyle(row).borderBottomWidth"
    assert rows.nth(1).evaluate(line) == "1px", "also below a question without an answer"
    expect(rows.nth(2)).to_contain_text("Fila 4: No hay ninguna fuente que se llame «Nadie»")
    page.set_viewport_size({"width": 390, "height": 844})
    answer, sure = (rows.nth(0).locator("td").nth(n).bounding_box() for n in (0, 1))
    assert answer and sure
    assert sure["y"] >= answer["y"] + answer["height"], "on a phone each on a line of its own"
    with page.expect_download() as waiting:
        page.locator("#batch-csv").click()
    saved = tmp_path / "respuestas.csv"
    waiting.value.save_as(saved)
    with saved.open(encoding="utf-8-sig", newline="") as file:
        answers = list(csv.DictReader(file, delimiter=";"))
    assert [row["question"] for row in answers] == [FIRE, UNANSWERABLE, BRIDGE]
    assert answers[0]["answer"] in ("120", "150")
    rows.nth(0).locator("button.open").click()
    expect(page.locator("dialog.article[open]")).to_contain_text("bomberos")
    page.keyboard.press("Escape")
    page.locator("#batch-upload .drop input").set_input_files(
        {"name": "notas.csv", "mimeType": "text/csv", "buffer": b"a;b\n1;2\n"}
    )
    expect(page.locator("#batch-results [role=alert]")).to_contain_text("ninguna columna")


def test_the_sources_of_an_answer_are_saved_as_references(chat: Chat, tmp_path: Path) -> None:
    page = chat.open_and_ask(BRIDGE)
    with page.expect_download() as waiting:
        page.locator("#turns .citeas button", has_text="RIS").first.click()
    saved = tmp_path / "fuentes.ris"
    waiting.value.save_as(saved)
    titles = [entry["title"] for entry in rispy.loads(saved.read_text(encoding="utf-8"))]
    assert any("Puente nuevo" in title for title in titles)
    expect(page.locator(".notice")).to_contain_text("Fuentes guardadas en «fuentes-")


def test_a_chronology_is_shown_opened_and_saved(chat: Chat, tmp_path: Path) -> None:
    page = chat.open()
    tab(page, "Cronología")
    page.locator("#matter textarea").fill("soldados del puerto de Ribanueva")
    page.keyboard.press("Enter")
    items = page.locator("#timeline ol.timeline > li")
    expect(items).to_have_count(3)
    expect(items.first).to_contain_text("1 de marzo de 2024")
    expect(page.locator("#timeline figure.plot svg")).to_be_visible()
    items.last.locator("button.open").click()
    expect(page.locator("dialog.article[open] mark")).to_contain_text("700 soldados")
    page.keyboard.press("Escape")
    with page.expect_download() as waiting:
        page.locator("#timeline-html").click()
    saved = tmp_path / "cronologia.html"
    waiting.value.save_as(saved)
    other = chat.browser.new_page()
    asked: list[str] = []
    other.on("request", lambda request: asked.append(request.url))
    other.goto(saved.as_uri())
    expect(other.locator("ol.timeline > li")).to_have_count(3)
    assert asked == [saved.as_uri()], "the page fetches nothing"


def test_names_are_listed_and_each_has_its_page(chat: Chat) -> None:
    page = chat.open()
    tab(page, "Nombres")
    names = page.locator("#names ol.names button.entity")
    expect(names.first).to_be_visible(timeout=60_000)
    first = names.first.inner_text()
    page.locator("#named textarea").fill(first.lower())
    page.keyboard.press("Enter")
    expect(names.first).to_have_text(first)
    names.first.click()
    shown = page.locator("#names .entitypage")
    expect(shown.locator("h2")).to_have_text(first)
    expect(shown.locator("ol.naming li").first).to_be_visible()
    shown.locator("ol.naming button.open").first.click()
    expect(page.locator("dialog.article[open]")).to_be_visible()
    page.keyboard.press("Escape")
    shown.locator("button.entity", has_text="Todos los nombres").click()
    expect(names.first).to_be_visible()
    page.locator("#named textarea").fill("nadie se llama así")
    page.keyboard.press("Enter")
    expect(page.locator("#names .empty")).to_contain_text("no nombran a nadie")


def test_a_question_is_limited_to_a_name_typed_or_taken_from_its_page(chat: Chat) -> None:
    page = chat.open()
    page.get_by_role("button", name="Limitar a unos medios, fechas o nombres").click()
    field = page.locator("#ask-name")
    expect(field).to_have_attribute("role", "combobox")
    expect(field).to_have_accessible_name("Personas, organizaciones o lugares")
    field.press_sequentially("VILLAS", delay=30)
    option = page.locator("#ask-name-options [role=option]").first
    expect(option).to_contain_text("Villasoto")
    expect(field).to_have_attribute("aria-expanded", "true")
    expect(field).to_have_attribute("aria-activedescendant", "ask-name-0")
    field.press("Enter")
    chips = page.locator("#ask-chips .chips")
    expect(chips).to_contain_text("puente de Villasoto (lugar)")
    expect(field).to_have_value("")
    expect(option).to_be_hidden()
    ask(page, FIRE)
    turn = page.locator("#turns .turn").first
    expect(turn.locator(".limited")).to_have_text(
        "Con estos límites: puente de Villasoto (lugar); quitar límites"
    )
    chips.get_by_role("button", name="Quitar este límite: puente de Villasoto (lugar)").click()
    expect(chips).to_have_count(0)
    field.press_sequentially("nadie se llama así")
    expect(page.locator("#ask-name-options")).to_contain_text("no nombran a nadie")
    field.press("Escape")
    expect(page.locator("#ask-name-options p")).to_be_hidden()

    tab(page, "Nombres")
    page.locator("#named textarea").fill("urdaz")
    page.keyboard.press("Enter")
    name = page.locator("#names ol.names button.entity").first
    expect(name).to_contain_text("Urdaz")
    name.click()
    page.get_by_role("button", name="Preguntar sobre").click()
    expect(page.locator(BOX)).to_be_focused()
    expect(chips).to_contain_text("Urdaz")
    ask(page, FIRE)
    expect(turn.locator(".asked")).to_contain_text("Urdaz")
    expect(turn.locator(".claims")).to_be_visible()
    page.get_by_role("button", name="Nueva conversación").click()
    expect(chips).to_have_count(0)

    tab(page, "Buscar")
    page.get_by_role("button", name="Limitar a unos medios, fechas o nombres").click()
    page.locator("#search-name").press_sequentially("ribanueva")
    page.locator("#search-name-options [role=option]").first.click()
    expect(page.locator("#search-chips .chips")).to_contain_text("Ribanueva")
    page.locator("#sought textarea").fill("soldados")
    page.keyboard.press("Enter")
    expect(page.locator("#hits li").first).to_contain_text("Ribanueva")
