"""What people see of the queue: their place in it, how long it takes, that it is full."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from threading import Event

import pytest
from playwright.sync_api import Browser, Page, expect

from index import Hit
from index.encoders.bundled import BundledEncoder
from rag import Archive
from rag.chat.components import page as pages
from rag.chat.components.page_parts import AT_ONCE
from rag.chat.server.serving import launch_settings
from rag.chat.server.settings import Settings
from rag.questions.query import Query
from rag.reader.protocol import Reader, Reading
from tests.e2e.conftest import filled
from tests.e2e.running import BOX, FIRE, answered, free_port, ready, tab

pytestmark = pytest.mark.slow

WAITING = 2
"""Places in the queue of this chat."""


@dataclass(slots=True)
class HeldReader:
    """The real reader, which does not begin before it may."""

    reader: Reader
    may: Event

    def read(self, query: Query, hits: Sequence[Hit]) -> list[Reading]:
        assert self.may.wait(60)
        return self.reader.read(query, hits)


@dataclass(slots=True)
class Held:
    """A running chat whose questions are answered when :attr:`may` is set."""

    url: str
    browser: Browser
    may: Event

    def open(self) -> Page:
        page = self.browser.new_page(locale="es-ES")
        page.goto(self.url)
        ready(page)
        return page


@pytest.fixture
def held(
    tmp_path_factory: pytest.TempPathFactory, bundled: BundledEncoder, browser: Browser
) -> Iterator[Held]:
    opened = Archive.open(filled(tmp_path_factory.mktemp("queue"), bundled), encoder=bundled)
    may, port = Event(), free_port()
    archive = Archive(opened.backend, HeldReader(opened.reader, may))
    chat = pages.build(archive, queued=WAITING)
    _, url, _ = chat.launch(**launch_settings(Settings(port=port, queued=WAITING)))
    try:
        yield Held(url, browser, may)
    finally:
        may.set()
        chat.close(verbose=False)
        archive.close()


def put(page: Page) -> None:
    page.fill(BOX, FIRE)
    page.press(BOX, "Enter")


def test_who_waits_sees_the_place_and_the_time_and_who_finds_it_full_is_told(held: Held) -> None:
    busy = [held.open() for _ in range(AT_ONCE)]
    next_, last, late = held.open(), held.open(), held.open()
    last.locator("#language").get_by_text("English").click()
    expect(last.locator("#ask")).to_have_text("Ask")
    put(busy[0])
    expect(busy[0].locator(".turn.waiting")).to_be_visible()
    busy[0].wait_for_timeout(5_000)
    held.may.set()
    answered(busy[0], FIRE)  # now the chat knows that one takes five seconds and more
    held.may.clear()
    for page in busy:
        put(page)
        expect(page.locator(".turn.waiting")).to_be_visible()
    put(next_)
    line = next_.locator("#ask-row ~ .queue p")
    expect(line).to_have_text(
        re.compile(r"^En cola: le toca a continuación\. Listo en unos \d*[05] s\.$")
    )
    put(last)
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
    held.may.set()
    for page in (*busy, next_, last):
        answered(page, FIRE)
        expect(page.locator("#ask-row ~ .queue p")).to_be_empty()
    expect(refusal).to_have_text(full)  # until something is asked again
    late.locator("#sought textarea").press("Enter")
    expect(late.locator("#hits .source").first).to_be_visible()
    expect(refusal).to_be_empty()
