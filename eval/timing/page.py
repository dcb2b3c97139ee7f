"""Times what a person waits for on the chat's page: the first sign of a question, the sources, the
answer, a search, a page of the list.

    python -m eval.timing.page [--passages 2000] [--questions 40]

The chat runs in a process of its own over an archive of real press articles, filled up with
paragraphs of others in new orders; Chromium asks by its keyboard. The clock is the browser's, from
the key to the frame in which the thing is there.
"""

from __future__ import annotations

import argparse
import json
import random
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

from rich.console import Console
from rich.table import Table

from eval import exits
from eval.datasets.clusters import CLUSTERS
from eval.datasets.strict_json import read_json_lines
from eval.measures.latency import WARM_UP, Latency
from rag import Archive
from rag.documents.report import AddReport

ASKED: Final = 15
"""Clusters that are asked; the others' paragraphs fill the archive."""

PARAGRAPHS: Final = 10
"""Of a made-up article."""

SEED: Final = 19
START_S: Final = 180
CHROMIUM: Final = "/usr/bin/chromium"

WATCH: Final = """(signs) => {
  window.__seen = {};
  document.addEventListener('keydown', () => {
    const begin = performance.now();
    const look = () => {
      for (const [name, selector, text] of signs) {
        const found = document.querySelector(selector);
        if (name in window.__seen || !found || (text && found.textContent !== text)) continue;
        window.__seen[name] = performance.now() - begin;
      }
      if (!(signs.at(-1)[0] in window.__seen)) requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
  }, { capture: true, once: true });
}"""
"""Notes when each sign is first seen after a key is pressed, in ms, until the last is."""

OLD: Final = """(selector) => document.querySelectorAll(selector).forEach(
  (node) => node.setAttribute('data-old', ''))"""

Sign = tuple[str, str, str]
"""What is timed, the selector of what shows it, and the text that this must have, if any."""


def fill(place: Path, passages: int) -> list[str]:
    """Make the archive, and return the questions that it is asked."""
    clusters = [record for _, record in read_json_lines(CLUSTERS)]
    asked, others = clusters[:ASKED], clusters[ASKED:]
    pool = [text for cluster in others for a in cluster["articles"] for text in a["paragraphs"]]
    chance, archive = random.Random(SEED), Archive.open(place)  # noqa: S311 - no secret
    with tempfile.TemporaryDirectory() as folder:
        for cluster in asked:
            for article in cluster["articles"]:
                _write(Path(folder) / f"{cluster['cluster']}-{article['id']}.jsonl", article)
        archive.add(folder)
        while (missing := passages - int(archive.stats()["passages"])) > 0:
            for number in range(-(-missing // PARAGRAPHS)):
                name = f"relleno-{archive.stats()['documents']}-{number}"
                body = chance.sample(pool, PARAGRAPHS)
                head = {"title": name, "date": "2024-01-01", "outlet": "Relleno"}
                _write(Path(folder) / f"{name}.jsonl", {**head, "paragraphs": body})
            report: AddReport = archive.add(folder)
            if not report.added:
                break
    archive.close()
    return [question["q"] for cluster in asked for question in cluster["questions"]]


def _write(path: Path, article: dict[str, Any]) -> None:
    record = {
        "title": article["title"],
        "date": article["date"],
        "source": article["outlet"],
        "text": "\n\n".join(article["paragraphs"]),
    }
    path.write_text(json.dumps(record, ensure_ascii=False) + "\n", encoding="utf-8")


def measure(url: str, questions: Sequence[str]) -> dict[str, list[float]]:
    """Ask, search and filter in Chromium; return the times of each sign in ms."""
    from playwright.sync_api import sync_playwright

    times: dict[str, list[float]] = {}
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"]
        )
        page = browser.new_page(locale="es-ES")
        page.set_default_timeout(120_000)
        page.goto(url)

        def timed(box: str, text: str, signs: list[Sign], keep: bool) -> None:
            page.fill(box, text)
            page.evaluate(WATCH, signs)
            page.press(box, "Enter")
            page.wait_for_function("name => name in window.__seen", arg=signs[-1][0])
            for name, value in page.evaluate("window.__seen").items():
                if keep:
                    times.setdefault(name, []).append(value)

        page.wait_for_selector("#question textarea")
        for number, question in enumerate(questions):
            answered = "#turns .turn:not(.waiting) h2"
            signs = [
                ("first sign", ".turn.waiting .dots", ""),
                ("sources", ".turn.waiting .found li", ""),
                ("answer", answered, question),
            ]
            timed("#question textarea", question, signs, number >= WARM_UP)
            page.wait_for_selector("#ask:visible")
            page.wait_for_timeout(300)
        for name, opener, box, shown in (
            ("search", "Buscar", "#sought textarea", "#hits [role=status]"),
            (
                "list filtered",
                "Archivo",
                "#filter-title textarea",
                "#listing :is(.listbar, .empty)",
            ),
        ):
            page.get_by_role("tab", name=opener).click()
            page.wait_for_selector(box)
            for number, question in enumerate(questions):
                page.evaluate(OLD, shown)
                words = question if name == "search" else str(number + 1)
                timed(box, f"{words} ", [(name, f"{shown}:not([data-old])", "")], number >= WARM_UP)
                page.wait_for_timeout(100)
        browser.close()
    return times


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure and show."""
    parser = argparse.ArgumentParser(prog="python -m eval.timing.page")
    parser.add_argument("--passages", type=int, default=2_000)
    parser.add_argument("--questions", type=int, default=40)
    options = parser.parse_args(arguments)
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder) / "archivo"
        questions = fill(place, options.passages)[: options.questions + WARM_UP]
        command = [sys.executable, "-m", "rag", "chat", "--archive", str(place)]
        command += ["--port", str(port)]
        server = subprocess.Popen(command, stdout=subprocess.DEVNULL)  # noqa: S603
        url = f"http://127.0.0.1:{port}/"
        try:
            _wait(url)
            times = measure(url, questions)
        finally:
            server.terminate()
            server.wait()
    table = Table("ms", "p50", "p95", "n")
    for name, values in times.items():
        latency = Latency.of(values)
        table.add_row(name, f"{latency.p50:.0f}", f"{latency.p95:.0f}", str(len(values)))
    Console().print(table)


def _wait(url: str) -> None:
    deadline = time.monotonic() + START_S
    while True:
        try:
            urllib.request.urlopen(url, timeout=5).close()  # noqa: S310 - our own address
        except OSError:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.3)
        else:
            return


if __name__ == "__main__":
    sys.exit(exits.status_of(main))
