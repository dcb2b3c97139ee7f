"""The tabs that work with the whole archive, in a real browser."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
import rispy
from playwright.sync_api import expect

from tests.e2e.running import BRIDGE, FIRE, UNANSWERABLE, Chat, tab

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
    expect(rows.nth(2)).to_contain_text("Fila 4: No hay ninguna fuente que se llame «Nadie»")
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
    assert any("Puente **nuevo**" in title for title in titles)
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
