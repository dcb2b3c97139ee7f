"""Makes one archive in a folder and on a server, and measures both as they are used.

Times by the clock say little on a machine with other work: beside them stands the processor time of
client and server together.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any, Final

from eval.growth import archives, corpus, nearness
from eval.growth.corpus import PreparedDocument, Sentences
from eval.growth.measuring import memory
from eval.growth.processes import ServerProcesses
from eval.measures.latency import WARM_UP, Latency
from index import HybridIndex
from index.encoders import loading
from index.encoders.protocol import Encoder
from index.postgres.address import Address
from index.postgres.backend import PostgresIndex
from index.postgres.pools import SCHEMA

ARTICLES: Final = 20
"""Articles added one by one to what is there."""

RECALLED: Final = 50
"""Questions whose really nearest passages are looked for by comparing all."""


def sizes_of(index: PostgresIndex) -> dict[str, int]:
    """Return the bytes of each table with its indexes, and of the two large indexes alone."""
    rows = index.query(
        "SELECT c.relname, pg_total_relation_size(c.oid) FROM pg_class c "
        "JOIN pg_namespace n ON n.oid = c.relnamespace WHERE n.nspname = ? AND (c.relkind = 'r' "
        "OR c.relname IN ('passages_by_vector', 'passages_by_words'))",
        (SCHEMA,),
    )
    return {name: int(size) for name, size in rows if size > 100_000}


def search(
    folder: HybridIndex, server: PostgresIndex, questions: Sequence[str], at: ServerProcesses
) -> list[dict[str, Any]]:
    """Ask both, turn and turn about, and return what each took."""
    calls: tuple[Callable[[str], object], ...] = (folder.search, server.search)
    for question in questions[:WARM_UP]:
        for call in calls:
            call(question)
    times: tuple[list[float], list[float]] = ([], [])
    processor, before = [0.0, 0.0], at.processor()
    for question in questions:
        for which, call in enumerate(calls):
            started, spent = time.perf_counter(), time.process_time()
            call(question)
            processor[which] += time.process_time() - spent
            times[which].append(1000 * (time.perf_counter() - started))
    processor[1] += at.processor() - before
    return [
        {
            "search_ms": Latency.of(own).to_dict(),
            "search_processor_ms": 1000 * spent / len(questions),
        }
        for own, spent in zip(times, processor, strict=True)
    ]


def add(
    put: Callable[[PreparedDocument], None], extra: Sequence[PreparedDocument], at: ServerProcesses
) -> float:
    """Add articles one by one, each in a transaction, and return how many a second of processor."""
    with at.spending() as cost:
        for each in extra:
            put(each)
    return len(extra) / cost.processor


def measure(
    address: str, sentences: Sentences, size: int, questions: Sequence[str], work: Path
) -> dict[str, Any]:
    """Make both archives, in an empty folder and an empty database, and measure them."""
    encoder = loading.load_default()
    server = PostgresIndex(Address.parse(address), encoder)
    at = ServerProcesses.of(server.query("SELECT pg_backend_pid()")[0][0])
    try:
        return _measure(server, at, sentences, size, questions, work / "archivo")
    finally:
        server.close()


def _measure(
    server: PostgresIndex,
    at: ServerProcesses,
    sentences: Sentences,
    size: int,
    questions: Sequence[str],
    place: Path,
) -> dict[str, Any]:
    encoder: Encoder = server.encoder
    result: dict[str, Any] = {"folder": {}, "server": {}}
    with at.spending() as made:
        archives.write_archive(place, sentences, size, encoder)
    result["folder"]["make"] = asdict(made)
    with at.spending() as made:
        archives.fill(server, sentences, size)
    result["server"]["make"] = asdict(made)
    folder = HybridIndex.open(place, encoder)
    for name, index in (("folder", folder), ("server", server)):
        with at.spending() as built:
            index.prepare()
        result[name]["build"] = asdict(built)
    folder_bytes = sum(path.stat().st_size for path in place.rglob("*") if path.is_file())
    result["folder"]["bytes_a_passage"] = folder_bytes / size
    parts = sizes_of(server)
    tables = sum(count for name, count in parts.items() if not name.startswith("passages_by"))
    result["server"] |= {"bytes_a_passage": tables / size, "bytes": parts}
    for name, costs in zip(
        ("folder", "server"), search(folder, server, questions, at), strict=True
    ):
        result[name] |= costs
    result["server"]["memory"] = at.memory_mib() + memory()
    asked = questions[:RECALLED]
    result["server"]["recall"] = asdict(
        nearness.recall(server, asked, nearness.right(server, asked))
    )
    extra = list(corpus.recombine(sentences, ARTICLES * corpus.PER_DOCUMENT, corpus.SEED + size))

    def into_folder(each: PreparedDocument) -> None:
        with folder.writing():
            folder.store.put_document(each.document, each.terms, each.vectors)

    def into_server(each: PreparedDocument) -> None:
        with server.writing():
            server.put_document(each.document, each.terms, each.vectors)

    result["folder"]["add_a_second"] = add(into_folder, extra, at)
    result["server"]["add_a_second"] = add(into_server, extra, at)
    folder.close()
    return result
