"""Many people asking the running chat at once: how long they wait, and whether anybody fails.

``python -m tests.torture.load --users 8 32 --seconds 300`` starts the chat over the sample
archive and asks ``/ask`` as the page does: join the queue, listen for the place in it, take the
answer, ask again at once. Then so many people ask together that some must be turned away.
"""

from __future__ import annotations

import argparse
import asyncio
import itertools
import json
import random
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

import httpx

from rag import Archive, sample
from tests.e2e.running import free_port, start, stop
from tests.torture.fuzzing import SEED

QUESTIONS: Final = Path(__file__).parents[2] / "eval" / "datasets" / "builtin.json"
WAIT_S: Final = 120.0
"""No answer may take so long, on a machine however busy."""


@dataclass(frozen=True, slots=True)
class Reply:
    """What became of one question.

    :param rank: the place in the queue that was told first, ``None`` when none was.
    :param told: seconds of waiting told with it, ``None`` before there was any experience.
    """

    status: int
    text: str
    seconds: float
    rank: int | None = None
    told: float | None = None

    @property
    def good(self) -> bool:
        """An answer with its marks, or an abstention."""
        return self.status == 200 and ("[1]" in self.text or "no responden" in self.text)


@dataclass(slots=True)
class Outcome:
    """All replies of a run."""

    users: int
    seconds: float = 0.0
    replies: list[Reply] = field(default_factory=list)
    memory: tuple[int, int] = (0, 0)

    @property
    def failed(self) -> list[Reply]:
        """Neither answered nor turned away."""
        return [r for r in self.replies if not r.good and r.status != 503]

    @property
    def refused(self) -> list[Reply]:
        """Turned away because too many were waiting."""
        return [r for r in self.replies if r.status == 503]

    def row(self) -> str:
        """A row of the table in docs/security-tests.md."""
        taken = sorted(r.seconds for r in self.replies if r.good)
        at = [f"{taken[min(int(q * len(taken)), len(taken) - 1)]:.2f}" for q in (0.5, 0.9, 0.99)]
        placed = sum(r.rank is not None for r in self.replies)
        before, after = (round(size / 1e6) for size in self.memory)
        return (
            f"| {self.users} | {len(self.replies):,} | {len(self.failed)} | {len(self.refused)} "
            f"| {len(taken) / self.seconds:.1f} | {' | '.join(at)} | {taken[-1]:.2f} "
            f"| {placed:,} | {before} → {after} |"
        )


HEAD: Final = (
    "| users | questions | failed | turned away | answers/s | p50 s | p90 s | p99 s | longest s "
    "| told their place | server MB |\n| --- " + "| --- " * 10 + "|"
)


async def ask(
    client: httpx.AsyncClient, fn: int, question: str, session: str | None = None
) -> Reply:
    """One question as the page asks it.

    :param session: the tab that asks; a new one when ``None``.
    """
    session = session or f"{random.getrandbits(64):x}"
    body = {"data": [question], "fn_index": fn, "session_hash": session}
    begin, rank, told = time.monotonic(), None, None
    joined = await client.post("gradio_api/queue/join", json=body)
    if joined.status_code != 200:
        return Reply(joined.status_code, joined.text, time.monotonic() - begin)
    async with client.stream("GET", f"gradio_api/queue/data?session_hash={session}") as stream:
        async for line in stream.aiter_lines():
            if not line.startswith("data:"):
                continue
            said: dict[str, Any] = json.loads(line[5:])
            if said["msg"] == "estimation" and rank is None:
                rank, told = said["rank"], said["rank_eta"]
            if said["msg"] == "process_completed":
                text = str((said["output"].get("data") or [said["output"].get("error")])[0])
                status = 200 if said["success"] else 500
                return Reply(status, text, time.monotonic() - begin, rank, told)
    return Reply(500, "the stream ended", time.monotonic() - begin, rank, told)


def questions() -> list[str]:
    """Those of the built-in evaluation set, in the seed's order."""
    listed = json.loads(QUESTIONS.read_text(encoding="utf-8"))["questions"]
    asked = [entry["question"] for entry in listed]
    random.Random(SEED).shuffle(asked)
    return asked


async def _endpoint(client: httpx.AsyncClient) -> int:
    config = (await client.get("config")).json()
    return next(d["id"] for d in config["dependencies"] if d["api_name"] == "ask")


async def crowd(url: str, users: int, seconds: float) -> list[Reply]:
    """So many people asking one question after another; each at least one."""
    limits = httpx.Limits(max_connections=None)
    async with httpx.AsyncClient(base_url=url, timeout=WAIT_S, limits=limits) as client:
        fn, replies = await _endpoint(client), list[Reply]()
        each, end = itertools.cycle(questions()), time.monotonic() + seconds

        async def person() -> None:
            while True:
                replies.append(await ask(client, fn, next(each)))
                if time.monotonic() >= end:
                    return

        await asyncio.gather(*(person() for _ in range(users)))
        return replies


@contextmanager
def running(folder: Path) -> Iterator[tuple[str, int]]:
    """The chat over an archive: its address and process."""
    port = free_port()
    server = start(folder, port)
    try:
        yield f"http://127.0.0.1:{port}/", server.pid
    finally:
        stop(server)


def resident(process: int) -> int:
    """Bytes of memory that a process has now."""
    status = Path(f"/proc/{process}/status").read_text(encoding="ascii")
    return int(status.partition("VmRSS:")[2].split()[0]) * 1024


def measured(url: str, process: int, users: int, seconds: float) -> Outcome:
    """A crowd for so long."""
    before, begin = resident(process), time.monotonic()
    replies = asyncio.run(crowd(url, users, seconds))
    spent = time.monotonic() - begin
    return Outcome(users, spent, replies, (before, resident(process)))


def main(arguments: Sequence[str] | None = None) -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description="Many people asking the chat at once.")
    parser.add_argument("--users", type=int, nargs="+", default=[8, 32])
    parser.add_argument("--seconds", type=float, default=300.0)
    parser.add_argument("--burst", type=int, default=120, help="people who ask together at the end")
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as folder:
        archive = Archive.open(folder)
        archive.add(sample.NOTES)
        archive.close()
        with running(Path(folder)) as (url, process):
            asyncio.run(crowd(url, 2, 5.0))  # what is loaded at the first question
            print(HEAD)
            for users in options.users:
                print(measured(url, process, users, options.seconds).row(), flush=True)
            burst = measured(url, process, options.burst, 0.0)
            print(burst.row())
            print({reply.text for reply in burst.refused} | {r.text for r in burst.failed})


if __name__ == "__main__":
    main()
