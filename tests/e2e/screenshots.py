"""Makes the pictures of the documents from the running page, so that they can be made again.

    python -m tests.e2e.screenshots [NAME…]

A chat is started over the sample archive and the page of a PDF made here; each picture is taken in
Chromium at the size that its name has below, and written to ``docs/``.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from rag import Archive
from tests.e2e.conftest import CHROMIUM, QUIET
from tests.e2e.running import ROOT, Chat, ask, free_port, start, stop
from tests.e2e.test_beginning import CHESTNUTS, record

DOCS = ROOT / "docs"


@dataclass(frozen=True, slots=True)
class Picture:
    """How a picture is taken.

    :param before: what is done on the page first.
    """

    width: int
    height: int
    scheme: str
    before: Callable[[Page], None]


def _asking(question: str) -> Callable[[Page], None]:
    return lambda page: ask(page, question)


def _first_view(page: Page) -> None:
    page.locator("#examples button").first.wait_for(timeout=90_000)


def _page_of_a_pdf(page: Page) -> None:
    ask(page, CHESTNUTS)
    page.locator("#turns .turn button.open").first.click()
    page.locator("dialog.article[open] .pageview img").wait_for()
    page.wait_for_timeout(500)  # until the picture is drawn


FIRE = "¿Cuántas hectáreas quemó el incendio de Lombrada?"
THEATRE = "¿Cuánto costará restaurar el Teatro Lírico?"
FLOOD = "¿Cuántos muertos dejó la riada del Alcedo?"
UNTOLD = "¿Cuánto costará el túnel de Lombrada?"

PICTURES: dict[str, Picture] = {
    "chat": Picture(1200, 620, "light", _first_view),
    "chat-disagreement": Picture(1200, 860, "light", _asking(THEATRE)),
    "chat-evolution": Picture(1200, 860, "light", _asking(FLOOD)),
    "chat-abstention": Picture(1200, 760, "light", _asking(UNTOLD)),
    "chat-page": Picture(1200, 800, "light", _page_of_a_pdf),
    "chat-phone": Picture(390, 844, "light", _asking(FIRE)),
    "chat-dark": Picture(1200, 860, "dark", _asking(FIRE)),
}


def take(names: list[str], into: Path) -> None:
    """Take the pictures of those names, all when there are none."""
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        place = Path(folder) / "archivo"
        (Path(folder) / "acta.pdf").write_bytes(record())
        archive = Archive.open(place)
        archive.add(ROOT / "rag" / "muestra", Path(folder) / "acta.pdf")
        archive.close()
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        port = free_port()
        chat = Chat(f"http://127.0.0.1:{port}/", browser, place, start(place, port))
        try:
            for name in names or PICTURES:
                picture = PICTURES[name]
                page = chat.open(picture.width, picture.height, picture.scheme)
                picture.before(page)
                page.evaluate("document.activeElement && document.activeElement.blur()")
                page.evaluate("window.scrollTo(0, 0)")
                page.wait_for_timeout(4_000)  # until what to ask next is there
                page.screenshot(path=into / f"{name}.png")
                page.close()
                print(into / f"{name}.png")
        finally:
            stop(chat.server)
            browser.close()


if __name__ == "__main__":
    take(sys.argv[1:], DOCS)
