"""Measures how many of the really nearest passages a server finds, by how far HNSW looks.

    python -m eval.growth.nearness postgresql://role@host/database [--size 200000] [--there]
                                   [--looked-at 200 400 1000] [--dataset SQUAD]
                                   [--passages SQUAD]… [--questions 100] [--json FILE]

Made passages (:mod:`eval.growth.corpus`) are harder to tell apart than real ones: a sentence stands
in hundreds of them, and two of the same sentences have a cosine of .96. With ``--there`` the
archive that the database holds is measured, and stays; otherwise it is empty before and after.

JSON: {"server", "passages", "looked_at": {"200": {"proposed", "scored", "returned", "nearest_ms",
"search_ms", "search_processor_ms"}}}; the first three are those of :class:`Recall`.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from typing import Any, Final, TypeAlias
from unittest.mock import patch

import numpy as np
from numpy.typing import NDArray
from rich.console import Console
from rich.table import Table

from eval import exits
from eval.cache import EmbeddingCache, default_folder
from eval.growth import archives, corpus
from eval.growth.measuring import DEPTH
from eval.growth.processes import ServerProcesses
from eval.measures.latency import WARM_UP, Latency, sample
from index.encoders import loading
from index.postgres.address import Address
from index.postgres.backend import CANDIDATES, PostgresIndex
from index.postgres.search import nearest
from index.postgres.vectors import matrix
from index.types import Hit

SIZE: Final = 200_000
LOOKED_AT: Final = (200, 400, 600, 800, 1_000)
QUESTIONS: Final = 100

TOGETHER: Final = 5_000
"""Passages compared in one step."""

Vectors: TypeAlias = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Recall:
    """Shares of what is found where all passages are compared.

    :param proposed: of the ten nearest, that the index itself has as its first ten.
    :param scored: of the ten nearest, that are the first ten once as many as a search asks for are
        proposed and scored exactly: recall@10.
    :param returned: of the ten passages that a search by words and meaning returns.
    """

    proposed: float
    scored: float
    returned: float


@dataclass(frozen=True, slots=True)
class Right:
    """What is found where all passages are compared, by question.

    :param near: ids of the nearest ten.
    :param best: places of what a search returns.
    """

    near: set[int]
    best: set[tuple[str, int]]


@contextmanager
def looking_at(count: int) -> Iterator[None]:
    """Let HNSW keep so many passages in view."""
    with patch.object(nearest, "looked_at", lambda passages, wanted: max(count, wanted)):
        yield


def right(index: PostgresIndex, questions: Sequence[str]) -> list[Right]:
    """Find for each question what there is to be found, in one reading of all vectors."""
    vectors = np.array([index.encode_query(question) for question in questions])
    near = _compared(index, vectors)
    known = {vector.tobytes(): ids for vector, ids in zip(vectors, near, strict=True)}

    def all_compared(_: object, vector: Vectors, count: int, *more: object) -> list[int]:
        return known[vector.tobytes()][:count]

    with patch.object(nearest, "nearest", all_compared):
        return [
            Right(set(ids[:DEPTH]), _places(index.search(question, DEPTH)))
            for question, ids in zip(questions, near, strict=True)
        ]


def _compared(index: PostgresIndex, vectors: Vectors) -> list[list[int]]:
    """Return by question the ids of as many of the nearest as a search asks for."""
    ids = np.empty((len(vectors), 0), np.int64)
    cosines = np.empty((len(vectors), 0), np.float32)
    with index.reading():
        after = 0
        while rows := index.query(
            "SELECT id, vector_send(vector) FROM passages WHERE id > %s ORDER BY id LIMIT %s",
            (after, TOGETHER),
        ):
            own = matrix([sent for _, sent in rows], vectors.shape[1], index.shown)
            numbers = np.array([id for id, _ in rows])
            ids = np.hstack([ids, np.broadcast_to(numbers, (len(vectors), len(rows)))])
            cosines = np.hstack([cosines, vectors @ own.T])
            best = np.argsort(-cosines, axis=1, kind="stable")[:, :CANDIDATES]
            ids = np.take_along_axis(ids, best, axis=1)
            cosines = np.take_along_axis(cosines, best, axis=1)
            after = int(numbers[-1])
    found: list[list[int]] = ids.tolist()
    return found


def recall(index: PostgresIndex, questions: Sequence[str], wanted: Sequence[Right]) -> Recall:
    """Compare what is found by the index of vectors with what there is to be found."""
    shares: list[tuple[int, int, int]] = []
    for question, one in zip(questions, wanted, strict=True):
        proposed = set(_near(index, question, DEPTH))
        scored = set(_near(index, question, CANDIDATES)[:DEPTH])
        returned = _places(index.search(question, DEPTH))
        shares.append((len(proposed & one.near), len(scored & one.near), len(returned & one.best)))
    return Recall(*(float(share) for share in np.mean(shares, axis=0) / DEPTH))


def _near(index: PostgresIndex, question: str, count: int) -> list[int]:
    """Return the ids of what is proposed, by their exact cosines."""
    vector = index.encode_query(question)
    with index.reading():
        found = nearest.nearest(index, vector, count, index.count_passages(), None)
        cosines = nearest.cosines(index, vector, found)
    return sorted(cosines, key=lambda id: (-cosines[id], id))


def _places(hits: Sequence[Hit]) -> set[tuple[str, int]]:
    return {(hit.passage.document, hit.passage.start) for hit in hits}


def costs(index: PostgresIndex, questions: Sequence[str], at: ServerProcesses) -> dict[str, Any]:
    """Time the proposal alone, and whole searches."""
    proposing, searching = list[float](), list[float]()
    vectors = [index.encode_query(question) for question in questions]
    passages = index.count_passages()
    warm = vectors[:WARM_UP]
    for vector in [*warm, *vectors]:
        started = time.perf_counter()
        with index.reading():
            nearest.nearest(index, vector, CANDIDATES, passages, None)
        proposing.append(1000 * (time.perf_counter() - started))
    with at.spending() as cost:
        for question in questions:
            started = time.perf_counter()
            index.search(question, DEPTH)
            searching.append(1000 * (time.perf_counter() - started))
    return {
        "nearest_ms": Latency.of(proposing[len(warm) :]).to_dict(),
        "search_ms": Latency.of(searching).to_dict(),
        "search_processor_ms": 1000 * cost.processor / len(questions),
    }


def measure(
    index: PostgresIndex, questions: Sequence[str], looked_at: Sequence[int]
) -> dict[str, Any]:
    """Measure an archive that has its index of vectors."""
    at = ServerProcesses.of(index.query("SELECT pg_backend_pid()")[0][0])
    result: dict[str, Any] = {"passages": index.count_passages(), "looked_at": {}}
    wanted = right(index, questions)
    for count in looked_at:
        with looking_at(count):
            own = asdict(recall(index, questions, wanted)) | costs(index, questions, at)
        result["looked_at"][str(count)] = own
    return result


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure and show."""
    parser = archives.command("eval.growth.nearness")
    parser.add_argument("--size", type=int, default=SIZE)
    parser.add_argument("--there", action="store_true")
    parser.add_argument("--looked-at", type=int, nargs="+", default=list(LOOKED_AT))
    parser.add_argument("--questions", type=int, default=QUESTIONS)
    options, dataset = archives.begin(parser, arguments)
    questions = sample([question.text for question in dataset.questions], options.questions)
    encoder = loading.load_default()
    told = archives.check_empty(options.address) if not options.there else None
    index = PostgresIndex(Address.parse(options.address), encoder, create=not options.there)
    try:
        if not options.there:
            cache = EmbeddingCache(default_folder())
            sentences = corpus.encode_sentences(dataset.passages, encoder, cache)
            archives.fill(index, sentences, options.size)
        index.prepare()
        result = {"server": told} | measure(index, questions, options.looked_at)
    finally:
        index.close()
        if not options.there:
            archives.forget(options.address)
    if options.json:
        options.json.write_text(json.dumps(result, indent=1) + "\n", encoding="utf-8")
    show(result)


def show(result: dict[str, Any]) -> None:
    """Show a row for each number of passages kept in view."""
    heads = ("proposed", "scored", "returned", "nearest p50, p95 ms", "search p50, p95 ms", "cpu")
    table = Table(f"of {result['passages']:,}", *heads)
    for count, one in result["looked_at"].items():
        shares = [f"{one[name]:.3f}" for name in heads[:3]]
        times = [
            ", ".join(f"{t:.1f}" for t in one[n].values()) for n in ("nearest_ms", "search_ms")
        ]
        table.add_row(count, *shares, *times, f"{one['search_processor_ms']:.1f}")
    Console().print(table)


if __name__ == "__main__":
    sys.exit(exits.status_of(main))
