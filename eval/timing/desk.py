"""Times chronologies and names over archives of 1,000 and 100,000 made articles.

    python -m eval.timing.desk [--articles 1000 100000] [--paragraphs 3] [--subjects 20]
                               [--dataset builtin|FILE] [--passages FILE …] [--json FILE]
                               [--work DIR]

The articles are those of :mod:`eval.growth.corpus` with blank vectors, since no vector is looked
at, and with the names of :mod:`eval.growth.names`. What is asked for is what the real articles are
headed with, so that words of every rarity are among it. Who and what is named is worked out once a
state of the archive, and then kept: the first list stands apart. Processor time stands beside the
clock's: on a machine that does other things it is the steadier of the two. ``--work`` keeps the
archives.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Any, Final

import numpy as np
from rich.console import Console
from rich.table import Table

from eval import exits
from eval.cache import EmbeddingCache, default_folder
from eval.datasets import registry
from eval.growth import corpus
from eval.growth.corpus import Sentences
from eval.growth.names import Population, named
from eval.growth.unchanged import Blank
from index import HybridIndex
from index.types import KINDS
from rag import Archive
from rag.entities.lookup import Lookup

ARTICLES: Final = (1_000, 100_000)
ROUNDS: Final = 5
"""Times that what is asked for again is asked for."""


def write(folder: Path, sentences: Sentences, passages: int, paragraphs: int) -> None:
    """Write an archive of made articles with their names into a folder that is not there yet."""
    index = HybridIndex.open(folder, Blank())
    made = corpus.recombine(sentences, passages, per_document=paragraphs)
    with index.writing():
        for each in named(made, Population()):
            own = each.prepared
            index.store.put_document(own.document, own.terms, own.vectors)
            index.store.put_mentions(own.document.id, each.mentions, Blank.name)
    index.close()


def measure(archive: Archive, subjects: Sequence[str]) -> dict[str, Any]:
    """Time the archive's answers: milliseconds by clock and processor."""
    archive.search_result(subjects[0], 1, "bm25")  # the indexes are there
    first = _spread([_times(archive.entities)])
    people = archive.entities("person")
    lookup = Lookup(archive.backend)
    lookup.completing("", 1)
    seldom = people[:: max(1, len(people) // ROUNDS)][1 : ROUNDS + 1]
    actions: dict[str, Sequence[Callable[[], object]]] = {
        "names_again": [archive.entities] * ROUNDS,
        "name_page_most": [
            partial(archive.entity, archive.entities(kind)[0].name, kind) for kind in KINDS
        ],
        "name_page_others": [partial(archive.entity, one.name, one.kind) for one in seldom],
        "name_completed": [partial(lookup.completing, part, 8) for part in ("", "a", "ma", "per")],
        "timeline": [partial(archive.timeline, subject) for subject in subjects],
    }
    found: dict[str, Any] = {"names_first": first}
    for name, each in actions.items():
        found[name] = _spread([_times(action) for action in each])
    entries = [len(archive.timeline(subject).entries) for subject in subjects[:ROUNDS]]
    return {
        "names": len(archive.entities()),
        "most_named_passages": people[0].passages,
        "timeline_entries": float(np.median(entries)),
        "times": found,
    }


def _times(action: Callable[[], object]) -> tuple[float, float]:
    wall, cpu = time.perf_counter(), time.process_time()
    action()
    return 1000 * (time.perf_counter() - wall), 1000 * (time.process_time() - cpu)


def _spread(times: Sequence[tuple[float, float]]) -> dict[str, dict[str, float]]:
    spread = {}
    for clock, own in zip(("wall", "cpu"), zip(*times, strict=True), strict=True):
        p50, p95 = np.percentile(own, [50, 95])
        spread[clock] = {"p50": round(float(p50), 1), "p95": round(float(p95), 1)}
    return spread


def run(
    sentences: Sentences, subjects: Sequence[str], articles: int, paragraphs: int, work: Path
) -> dict[str, Any]:
    """Make an archive, or take the one that is there, and measure it."""
    folder, made = work / f"{articles}", {}
    if not folder.exists():
        started = time.process_time()
        write(folder, sentences, articles * paragraphs, paragraphs)
        made["make_cpu_s"] = round(time.process_time() - started, 1)
    archive = Archive.open(folder, encoder=Blank())
    passages = archive.backend.stats().passages
    costs = measure(archive, subjects)
    archive.close()
    return {"passages": passages, **made, **costs}


def show(costs: dict[str, Any], articles: int) -> None:
    """Print one archive's figures."""
    title = f"{articles} artículos, {costs['passages']} pasajes, {costs['names']} nombres"
    table = Table("ms, p50 / p95", "reloj", "procesador", title=title, box=None)
    for name, found in costs["times"].items():
        cells = (found[clock] for clock in ("wall", "cpu"))
        table.add_row(name, *(f"{cell['p50']:.0f} / {cell['p95']:.0f}" for cell in cells))
    Console(width=110).print(table)


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure and show."""
    parser = argparse.ArgumentParser(prog="python -m eval.timing.desk")
    parser.add_argument("--articles", type=int, nargs="+", default=ARTICLES)
    parser.add_argument("--paragraphs", type=int, default=3)
    parser.add_argument("--subjects", type=int, default=20)
    parser.add_argument("--dataset", default=registry.BUILTIN)
    parser.add_argument("--passages", type=Path, action="append", default=[])
    parser.add_argument("--json", type=Path)
    parser.add_argument("--work", type=Path)
    options = parser.parse_args(arguments)
    dataset = registry.load(options.dataset, more_passages=options.passages)
    cache = EmbeddingCache(default_folder())
    sentences, costs = corpus.encode_sentences(dataset.passages, Blank(), cache), {}
    heads = dict.fromkeys(p.headline or p.title for p in dataset.passages)
    subjects = [head for head in heads if head][: options.subjects]
    with tempfile.TemporaryDirectory() as temporary:
        work = options.work or Path(temporary)
        for articles in options.articles:
            costs[articles] = run(sentences, subjects, articles, options.paragraphs, work)
            show(costs[articles], articles)
    if options.json:
        options.json.write_text(json.dumps(costs, ensure_ascii=False, indent=1), encoding="utf-8")


if __name__ == "__main__":
    sys.exit(exits.status_of(main))
