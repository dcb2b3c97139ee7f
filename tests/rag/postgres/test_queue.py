"""Files in the queue are brought in once, by whichever worker, whoever is killed."""

from __future__ import annotations

import gc
import logging
import os
import shutil
import signal
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from index.postgres.address import Address
from index.postgres.backend import PostgresIndex
from index.postgres.queue import waiting
from index.postgres.queue.jobs import Jobs
from index.postgres.queue.waiting import WaitingFile
from index.types import FileState
from rag.archive import Archive
from rag.intake import queueing
from rag.tables import TABLES
from tests.rag.alto_files import alto, block
from tests.rag.cli.commands import Run, only_line, parsed
from tests.rag.cli.conftest import notes as notes
from tests.rag.cli.conftest import run as run
from tests.rag.documents.formats.digitised.test_facsimile import (
    FILES,
    drawn,
    is_on_black,
    put,
    shown,
)
from tests.rag.documents.formats.digitised.test_newspaper import BRIDGE
from tests.rag.fakes_rag import FakeEncoder, article

ROOT = Path(__file__).parents[3]

STALLED_S = 2.0

WORKER = """
import sys
from index.postgres.address import Address
from index.postgres.backend import PostgresIndex
from rag.intake import queueing
from rag.tables import TABLES
from tests.rag.fakes_rag import FakeEncoder

index = PostgresIndex(Address.parse(sys.argv[1]), FakeEncoder(), TABLES)
print("ready", flush=True)
queueing.work(index, lambda state: print(state.waiting, flush=True), until_empty=True,
              stalled_s=float(sys.argv[2]))
"""


def opened(database: str) -> PostgresIndex:
    return PostgresIndex(Address.parse(database), FakeEncoder(), TABLES)


def many(folder: Path, count: int) -> Path:
    for n in range(count):
        article(folder, f"{n:02}.txt", f"El ayuntamiento {n} aprobó {n + 3} obras este año.",
                title=f"Obras {n}")  # fmt: skip
    return folder


def test_what_is_put_into_the_queue_is_brought_in_by_a_worker(
    run: Run, notes: Path, database: str
) -> None:
    (notes / "rota.pdf").write_bytes(b"%PDF-1.7 nada")
    status, out, _ = run("add", "--queue", notes, "--archive", database, "--json")
    assert (status, parsed(out)["added"], parsed(out)["waiting"]) == (0, 5, 5)
    status, out, _ = run("add", "--queue", notes, "--archive", database, "--json")
    assert (parsed(out)["added"], parsed(out)["waiting"]) == (0, 5)  # once
    out = run("add", "--queue", notes, "--archive", database)[1]
    assert out == "A la cola: 0; ya estaban: 5. Esperan 5.\n"
    assert parsed(run("list", "--archive", database, "--json")[1]) == []
    status, out, _ = run("worker", "--until-empty", "--archive", database, "--json")
    assert (status, parsed(out)["waiting"]) == (0, 0)
    assert [Path(one["path"]).name for one in parsed(out)["failed"]] == ["rota.pdf"]
    assert len(parsed(run("list", "--archive", database, "--json")[1])) == 4
    status, out, _ = run("add", notes, "--archive", database, "--json")
    assert (parsed(out)["unchanged"], parsed(out)["failed"]) == (4, 1)
    status, out, _ = run("worker", "--status", "--archive", database, "--json")
    assert parsed(out)["waiting"] == 0
    status, out, _ = run("check", "--archive", database, "--json")
    assert (status, parsed(out)["problems"]) == (0, [])


def test_a_folder_has_no_queue(run: Run, notes: Path, tmp_path: Path) -> None:
    assert run("add", notes)[0] == 0
    for command in (["add", "--queue", str(notes)], ["worker"]):
        status, _, err = run(*command)
        assert (status, "carpeta" in only_line(err)) == (2, True)


