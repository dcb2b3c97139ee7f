"""What people see of the queue: their place in it, how long it takes, that it is full."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from threading import Event
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from index.encoders.bundled import BundledEncoder
from rag import Archive
from rag.answers.extractive import ExtractiveAnswerer
from rag.answers.types import Answer
from rag.chat.components import page as pages
from rag.chat.components.page_parts import AT_ONCE
from rag.chat.server.serving import launch_settings
from rag.chat.server.settings import Settings
from tests.e2e.conftest import fill_archive
from tests.e2e.running import (
    BOX,
    FIRE,
    choose_english,
    free_port,
    tab,
    wait_for_answer,
    wait_until_ready,
)

pytestmark = pytest.mark.slow

WAITING = 2
"""Places in the queue of this chat."""


class WaitingAnswerer(ExtractiveAnswerer):
    """The real one, which does not begin before it may."""

    def __init__(self, go_on: Event) -> None:
        super().__init__()
        self._go_on = go_on

    def answer(self, *arguments: Any, **options: Any) -> Answer:
        assert self._go_on.wait(60)
        return super().answer(*arguments, **options)


@dataclass(slots=True)
class BlockedChat:
    """A running chat whose questions are answered when :attr:`go_on` is set."""

    url: str
    browser: Browser
    go_on: Event

    def open(self) -> Page:
        page = self.browser.new_page(locale="es-ES")
        page.goto(self.url)
        wait_until_ready(page)
        return page


@pytest.fixture
def blocked(
    tmp_path_factory: pytest.TempPathFactory, bundled: BundledEncoder, browser: Browser
) -> Iterator[BlockedChat]:
    go_on, port = Event(), free_port()
    archive = Archive.open(
        fill_archive(tmp_path_factory.mktemp("queue"), bundled),
        encoder=bundled,
        answerer=WaitingAnswerer(go_on),
    )
    chat = pages.build(archive, queue_size=WAITING)
    _, url, _ = chat.launch(**launch_settings(Settings(port=port, queue_size=WAITING)))
    try:
        yield BlockedChat(url, browser, go_on)
    finally:
        go_on.set()
        chat.close(verbose=False)
        archive.close()


def submit(page: Page) -> None:
    page.fill(BOX, FIRE)
    page.press(BOX, "Enter")


def test_who_waits_sees_the_place_and_the_time_and_who_finds_it_full_is_told(
    blocked: BlockedChat,
) -> None:
    busy = [blocked.open() for _ in range(AT_ONCE)]
    next_, last, late = blocked.open(), blocked.open(), blocked.open()
    choose_english(last)
    expect(last.locator("#ask")).to_have_text("Ask")
    submit(busy[0])
    expect(busy[0].locator(".turn.waiting")).to_be_visible()
    busy[0].wait_for_timeout(5_000)
    blocked.go_on.set()
    wait_for_answer(busy[0], FIRE)  # now the chat knows that one takes five seconds and more
    blocked.go_on.clear()
    for page in busy:
        submit(page)
        expect(page.locator(".turn.waiting")).to_be_visible()
    submit(next_)
    line = next_.locator("#ask-row ~ .queue p")
    expect(line).to_have_text(
        re.compile(r"^En cola: le toca a continuación\. Listo en unos \d*[05] s\.$")
    )
    submit(last)
    expect(last.locator("#ask-row ~ .queue p")).to_have_text(
        re.compile(r"^In the queue: 1 before you\.")
    )
    tab(late, "Buscar")
    late.locator("#sought textarea").fill(FIRE)
    late.locator("#sought textarea").press("Enter")
    full = "El chat está atendiendo a muchas personas. Espere un minuto y vuelva a preguntar."
    refusal = late.locator("#search-row ~ .queue p")
    expect(refusal).to_have_text(full)
    expect(late.get_by_test_id("toast-body")).to_contain_text(full)
    blocked.go_on.set()
    for page in (*busy, next_, last):
        wait_for_answer(page, FIRE)
        expect(page.locator("#ask-row ~ .queue p")).to_be_empty()
    expect(refusal).to_have_text(full)  # until something is asked again
    late.locator("#sought textarea").press("Enter")
    expect(late.locator("#hits .source").first).to_be_visible()
    expect(refusal).to_be_empty()
