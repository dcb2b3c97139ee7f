"""What the running chat refuses, what it keeps to itself, and what programs get of it."""

from __future__ import annotations

import json
import os
import urllib.error
import urllib.request
from collections.abc import Iterator
from urllib.parse import quote, urlsplit

import pytest
from gradio_client import Client
from gradio_client.exceptions import AuthenticationError
from playwright.sync_api import Browser, Page, Route, expect

from rag import Archive
from tests.e2e.running import (
    BOX,
    BRIDGE,
    FIRE,
    ROOT,
    Chat,
    ask,
    free_port,
    start,
    stop,
    tab,
    wait_for_answer,
    wait_until_ready,
)

pytestmark = pytest.mark.slow


def status(url: str, body: bytes | None = None, **headers: str) -> int:
    """Of a request to our own server."""
    request = urllib.request.Request(url, body, headers)
    try:
        with urllib.request.urlopen(request, timeout=20) as response:
            return int(response.status)
    except urllib.error.HTTPError as error:
        return error.code


def test_the_page_works_with_the_network_cut_and_asks_nobody_else(chat: Chat) -> None:
    page = chat.browser.new_page(locale="es-ES")
    requested: list[str] = []

    def only_here(route: Route) -> None:
        requested.append(route.request.url)
        if urlsplit(route.request.url).hostname == "127.0.0.1":
            route.continue_()
        else:
            route.abort()

    page.route("**/*", only_here)
    page.goto(chat.url)
    wait_until_ready(page)
    ask(page, FIRE)
    for name in ("Buscar", "Archivo", "API"):
        tab(page, name)
    page.wait_for_timeout(1_000)
    hosts = {urlsplit(url).hostname for url in requested if not url.startswith(("data:", "blob:"))}
    assert hosts == {"127.0.0.1"}
    with urllib.request.urlopen(chat.url, timeout=10) as response:
        policy = response.headers["content-security-policy"]
    assert "default-src 'self'" in policy, "the browser is told so too"


def test_neither_archive_nor_cache_nor_uploads_can_be_read(chat: Chat) -> None:
    database = next(path for path in chat.archive.iterdir() if path.is_file())
    places = [str(database), str(ROOT / "app.py"), "/etc/hostname", "../app.py"]
    for place in places:
        for route in ("gradio_api/file=", "file=", "gradio_api/file/", "gradio_api%2Ffile="):
            assert status(chat.url + route + quote(place)) == 404, route + place
    for path in (
        "monitoring",
        "monitoring/summary",
        "gradio_api/runs",
        "gradio_api/proxy=http://127.0.0.1/",
        "gradio_api/file=http://127.0.0.1/",
        "gradio_api/deep_link",
        "gradio_api/vibe-code",
        "static/%2e%2e/%2e%2e/app.py",
        "assets/..%2f..%2f..%2fapp.py",
    ):
        assert status(chat.url + path) == 404, path
    head = b'Content-Disposition: form-data; name="files"; filename="a.txt"'
    form = b"--x\r\n" + head + b"\r\n\r\nhola\r\n--x--"
    kind = {"Content-Type": "multipart/form-data; boundary=x"}
    assert status(chat.url + "gradio_api/upload", form, **kind) == 404
    assert os.access(database, os.R_OK), "it was there to be read"


def test_foreign_names_and_giant_requests_are_refused(chat: Chat) -> None:
    assert status(chat.url, Host="atacante.example") == 403
    assert status(chat.url, Host="localhost:1") == 200
    join = chat.url + "gradio_api/queue/join"
    assert status(join, b"x", **{"Content-Length": "99000000"}) == 413


