"""The chat in a real browser: asked, cited, safe, and alone on this machine."""

from __future__ import annotations

import os
import re
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from gradio_client import Client
from playwright.sync_api import Browser, Page, expect, sync_playwright

from index.encoder import BundledEncoder
from rag import Archive

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[2]
CHROMIUM = Path("/usr/bin/chromium")
QUIET = (
    "--no-sandbox --disable-gpu --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync"
).split()
START_S = 120
"""A cold start imports torch and Gradio; two busy cores have taken 40 s over it."""

FIRE = "¿Cuántos bomberos envió la Diputación a la sierra de Urdaz?"
BRIDGE = "¿Cuántos metros mide el puente de Villasoto?"
UNANSWERABLE = "¿Quién inventó el telégrafo?"
BOX = "#question textarea"
NOTES = {
    "a.md": """---
title: Arde la sierra de Urdaz
date: 2025-07-02
source: El Eco de Urdaz
---
El fuego empezó de madrugada. La Diputación envió 120 bomberos a la sierra de Urdaz.
""",
    "b.md": """---
title: La Diputación refuerza Urdaz
date: 2025-07-03
source: Gaceta del Valle
---
La Diputación envió 150 bomberos a la sierra de Urdaz. El viento no ayuda.
""",
    "c.md": """---
title: '<img src=x onerror="window.__pwned=1"> Puente **nuevo**'
date: 2025-05-01
source: '<script>window.__pwned=1</script>[clic](javascript:window.__pwned=1)'
---
El puente de Villasoto mide 310 metros </mark></blockquote><script>window.__pwned=1</script> según
<img src=x onerror="window.__pwned=1"> [clic](javascript:window.__pwned=1) ${window.__pwned=1} [2].
""",
}


@dataclass(slots=True)
class Chat:
    """A running chat and a browser to look at it with."""

    url: str
    browser: Browser
    archive: Path
    requested: list[str] = field(default_factory=list)

    def open(self, width: int = 1280, height: int = 800) -> Page:
        page = self.browser.new_page(viewport={"width": width, "height": height}, locale="es-ES")
        page.on("request", lambda request: self.requested.append(request.url))
        page.goto(self.url)
        expect(page.locator(BOX)).to_be_editable(timeout=30_000)
        return page

    def asked(self, question: str, **size: int) -> Page:
        page = self.open(**size)
        ask(page, question)
        return page


def ask(page: Page, question: str) -> None:
    page.fill(BOX, question)
    page.press(BOX, "Enter")
    heading = page.locator(".turn:not(.waiting) h2").first
    expect(heading).to_have_text(question, timeout=30_000)


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port: int = server.getsockname()[1]
        return port


def wait_for(url: str, server: subprocess.Popen[str]) -> None:
    deadline = time.monotonic() + START_S
    while time.monotonic() < deadline:
        if server.poll() is not None:
            pytest.fail(f"the chat ended with {server.returncode}")
        try:
            urllib.request.urlopen(url, timeout=2).close()  # noqa: S310 - our own server
        except (urllib.error.URLError, TimeoutError):
            time.sleep(0.2)
        else:
            return
    pytest.fail(f"the chat did not answer within {START_S} s")


@pytest.fixture(scope="module")
def chat(tmp_path_factory: pytest.TempPathFactory, bundled: BundledEncoder) -> Iterator[Chat]:
    if not CHROMIUM.exists():
        pytest.fail(f"{CHROMIUM} is missing: install the system's Chromium to test the chat")
    folder = tmp_path_factory.mktemp("chat")
    for name, text in NOTES.items():
        (folder / name).write_text(text, encoding="utf-8")
    place = folder / "archivo"
    archive = Archive.open(place, encoder=bundled)
    report = archive.add(*(folder / name for name in NOTES))
    archive.close()
    assert len(report.added) == len(NOTES)
    port = free_port()
    command = [sys.executable, "app.py", "--archive", str(place), "--port", str(port)]
    server = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)
    url = f"http://127.0.0.1:{port}/"
    try:
        wait_for(url, server)
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
            yield Chat(url, browser, place)
            browser.close()
    finally:
        server.terminate()
        said, _ = server.communicate(timeout=30)
    assert url in said, "the address is printed"


def test_sources_that_disagree_are_shown_with_their_marks(chat: Chat) -> None:
    page = chat.asked(FIRE)
    turn = page.locator(".turn.disagree")
    expect(turn.locator(".badge")).to_have_text("Las fuentes no coinciden")
    expect(turn.locator(".cite")).to_have_text(["[1]", "[2]"])
    assert sorted(turn.locator(".answer .value").all_inner_texts()) == ["120", "150"]
    titles = turn.locator(".source h4").all_inner_texts()
    assert {re.sub(r"^\d\s*", "", title) for title in titles} == {
        "Arde la sierra de Urdaz",
        "La Diputación refuerza Urdaz",
    }
    facts = " ".join(turn.locator(".facts").all_inner_texts())
    assert "El Eco de Urdaz · 2 de julio de 2025 · párrafo 1" in facts


def test_the_quotation_is_highlighted_and_the_figure_in_it_emphasised(chat: Chat) -> None:
    page = chat.asked(FIRE)
    marks = page.locator(".source mark").all_inner_texts()
    assert sorted(marks) == [
        "La Diputación envió 120 bomberos a la sierra de Urdaz.",
        "La Diputación envió 150 bomberos a la sierra de Urdaz.",
    ]
    assert sorted(page.locator(".source mark strong").all_inner_texts()) == ["120", "150"]