def test_a_file_is_brought_in_once_however_many_take_it(database: str, tmp_path: Path) -> None:
    index = opened(database)
    Archive(index).queue(many(tmp_path / "n", 6))
    ids = [id for (id,) in index.query("SELECT id FROM queue")]
    threads = [
        threading.Thread(target=lambda: [queueing.take(index, id) for id in ids]) for _ in range(3)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert index.stats().documents == 6
    assert waiting.state(index) == waiting.QueueState(0, ())
    assert index.check() == []
    index.close()


def test_a_file_that_ends_its_worker_is_set_aside(
    database: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    index = opened(database)
    Archive(index).queue(many(tmp_path / "n", 1))
    ((id,),) = index.query("SELECT id FROM queue")

    def killed(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(queueing, "_bring", killed)
        for _ in range(waiting.MOST_ATTEMPTS):
            with pytest.raises(KeyboardInterrupt):
                queueing.take(index, id)
    queueing.take(index, id)
    state = waiting.state(index)
    assert state.waiting == 0
    assert "3 veces" in state.problems[0][1]
    Archive(index).queue(tmp_path / "n")  # put in again, it is tried again
    assert waiting.state(index).waiting == 1
    index.close()


@pytest.mark.parametrize(
    ("files", "name"),
    [
        (FILES, "mets.xml"),
        (
            {
                "0007.xml": alto([block("B1", BRIDGE, 100, 300)]),
                "0007.png": drawn((100, 300, 900, 480)),
            },
            "0007.xml",
        ),
    ],
)
def test_a_file_waits_with_the_files_that_it_is_made_of(
    database: str, tmp_path: Path, files: dict[str, bytes], name: str
) -> None:
    index = opened(database)
    archive = Archive(index)
    folder = put(tmp_path / "numero", files)
    assert [Path(file.path).name for file in archive.queue(folder).files] == [name]
    shutil.rmtree(folder)  # a worker may be on another machine
    for (id,) in index.query("SELECT id FROM queue"):
        queueing.take(index, id)
    assert waiting.state(index) == waiting.QueueState(0, ())
    assert is_on_black(*shown(archive, "puente de hierro"))
    if files is FILES:
        assert is_on_black(*shown(archive, "cabezas de ganado"))
    put(folder, files)
    assert archive.queue(folder).count("unchanged") == 1
    assert archive.add(folder).count("unchanged") == 1
    index.close()


def test_what_waited_before_parts_were_kept_is_brought_in(database: str, tmp_path: Path) -> None:
    index = opened(database)
    how = '{"columns": {}, "ocr": "auto", "ocr_lang": "spa", "originals": true}'
    state = FileState(str(tmp_path / "a.txt"), 20, 0, "0")
    id = waiting.put(index, WaitingFile(state, "El río creció mucho.".encode(), how))
    assert id is not None
    queueing.take(index, id)
    assert index.stats().documents == 1
    index.close()


def test_a_file_that_got_its_job_from_somebody_else_meanwhile_keeps_it(
    database: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    index = opened(database)
    archive = Archive(index)
    archive.queue(many(tmp_path / "n", 3))
    ids = [id for (id,) in index.query("SELECT id FROM queue ORDER BY id")]
    monkeypatch.setattr(Jobs, "_without_job", lambda self: ids)  # as it was a moment ago
    archive.queue(tmp_path / "n")
    assert index.query("SELECT count(*) FROM procrastinate_jobs") == [(3,)]
    index.close()


def test_a_job_that_was_taken_over_meanwhile_ends_without_a_word(
    database: str, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    index = opened(database)
    Archive(index).queue(many(tmp_path / "n", 1))

    def take(id: int) -> None:
        queueing.take(index, id)
        with index.transaction():  # as whoever took it over has done
            index.change("DELETE FROM procrastinate_jobs")

    with caplog.at_level(logging.WARNING):
        Jobs(index).work(take, lambda state: None, until_empty=True)
        gc.collect()  # asyncio tells of a task that failed when it is forgotten
    assert not [record for record in caplog.records if record.name == "asyncio"]
    assert index.stats().documents == 1
    index.close()


def test_a_worker_that_was_taken_for_dead_goes_on(database: str, tmp_path: Path) -> None:
    index = opened(database)
    Archive(index).queue(many(tmp_path / "n", 3))

    def take(id: int) -> None:
        queueing.take(index, id)
        with index.transaction():  # as another does with one that gives no sign
            index.change("DELETE FROM procrastinate_workers")

    Jobs(index).work(take, lambda state: None, until_empty=True)
    assert index.stats().documents == 3
    assert waiting.state(index) == waiting.QueueState(0, ())
    index.close()


@pytest.mark.slow
def test_the_files_of_a_worker_that_is_killed_are_taken_by_another(
    database: str, tmp_path: Path
) -> None:
    index = opened(database)
    Archive(index).queue(many(tmp_path / "n", 30))
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}

    def worker() -> subprocess.Popen[str]:
        return subprocess.Popen(
            [sys.executable, "-c", WORKER, database, str(STALLED_S)],
            env=environment, stdout=subprocess.PIPE, text=True,
        )  # fmt: skip

    first = worker()
    assert first.stdout is not None
    for line in first.stdout:
        if line.strip().isdigit():
            break  # one is in
    # It dies with a job begun: the row is marked before the file is parsed.
    os.kill(first.pid, signal.SIGKILL)
    first.wait()
    others = [worker(), worker()]
    for other in others:
        assert other.wait(240) == 0
    assert index.stats().documents == 30
    assert waiting.state(index) == waiting.QueueState(0, ())
    assert index.check() == []
    index.close()
