"""One browser and one running chat for all files: a start of either takes seconds of two cores.

Whoever changes the archive, or ends the server, takes :func:`own_chat`.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect, sync_playwright

from index.encoders.bundled import BundledEncoder
from rag import Archive
from tests.e2e.running import HOSTILE_NOTE, NOTES, Chat, free_port, start, stop

CHROMIUM = Path("/usr/bin/chromium")
QUIET = (
    "--no-sandbox --disable-gpu --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync"
).split()


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    """Closed with this folder: while Playwright runs, its loop forbids every other."""
    if not CHROMIUM.exists():
        pytest.fail(f"{CHROMIUM} is missing: install the system's Chromium to test the chat")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        yield browser
        browser.close()


@pytest.fixture(autouse=True)
def close_pages(browser: Browser) -> Iterator[None]:
    """No page of a test is left to keep the next one's browser busy."""
    expect.set_options(timeout=60_000)
    yield
    for context in browser.contexts:
        context.close()


def fill_archive(folder: Path, encoder: BundledEncoder) -> Path:
    """An archive of the notes, the hostile one under a hostile name."""
    notes = {**NOTES, "<img src=x onerror=window.__pwned=1>.md": HOSTILE_NOTE}
    for name, text in notes.items():
        (folder / name).write_text(text, encoding="utf-8")
    place = folder / "archivo"
    archive = Archive.open(place, encoder=encoder)
    report = archive.add(*(folder / name for name in notes))
    archive.close()
    assert len(report.added) == len(notes)
    return place


@contextmanager
def running(place: Path, browser: Browser) -> Iterator[Chat]:
    """A chat over an archive, in a process of its own."""
    port = free_port()
    chat = Chat(f"http://127.0.0.1:{port}/", browser, place, start(place, port))
    try:
        yield chat
    finally:
        output = stop(chat.server)
    assert chat.url in output, "the address is printed"


@pytest.fixture(scope="package")
def chat(
    tmp_path_factory: pytest.TempPathFactory, bundled: BundledEncoder, browser: Browser
) -> Iterator[Chat]:
    """The chat that all files share: its archive has the notes and nothing else."""
    with running(fill_archive(tmp_path_factory.mktemp("chat"), bundled), browser) as shared:
        yield shared


@pytest.fixture(scope="module")
def own_chat(
    tmp_path_factory: pytest.TempPathFactory, bundled: BundledEncoder, browser: Browser
) -> Iterator[Chat]:
    """A chat over the same notes, for a file that changes them."""
    with running(fill_archive(tmp_path_factory.mktemp("own"), bundled), browser) as own:
        yield own