def test_a_mark_leads_to_its_source(chat: Chat) -> None:
    page = chat.asked(FIRE, width=390, height=600)  # so small that the source is out of sight
    second = page.locator(".source").nth(1)
    expect(second).not_to_be_in_viewport()
    page.get_by_role("link", name="Ver la fuente 2").click()
    expect(second).to_be_in_viewport()
    assert page.evaluate("document.querySelector(':target').id") == second.get_attribute("id")


def test_a_question_without_an_answer_looks_unlike_an_answer(chat: Chat) -> None:
    page = chat.asked(UNANSWERABLE)
    turn = page.locator(".turn").first
    expect(turn).to_have_class("turn abstained")
    expect(turn.locator("h3")).to_have_text("Lo más cercano")
    expect(turn.locator(".text")).to_contain_text("Las fuentes no responden")
    assert turn.locator(".value").count() == 0


def test_earlier_answers_stay_and_their_marks_still_lead_to_them(chat: Chat) -> None:
    page = chat.asked(FIRE)
    ask(page, BRIDGE)
    expect(page.locator(".turn h2")).to_have_text([BRIDGE, FIRE])
    page.locator(".turn").nth(1).locator(".cite").first.click()
    target = page.locator(".turn").nth(1).locator(".source").first.get_attribute("id")
    assert page.evaluate("document.querySelector(':target').id") == target
    assert page.input_value(BOX) == ""


def test_searching_is_visible_meanwhile(chat: Chat) -> None:
    page = chat.open()
    page.evaluate(
        """() => new MutationObserver(() => {
             const turn = document.querySelector('.turn.waiting');
             if (turn) window.__waited = turn.innerText;
           }).observe(document.body, {childList: true, subtree: true})"""
    )
    ask(page, FIRE)
    assert "Buscando en los artículos" in page.evaluate("window.__waited")


def test_hostile_documents_and_questions_are_inert(chat: Chat) -> None:
    page = chat.asked(BRIDGE)
    turn = page.locator(".turn").first
    expect(turn.locator(".source h4").first).to_contain_text("<img src=x onerror=")
    expect(turn.locator(".source blockquote").first).to_contain_text("</mark></blockquote><script>")
    ask(page, '<img src=x onerror="window.__pwned=1"><script>window.__pwned=1</script>')
    page.wait_for_timeout(300)  # an image that fails to load takes a moment to say so
    assert page.evaluate("window.__pwned") is None
    assert page.locator(".turns").locator("img, script, iframe, h1, em").count() == 0
    links = page.locator(".turns a").evaluate_all("all => all.map(a => a.getAttribute('href'))")
    assert links
    assert all(link.startswith("#source-") for link in links)


@pytest.mark.parametrize(
    ("question", "message"), [("   ", "está vacía"), ("x" * 5_000, "el límite es 2.000")]
)
def test_a_question_that_cannot_be_asked_is_said_and_nothing_breaks(
    chat: Chat, question: str, message: str
) -> None:
    page = chat.open()
    page.fill(BOX, question)
    page.get_by_role("button", name="Preguntar").click()
    expect(page.locator(".turn.problem")).to_contain_text(message)
    assert page.input_value(BOX) == question, "what was written is not lost"
    ask(page, FIRE)
    assert page.locator(".turn.problem").count() == 0


def test_an_untouched_box_can_be_sent(chat: Chat) -> None:
    page = chat.open()
    page.get_by_role("button", name="Preguntar").click()
    expect(page.locator(".turn.problem")).to_contain_text("está vacía")


def test_a_phone_needs_no_sideways_scrolling(chat: Chat) -> None:
    page = chat.asked(BRIDGE, width=390, height=844)
    ask(page, "¿" + "m" * 400 + "?")
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


def test_two_tabs_do_not_see_each_others_questions(chat: Chat) -> None:
    one, other = chat.asked(FIRE), chat.asked(BRIDGE)
    expect(one.locator(".turn h2")).to_have_text([FIRE])
    expect(other.locator(".turn h2")).to_have_text([BRIDGE])


def test_nothing_is_asked_of_another_machine(chat: Chat) -> None:
    page = chat.asked(FIRE)
    page.get_by_role("button", name=re.compile("API")).click()
    page.wait_for_timeout(1_000)
    hosts = {urlsplit(url).hostname for url in chat.requested if not url.startswith("data:")}
    assert hosts == {"127.0.0.1"}
    assert page.evaluate("document.documentElement.lang") == "es"


def test_the_api_answers_searches_and_refuses_in_spanish(chat: Chat) -> None:
    client = Client(chat.url, verbose=False)
    described = client.view_api(print_info=False, return_format="dict")
    assert set(described["named_endpoints"]) == {"/ask", "/search"}
    text = client.predict(FIRE, api_name="/ask")
    assert "[1]" in text
    assert "[2]" in text
    hits = client.predict(FIRE, 2, api_name="/search")
    assert len(hits) == 2
    assert set(hits[0]) == {
        *("document", "title", "source", "date", "paragraph", "passage", "score", "dense", "bm25")
    }
    with pytest.raises(Exception, match="está vacía"):
        client.predict(" ", api_name="/ask")
    with pytest.raises(Exception, match="«k»"):
        client.predict(FIRE, "muchos", api_name="/search")


def test_the_archive_and_the_servers_inside_cannot_be_read(chat: Chat) -> None:
    database = next(path for path in chat.archive.iterdir() if path.is_file())
    for path in (
        f"gradio_api/file={database}",
        f"file={database}",
        "monitoring",
        "monitoring/summary",
    ):
        with pytest.raises(urllib.error.HTTPError) as refused:
            urllib.request.urlopen(chat.url + path, timeout=10)  # noqa: S310 - our own server
        assert 400 <= refused.value.code < 500, path
    assert os.access(database, os.R_OK), "it was there to be read"
