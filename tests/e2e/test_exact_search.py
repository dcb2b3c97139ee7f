"""Exact search in a real browser: everything that a query is true of, and all of it in a file."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.e2e.running import Chat, tab

pytestmark = pytest.mark.slow


def test_a_query_finds_everything_and_saves_it(chat: Chat, tmp_path: Path) -> None:
    page = chat.open()
    tab(page, "Buscar")
    expect(page.locator("#exact-order")).to_be_hidden()
    page.locator("#mode").get_by_text("Exacta: todo lo que hay").click()
    expect(page.locator("#hits .syntax")).to_contain_text("lo que empieza así")
    expect(page.locator("#exact-order")).to_be_visible()
    page.locator("#sought textarea").fill('bomber* O "puerto"')
    page.keyboard.press("Enter")
    expect(page.locator("#hits [role=status]")).to_contain_text("no hay ninguno más")
    expect(page.locator("#hits .source mark").first).to_be_visible()
    shown = page.locator("#hits .source").count()
    assert shown
    page.locator("#exact-order").get_by_text("Por puntuación").click()
    expect(page.locator("#hits .source")).to_have_count(shown)
    with page.expect_download() as saved:
        page.get_by_role("button", name="Guardar CSV").click()
    place = tmp_path / "r.csv"
    saved.value.save_as(place)
    rows = list(csv.DictReader(place.open(encoding="utf-8-sig", newline="")))
    assert len(rows) >= shown
    expect(page.locator(".notice")).to_contain_text("pasajes guardados en")
    page.locator("#hits .source button.open").first.click()
    expect(page.locator("dialog.article[open] mark")).to_be_visible()


def test_a_wrong_query_says_where(chat: Chat) -> None:
    page = chat.open()
    tab(page, "Buscar")
    page.locator("#mode").get_by_text("Exacta: todo lo que hay").click()
    expect(page.locator("#hits .syntax")).to_contain_text("lo que empieza así")
    page.locator("#sought textarea").fill("bomberos Y")
    page.keyboard.press("Enter")
    expect(page.locator("#hits")).to_contain_text("«Y» (carácter 10)")
    page.locator("#mode").get_by_text("Solo palabras").click()
    expect(page.locator("#exact-order")).to_be_hidden()
