"""Times exact search over archives of 1,000 and 100,000 made articles, by kinds of query.

    python -m eval.timing.finding [--articles 1000 100000] [--paragraphs 3] [--queries 12]
                                  [--dataset builtin|FILE] [--passages FILE …] [--json FILE]
                                  [--work DIR]

The articles are those of :mod:`eval.growth.corpus`, with blank vectors, since none is looked at.
Words are drawn from the archive's own vocabulary so that a query of one word has about 10,000
hits, or as many as a tenth of the passages. Each query is counted; counted with its first ten hits
read, as the chat does; and all of its hits are read, as the command does. Processor time stands
beside the clock's: on a machine that does other things it is the steadier of the two.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from functools import partial
from itertools import pairwise
from pathlib import Path
from typing import Any, Final

import numpy as np
from rich.console import Console
from rich.table import Table

from eval import exits
from eval.cache import EmbeddingCache, default_folder
from eval.datasets import registry
from eval.growth import archives, corpus
from eval.growth.corpus import Sentences
from eval.growth.unchanged import Blank
from index.search.folder_storage import FolderStorage
from index.storage.store import Store
from rag.exact.finding import find

ARTICLES: Final = (1_000, 100_000)
WANTED: Final = 10_000
"""Hits of a query of one word."""

KINDS: Final = {
    "una palabra": "{a}",
    "una forma": '"{a}"',
    "dos palabras": "{a} {b}",
    "una u otra": "{a} O {b}",
    "una sin otra": "{a} NO {b}",
    "comienzo": "{stem}*",
    "una letra": "{a}~",
    "distancia": '"{a} {b}"~10',
    "fecha": "{a} fecha:2003-03..2019-10",
    "fuente": '{a} fuente:"Diario 7"',
    "título": "{a} título:artículo",
    "todo menos": "NO {a}",
}
"""What is asked, with its Spanish name; ``stem`` is the word less two letters."""

WAYS: Final[dict[str, int | None]] = {"contar": 0, "contar y 10": 10, "todos": None}
"""How many hits are read."""


def words(store: Store, wanted: int, count: int) -> list[str]:
    """Return so many words of five letters or more that about as many passages have as wanted."""
    store.change("CREATE VIRTUAL TABLE temp.counted USING fts5vocab (main, exact_words, col)")
    rows = store.query(
        "SELECT term, doc FROM temp.counted WHERE col = 'forms' AND length(term) > 4 "
        "AND doc BETWEEN ? AND ?",
        (wanted // 4, wanted * 4),
    )
    nearest = sorted((abs(np.log(doc / wanted)), term) for term, doc in rows if term.isalpha())
    return [term for _, term in nearest[:count]]


def measure(storage: FolderStorage, wanted: int, count: int) -> dict[str, Any]:
    """Ask queries of every kind: hits, and milliseconds of each way by clock and processor."""
    chosen = words(storage.store, wanted, count + 1)
    found: dict[str, Any] = {}
    for kind, pattern in KINDS.items():
        queries = [pattern.format(a=a, b=b, stem=a[:-2]) for a, b in pairwise(chosen)]
        hits = [find(storage, query, most=0).total for query in queries]  # read once, from disk
        found[kind] = {"hits": float(np.median(hits)), "queries": queries}
        for way, most in WAYS.items():
            times = [_times(partial(find, storage, query, most=most)) for query in queries]
            for clock, own in zip(("wall", "cpu"), zip(*times, strict=True), strict=True):
                p50, p95 = np.percentile(own, [50, 95])
                found[kind][f"{way}.{clock}"] = {"p50": round(p50, 2), "p95": round(p95, 2)}
    return found


def _times(action: Callable[[], object]) -> tuple[float, float]:
    wall, cpu = time.perf_counter(), time.process_time()
    action()
    return 1000 * (time.perf_counter() - wall), 1000 * (time.process_time() - cpu)


def sentences_of(dataset: str, passages: Sequence[Path]) -> Sentences:
    """Return the sentences that articles are made of, with blank vectors."""
    loaded = registry.load(dataset, more_passages=list(passages))
    return corpus.encode_sentences(loaded.passages, Blank(), EmbeddingCache(default_folder()))


def run(
    sentences: Sentences, articles: int, paragraphs: int, queries: int, work: Path
) -> dict[str, Any]:
    """Make an archive, or take the one that is there, and measure it."""
    folder, made = work / f"{articles}", {}
    if not folder.exists():
        started = time.process_time()
        passages = articles * paragraphs
        archives.write_archive(folder, sentences, passages, Blank(), paragraphs)
        made["make_cpu_s"] = round(time.process_time() - started, 1)
    store = Store(folder)
    if not store.has_words:
        started = time.process_time()
        store.make_words()
        made["words_cpu_s"] = round(time.process_time() - started, 1)
    passages = store.count_passages()
    sizes = store.query(
        "SELECT sum(length(block)) FROM exact_words_data UNION ALL "
        "SELECT sum(length(c0) + length(c1) + length(c2) + length(c3) + length(c4)) "
        "FROM exact_words_content"
    )
    mib = [round(size / 2**20, 1) for (size,) in sizes]
    kinds = measure(FolderStorage(store), min(WANTED, passages // 10), queries)
    store.close()
    return {"passages": passages, **made, "lists_mib": mib[0], "rows_mib": mib[1], "kinds": kinds}


def show(costs: dict[str, Any], articles: int) -> None:
    """Print one archive's figures."""
    table = Table(title=f"{articles} artículos, {costs['passages']} pasajes", box=None)
    table.add_column("consulta")
    heads = ("pasajes", *(f"{way}, {clock}" for way in WAYS for clock in ("reloj", "procesador")))
    for head in heads:
        table.add_column(head, justify="right")
    for kind, found in costs["kinds"].items():
        cells = [found[f"{way}.{clock}"] for way in WAYS for clock in ("wall", "cpu")]
        times = (f"{cell['p50']:.0f} / {cell['p95']:.0f}" for cell in cells)
        table.add_row(kind, f"{found['hits']:.0f}", *times)
    Console(width=150).print(table)


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure and show."""
    parser = argparse.ArgumentParser(prog="python -m eval.timing.finding")
    parser.add_argument("--articles", type=int, nargs="+", default=ARTICLES)
    parser.add_argument("--paragraphs", type=int, default=3)
    parser.add_argument("--queries", type=int, default=12)
    parser.add_argument("--dataset", default=registry.BUILTIN)
    parser.add_argument("--passages", type=Path, action="append", default=[])
    parser.add_argument("--json", type=Path)
    parser.add_argument("--work", type=Path)
    options = parser.parse_args(arguments)
    sentences, costs = sentences_of(options.dataset, options.passages), {}
    with tempfile.TemporaryDirectory() as temporary:
        work = options.work or Path(temporary)
        for articles in options.articles:
            costs[articles] = run(sentences, articles, options.paragraphs, options.queries, work)
            show(costs[articles], articles)
    if options.json:
        options.json.write_text(json.dumps(costs, ensure_ascii=False, indent=1), encoding="utf-8")


if __name__ == "__main__":
    sys.exit(exits.status_of(main))
