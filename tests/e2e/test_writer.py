"""A language model in the chat: what it writes is checked before anybody sees it.

The model is scripted, since what a real one writes differs from run to run: it says two things that
the articles say and one that they do not.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from index.encoders.bundled import BundledEncoder
from rag.writer.client import Messages
from tests.e2e.conftest import fill_archive
from tests.e2e.running import FIRE, Chat, ask, free_port, start, stop, tab
from tests.rag.writer.scripted import Behaviour, number_of, serving

pytestmark = pytest.mark.slow

INVENTED = "El presidente Ramiro Cossío pagará 99 millones de euros"


def script(messages: Messages) -> str:
    """Two true sentences about the fire and one that nobody printed."""
    first = number_of(messages, "envió 120 bomberos")
    second = number_of(messages, "envió 150 bomberos")
    return (
        f"El 3 de julio de 2025 la Diputación envió 150 bomberos a la sierra de Urdaz [{second}].\n"
        f"{INVENTED} [{first}].\n"
        f"El 2 de julio de 2025 la Diputación envió 120 bomberos a la sierra de Urdaz [{first}]."
    )


@pytest.fixture(scope="module")
def writing(
    tmp_path_factory: pytest.TempPathFactory, bundled: BundledEncoder, browser: Browser
) -> Iterator[Chat]:
    place = fill_archive(tmp_path_factory.mktemp("escritor"), bundled)
    port = free_port()
    with serving(Behaviour(script)) as url:
        server = start(place, port, "--writer", url)
        try:
            yield Chat(f"http://127.0.0.1:{port}/", browser, place, server)
        finally:
            stop(server)


def chosen(page: Page) -> None:
    """The two articles about the fire."""
    tab(page, "Archivo")
    for title in ("Arde la sierra de Urdaz", "La Diputación refuerza Urdaz"):
        page.locator("#listing tbody tr", has_text=title).locator("input").check()


@pytest.mark.parametrize(
    "button", ["Resume estos artículos", "Compara lo que dicen", "Escribe una cronología"]
)
def test_a_button_lets_the_model_write_over_the_chosen_articles(writing: Chat, button: str) -> None:
    page = writing.open()
    tab(page, "Archivo")
    expect(page.get_by_role("button", name=button)).to_be_disabled()
    chosen(page)
    page.get_by_role("button", name=button).click()
    written = page.locator("#written")
    expect(written.locator(".turn h2").first).to_be_in_viewport()  # it stands below the list
    expect(written.locator(".writer")).to_contain_text("Redactado por guion")
    text = written.locator(".text").first
    expect(text).to_contain_text("120 bomberos")
    expect(text).to_contain_text("150 bomberos")
    expect(text).not_to_contain_text("Cossío")
    if "cronología" in button:
        shown = text.inner_text()
        assert shown.index("2 de julio") < shown.index("3 de julio"), "in the order of the dates"
    left_out = written.locator("details.dropped")
    expect(left_out.locator("summary")).to_contain_text("1")
    left_out.locator("summary").click()
    expect(left_out).to_contain_text(INVENTED)
    expect(left_out).to_contain_text("no está en los pasajes")


def test_an_answer_is_the_models_and_says_what_was_left_out(writing: Chat) -> None:
    page = writing.open()
    ask(page, FIRE)
    turn = page.locator("#turns .turn").last
    expect(turn.locator(".writer")).to_contain_text("Redactado por guion")
    expect(turn.locator(".text").first).to_contain_text("120 bomberos")
    expect(turn.locator(".text").first).not_to_contain_text("Cossío")
    expect(turn.locator("details.dropped")).to_contain_text("Cossío")
