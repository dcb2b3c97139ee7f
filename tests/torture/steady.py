"""The chat's memory over thousands of questions: whether it grows.

``python -m tests.torture.steady --questions 10000 --passages 2000`` starts the chat over an archive
of recombined sentences (:mod:`eval.growth.corpus`), asks ``/ask`` one question after another, two
people at a time, and looks at the server's resident memory now and then. A person stays in one
tab: of tabs the server remembers the last thousand, which is memory of another kind.
"""

from __future__ import annotations

import argparse
import asyncio
import itertools
import tempfile
from collections.abc import Sequence
from pathlib import Path

import httpx
import numpy as np

from eval.cache import EmbeddingCache, default_folder
from eval.datasets import builtin
from eval.growth import archives, corpus
from index.encoders.loading import load_default
from tests.torture.load import WAIT_S, Reply, _endpoint, ask, questions, resident, running


async def series(
    url: str, process: int, count: int, users: int, every: int
) -> tuple[list[tuple[int, float]], list[Reply]]:
    """(questions answered, resident MB) now and then, and what became badly of a question."""
    seen, failed, numbers = [(0, resident(process) / 1e6)], list[Reply](), iter(range(1, count + 1))
    texts = itertools.cycle(questions())
    async with httpx.AsyncClient(base_url=url, timeout=WAIT_S) as client:
        fn = await _endpoint(client)

        async def person(tab: str) -> None:
            for number in numbers:
                # Never the same question twice: what is remembered must not be all there is.
                reply = await ask(client, fn, f"{next(texts)} ({number})", tab)
                if not reply.good:
                    failed.append(reply)
                if number % every == 0:
                    seen.append((number, resident(process) / 1e6))
                    print(f"| {number:,} | {seen[-1][1]:.0f} |", flush=True)

        await asyncio.gather(*(person(f"persona{i}") for i in range(users)))
    return sorted(seen), failed


def growth(seen: Sequence[tuple[int, float]]) -> float:
    """MB that a thousand questions add, by a line through the second half."""
    later = seen[len(seen) // 2 :]
    slope, _ = np.polyfit([n for n, _ in later], [mb for _, mb in later], 1)
    return float(slope) * 1000


def main(arguments: Sequence[str] | None = None) -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description="The chat's memory over many questions.")
    parser.add_argument("--questions", type=int, default=10_000)
    parser.add_argument("--passages", type=int, default=2_000)
    parser.add_argument("--users", type=int, default=2)
    parser.add_argument("--every", type=int, default=500)
    options = parser.parse_args(arguments)
    encoder = load_default()
    passages = builtin.load("all").passages
    sentences = corpus.encode_sentences(passages, encoder, EmbeddingCache(default_folder()))
    with tempfile.TemporaryDirectory() as work:
        folder = Path(work) / "archivo"
        archives.write_archive(folder, sentences, options.passages, encoder)
        with running(folder) as (url, process):
            print("| questions | server MB |\n| --- | --- |")
            seen, failed = asyncio.run(
                series(url, process, options.questions, options.users, options.every)
            )
    print(f"{growth(seen):+.2f} MB a thousand questions; failed: {len(failed)}")


if __name__ == "__main__":
    main()
