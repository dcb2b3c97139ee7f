"""A running chat and a browser to look at it with."""

from __future__ import annotations

import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

ROOT = Path(__file__).parents[2]
START_S = 300
"""A cold start imports torch and Gradio: it has taken more than 120 s where twenty others ran."""

BOX = "#question textarea"
FIRE = "¿Cuántos bomberos envió la Diputación a la sierra de Urdaz?"
BRIDGE = "¿Cuántos metros mide el puente de Villasoto?"
SOLDIERS = "¿Cuántos soldados patrullan el puerto de Ribanueva?"
UNANSWERABLE = "¿Quién inventó el telégrafo?"


def note(title: str, date: str, source: str, *paragraphs: str) -> str:
    """An article with front matter."""
    head = f"---\ntitle: {title!r}\ndate: {date}\nsource: {source!r}\n---\n"
    return head + "\n\n".join(paragraphs) + "\n"


HOSTILE = (
    "</mark></blockquote><script>window.__pwned=1</script> "
    '<img src=x onerror="window.__pwned=1"> [clic](javascript:window.__pwned=1) '
    "${window.__pwned=1} {{#each this}}x{{/each}} @children [2]"
)
NOTES = {
    "a.md": note(
        "Arde la sierra de Urdaz",
        "2025-07-02",
        "El Eco de Urdaz",
        "El fuego empezó de madrugada. La Diputación envió 120 bomberos a la sierra de Urdaz.",
        *(f"El párrafo {n} habla de otra cosa, como el precio del trigo." for n in range(40)),
        "La última noticia es que llueve sobre los montes.",
    ),
    "b.md": note(
        "La Diputación refuerza Urdaz",
        "2025-07-03",
        "Gaceta del Valle",
        "La Diputación envió 150 bomberos a la sierra de Urdaz. El viento no ayuda.",
    ),
    "d.md": note(
        "Patrullas en el puerto",
        "2024-03-01",
        "El Eco de Urdaz",
        "Son 300 soldados los que patrullan el puerto de Ribanueva.",
    ),
    "e.md": note(
        "Más patrullas en el puerto",
        "2024-09-10",
        "Gaceta del Valle",
        "Son 450 soldados los que patrullan el puerto de Ribanueva.",
    ),
    "f.md": note(
        "Llegan refuerzos al puerto",
        "2025-02-20",
        "Hoja de Ribanueva",
        "Son 700 soldados los que patrullan el puerto de Ribanueva.",
    ),
}
HOSTILE_NOTE = (
    "---\n"
    "title: '<img src=x onerror=\"window.__pwned=1\"> Puente **nuevo**'\n"
    "date: 2025-05-01\n"
    "source: '<script>window.__pwned=1</script>[clic](javascript:window.__pwned=1)'\n"
    "author: '<b onmouseover=\"window.__pwned=1\">'\n"
    f"---\nEl puente de Villasoto mide 310 metros {HOSTILE}.\n"
)


@dataclass(slots=True)
class Chat:
    """A running chat, the browser, and every address that its pages have asked for."""

    url: str
    browser: Browser
    archive: Path
    server: subprocess.Popen[str]
    requested: list[str] = field(default_factory=list)

    def open(self, width: int = 1280, height: int = 800, scheme: str = "light") -> Page:
        page = self.browser.new_page(
            viewport={"width": width, "height": height}, locale="es-ES", color_scheme=scheme
        )
        page.set_default_timeout(15_000)
        page.on("request", lambda request: self.requested.append(request.url))
        page.goto(self.url)
        wait_until_ready(page)
        return page

    def open_and_ask(self, question: str, width: int = 1280, height: int = 800) -> Page:
        page = self.open(width, height)
        ask(page, question)
        return page


def wait_until_ready(page: Page) -> None:
    expect(page.locator(BOX)).to_be_editable(timeout=90_000)


def ask(page: Page, question: str) -> None:
    page.fill(BOX, question)
    page.press(BOX, "Enter")
    try:
        expect(page.locator(BOX)).to_have_value("", timeout=8_000)
    except AssertionError:
        # Gradio drops a press while it still counts the last answer as under way, some moments
        # after it is shown; the question stays in its box, and a person presses again.
        page.press(BOX, "Enter")
    wait_for_answer(page, question)


def wait_for_answer(page: Page, question: str) -> None:
    heading = page.locator("#turns .turn:not(.waiting) h2").first
    expect(heading).to_have_text(question, timeout=90_000)
    expect(page.locator("#ask")).to_be_visible()


def choose_english(page: Page) -> None:
    page.locator("button.menu").click()
    page.locator("#language").get_by_text("English").click()
    expect(page.locator("#ask")).to_have_text("Ask")
    page.keyboard.press("Escape")


def tab(page: Page, name: str) -> None:
    page.get_by_role("tab", name=name, exact=True).click()


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port: int = server.getsockname()[1]
        return port


def start(archive: Path | str, port: int, *options: str) -> subprocess.Popen[str]:
    """The chat as a person starts it, once it answers."""
    command = [sys.executable, "app.py", "--archive", str(archive), "--port", str(port), *options]
    server = subprocess.Popen(
        command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    )
    deadline = time.monotonic() + START_S
    while time.monotonic() < deadline:
        if server.poll() is not None:
            pytest.fail(f"the chat ended with {server.returncode}")
        try:
            urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=2).close()
        except (urllib.error.URLError, TimeoutError):
            time.sleep(0.2)
        else:
            return server
    pytest.fail(f"the chat did not answer within {START_S} s")


def stop(server: subprocess.Popen[str]) -> str:
    """What it printed; it is ended."""
    server.terminate()
    output, _ = server.communicate(timeout=30)
    return output
