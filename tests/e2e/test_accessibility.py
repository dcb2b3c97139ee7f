"""axe-core finds nothing wrong with any view of the page, in any light and at any width.

It looks at names, roles, contrast and the order of headings as a screen reader and weak eyes meet
them (rules of WCAG 2 and axe's own best practices). What hangs on its judgement of a state, as a
tab that is opened or an article over the page, is looked at in that state.
"""

from __future__ import annotations

from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.e2e.running import FIRE, UNANSWERABLE, Chat, ask, tab

pytestmark = pytest.mark.slow


def faults(page: Page) -> list[tuple[Any, ...]]:
    """What axe finds: how bad, which rule, and where first."""
    found = Axe().run(page).response["violations"]
    return [(each["impact"], each["id"], each["nodes"][0]["html"][:200]) for each in found]


@pytest.mark.parametrize(
    ("width", "scheme"), [(1400, "light"), (1024, "dark"), (390, "light"), (390, "dark")]
)
def test_nothing_is_wrong_with_any_view(chat: Chat, width: int, scheme: str) -> None:
    page = chat.open(width=width, height=850, scheme=scheme)
    expect(page.locator("#examples button")).not_to_have_count(0)
    found = {"first view": faults(page)}

    page.locator("button.menu").click()
    expect(page.locator("#menu-panel")).to_be_visible()
    found["menu"] = faults(page)
    page.keyboard.press("Escape")

    ask(page, UNANSWERABLE)
    ask(page, FIRE)
    page.locator(".limits button").first.click()
    expect(page.locator("#ask-name")).to_be_visible()
    found["answers and limits"] = faults(page)

    page.locator("#turns button.open").first.click()
    expect(page.locator("dialog.article[open] mark")).to_be_visible()
    found["article"] = faults(page)
    page.keyboard.press("Escape")

    tab(page, "Buscar")
    page.locator("#sought textarea").fill("bomberos")
    page.locator("#sought textarea").press("Enter")
    expect(page.locator("#hits .source").first).to_be_visible()
    found["search"] = faults(page)

    tab(page, "Cronología")
    page.locator("#matter textarea").fill("puerto")
    page.locator("#matter textarea").press("Enter")
    expect(page.locator("#timeline .source").first).to_be_visible()
    found["chronology"] = faults(page)

    for name, part in (
        ("Archivo", "#listing tbody tr"),
        ("Nombres", "#names .names li"),
        ("Lotes", "#batch-upload .drop"),
        ("API", ".help h2"),
    ):
        tab(page, name)
        expect(page.locator(part).first).to_be_visible()
        found[name] = faults(page)
    assert not any(found.values()), found