def test_the_api_answers_searches_adds_and_refuses_in_spanish(chat: Chat) -> None:
    client = Client(chat.url, verbose=False)
    described = client.view_api(print_info=False, return_format="dict")
    assert set(described["named_endpoints"]) == {"/ask", "/search", "/add"}
    text = client.predict(FIRE, api_name="/ask")
    assert "[1]" in text
    assert "[2]" in text
    assert "no tiene palabras" in client.predict(" ", api_name="/ask")
    hits = client.predict(FIRE, 2, api_name="/search")
    assert len(hits) == 2
    assert set(hits[0]) == {
        *("document", "title", "source", "date", "page", "paragraph", "passage"),
        *("score", "dense", "bm25"),
    }
    article_text = "El molino de Abajo muele 37 sacos al día."
    report = client.predict(
        article_text, "El molino", "2025-03-04", "Gaceta del Valle", api_name="/add"
    )
    assert (report["added"], report["failed"], len(report["documents"])) == (1, 0, 1)
    hit = client.predict("sacos que muele el molino de Abajo", 1, api_name="/search")[0]
    assert (hit["passage"], hit["title"], hit["date"]) == (article_text, "El molino", "2025-03-04")
    for arguments, name, message in (
        (["a" * 2_001], "/ask", "el límite es 2.000"),
        ([FIRE, "muchos"], "/search", "«k»"),
        (["", "", "", ""], "/add", "El texto está vacío"),
        ([article_text, "", "ayer", ""], "/add", "«ayer» no se entiende"),
    ):
        with pytest.raises(Exception, match=message):
            client.predict(*arguments, api_name=name)
    archive = Archive.open(chat.archive)  # as it was, for all who share it
    archive.remove(*report["documents"])
    archive.purge()
    archive.close()


def test_the_api_is_documented_on_the_page(chat: Chat) -> None:
    page = chat.open()
    tab(page, "API")
    help_ = page.locator(".help")
    for phrase in ("/ask", "/search", "/add", "gradio_client", chat.url, "--mcp"):
        expect(help_).to_contain_text(phrase)


def test_a_page_outlives_its_server(chat: Chat, browser: Browser) -> None:
    port = free_port()
    server = start(chat.archive, port)
    url = f"http://127.0.0.1:{port}/"
    try:
        page = Chat(url, browser, chat.archive, server).open_and_ask(FIRE)
        stop(server)
        page.locator(BOX).press_sequentially(BRIDGE)
        page.press(BOX, "Enter")
        expect(page.locator("#turns .turn h2").first).to_have_text(FIRE)
        expect(page.get_by_text("Se perdió la conexión con el chat").first).to_be_visible()
        page.evaluate("window.__before = true")
        server = start(chat.archive, port)
        page.wait_for_function("!window.__before", timeout=60_000)  # the page reloads by itself
        wait_until_ready(page)
        expect(page.locator("#turns .turn h2")).to_have_text([FIRE])
        expect(page.locator(BOX)).to_have_value(BRIDGE)  # what was typed is still there
        page.press(BOX, "Enter")
        wait_for_answer(page, BRIDGE)
        expect(page.locator("#turns .turn h2")).to_have_text([BRIDGE, FIRE])
    finally:
        stop(server)


@pytest.fixture(scope="module")
def locked(chat: Chat, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A chat that asks for a password."""
    passwords = tmp_path_factory.mktemp("login") / "claves.txt"
    passwords.write_text("# redacción\nana:sésamo:ábrete\n", encoding="utf-8")
    port = free_port()
    server = start(chat.archive, port, "--login-file", str(passwords))
    yield f"http://127.0.0.1:{port}/"
    stop(server)


def test_without_the_password_nothing_is_told(locked: str) -> None:
    for path in ("config", "gradio_api/info", "gradio_api/queue/data?session_hash=x"):
        assert status(locked + path) == 401, path
    body = json.dumps({"data": [FIRE]}).encode()
    kind = {"Content-Type": "application/json"}
    assert status(locked + "gradio_api/call/ask", body, **kind) == 401
    form = {"Content-Type": "application/x-www-form-urlencoded"}
    assert status(locked + "login", b"username=ana&password=otra", **form) == 400
    with pytest.raises(AuthenticationError):
        Client(locked, verbose=False)


def test_with_the_password_the_chat_answers(locked: str, browser: Browser) -> None:
    client = Client(locked, auth=("ana", "sésamo:ábrete"), verbose=False)
    assert "[1]" in client.predict(FIRE, api_name="/ask")
    page: Page = browser.new_page(locale="es-ES")
    page.goto(locked)
    expect(page.get_by_role("heading", name="Hemeroteca")).to_be_visible()
    expect(page.get_by_role("button", name="Iniciar sesión")).to_have_css(
        "background-color", "rgb(140, 29, 24)"
    )
    expect(page).to_have_title("Hemeroteca")
    page.locator("input").first.fill("ana")
    page.locator("input[type=password]").fill("sésamo:ábrete")
    page.keyboard.press("Enter")
    wait_until_ready(page)
    ask(page, FIRE)
