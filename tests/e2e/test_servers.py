"""Two chats over one archive on a server, each a process of its own, as behind a balancer."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from pathlib import Path

import pytest
from gradio_client import Client
from playwright.sync_api import Browser, expect

from index.encoders.bundled import BundledEncoder
from rag import Archive
from tests.e2e.running import FIRE, NOTES, ask, free_port, start, stop, wait_until_ready
from tests.torture.postgres.wire import Wire

pytestmark = pytest.mark.slow

SNOW = "Cayeron 73 centímetros de nieve en la sierra de Urdaz."
SNOWED = "¿Cuántos centímetros de nieve cayeron en la sierra de Urdaz?"
SENT = "¿Y quién los envió?"


@pytest.fixture
def archive(database: str, tmp_path: Path, bundled: BundledEncoder) -> Iterator[Archive]:
    """The archive as a third process sees it, with articles in it."""
    for name, text in NOTES.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    archive = Archive.open(database, encoder=bundled)
    archive.add(*(tmp_path / name for name in NOTES))
    yield archive
    archive.close()


@pytest.fixture
def ports(archive: Archive, database: str) -> Iterator[list[int]]:
    """Where the two chats answer."""
    chosen = [free_port(), free_port()]
    with ThreadPoolExecutor() as both, ExitStack() as running:
        for starting in [both.submit(start, database, port) for port in chosen]:
            running.callback(stop, starting.result())
        yield chosen


def test_what_one_chat_changes_the_other_shows_and_a_conversation_moves_between_them(
    ports: list[int], archive: Archive, browser: Browser, database: str
) -> None:
    one, two = (Client(f"http://127.0.0.1:{port}/", verbose=False) for port in ports)
    balancer = Wire(ports[0])
    try:
        url = f"http://127.0.0.1:{balancer.port}/"
        page = browser.new_page(locale="es-ES")
        page.goto(url)
        wait_until_ready(page)
        ask(page, FIRE)

        two.predict(SNOW, "Nieva", "2025-12-04", "Gaceta del Valle", api_name="/add")
        assert "73" in one.predict(SNOWED, api_name="/ask")

        balancer.target = ports[1]
        balancer.cut()
        page.reload()
        wait_until_ready(page)
        expect(page.locator("#turns .turn h2")).to_have_text([FIRE])
        ask(page, SENT)
        expect(page.locator("#turns .turn h2")).to_have_text([SENT, FIRE])
        expect(page.locator("#turns .turn").first).to_contain_text("Diputación")

        gone = {
            one.id for one in archive.list() if one.title in ("Nieva", "Arde la sierra de Urdaz")
        }
        assert len(gone) == 2
        archive.remove(*gone)
        for client in (one, two):
            for question in (SNOWED, FIRE):
                hits = client.predict(question, 10, api_name="/search")
                assert hits
                assert not gone & {hit["document"] for hit in hits}
        ask(page, FIRE)  # its conversation had cited what is gone
        turn = page.locator("#turns .turn").first
        expect(turn).to_contain_text("150")
        expect(turn).not_to_contain_text("120")
        assert list(archive.check()) == []
    finally:
        balancer.close()
