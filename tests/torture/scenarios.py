"""What is done to an archive while it is killed or its writes fail, and what must hold then.

Every scenario starts from a folder that is copied for each trial. ``act`` is what is
interrupted; ``holds`` judges what is left, in a process of its own, and finishes the work.
"""

from __future__ import annotations

import random
import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

from index.search import snapshot
from index.storage import backup as copies
from index.storage import signed_folders
from index.storage.atomic_writes import UNFINISHED
from index.storage.folder_layout import DATABASE
from index.storage.store import Store
from rag import Archive
from tests.rag.fakes_rag import FakeEncoder, ShortEncoder, open_archive
from tests.torture import world

COPY, TAKEN = "copia.sqlite3", "copia-de-prueba.sqlite3"
"""The copy that is brought back, and the one that is taken."""

ENCODERS = (FakeEncoder(), ShortEncoder())
"""The archives' own, and the one that they are given."""


@dataclass(slots=True)
class Scenario:
    """Something done to an archive.

    :param keeps: digests of the states that may be left; the last is that of finished work.
    """

    name: str
    base: Path
    act: Callable[[Path], None]
    keeps: list[str] = field(default_factory=list)
    finds: list[tuple[str, float]] = field(default_factory=list)
    also: Callable[[Path], None] = lambda _: None  # what else must hold

    def settle(self, scratch: Path) -> tuple[list[str], list[tuple[str, float]]]:
        """What the work leads to when nothing goes wrong: states and search results."""
        folder = world.fresh(self.base, scratch / "intacto")
        before = world.digest(folder)
        self.act(folder)
        with closing(opened(folder)) as archive:
            return [before, world.digest(folder)], world.found(archive)

    def holds(self, folder: Path) -> str:
        """Check what was left, finish the work, and check again.

        :returns: ``before`` or ``after``: which state was left.
        """
        with closing(opened(folder)) as archive:
            problems = archive.check()
            assert not problems, problems
            left = world.digest(folder)
            assert left in self.keeps, f"{left} is neither of {self.keeps}"
            world.found(archive)  # whatever state it is, it can be searched
        self.also(folder)
        self.act(folder)
        assert world.digest(folder) == self.keeps[-1], "the next one does not finish the work"
        with closing(opened(folder)) as archive:
            problems = archive.check()
            assert not problems, problems
            assert world.found(archive) == self.finds, "another answer than undisturbed"
        tidy(folder)
        return "before" if left == self.keeps[0] else "after"


def opened(folder: Path) -> Archive:
    """The archive with the encoder that it has now."""
    with closing(Store(folder)) as store:
        has = store.meta("encoder")
    (encoder,) = [one for one in ENCODERS if has in (None, one.fingerprint)][:1]
    return open_archive(folder, encoder)


def tidy(folder: Path) -> None:
    """Nothing is left about but the archive, one whole set of indexes, and what is swept later."""
    known = {DATABASE, f"{DATABASE}-wal", f"{DATABASE}-shm", "derived"}
    assert {path.name for path in folder.iterdir()} <= known
    states = [p for p in (folder / "derived").iterdir() if not p.name.startswith(UNFINISHED)]
    with closing(Store(folder)) as store:
        assert signed_folders.is_whole(
            folder / "derived" / f"{store.fingerprint}-{snapshot.FORMAT}"
        )
    # One killed while it clears away the last state's leaves some of them, until the next change.
    assert len(states) <= 2, states


def build(scratch: Path, chance: random.Random, size: int) -> list[str]:
    """Make the archives and articles of the scenarios; ids of documents to remove."""
    notes, base, grown = scratch / "notas", scratch / "base", scratch / "más"
    world.write(notes, chance, range(size))
    with closing(open_archive(base)) as archive:
        archive.add(notes)
        world.found(archive)
        ids = [row.id for row in archive.list()]
        archive.backup(scratch / COPY)
    world.write(grown, chance, range(size // 2))
    world.write(notes, chance, range(0, size, 3))
    with closing(open_archive(scratch / "otra")) as archive:
        archive.add(grown)
    age(world.fresh(base, scratch / "antiguo"))
    return chance.sample(ids, size // 3)


def age(folder: Path) -> None:
    """Make the archive one of format 1."""
    with closing(sqlite3.connect(folder / DATABASE)) as connection:
        connection.execute("DROP TRIGGER exact_words_follow")
        connection.execute("DELETE FROM meta WHERE key = 'exact'")
        for table in ("documents", "passages"):
            connection.execute(f"ALTER TABLE {table} DROP COLUMN checksum")
        connection.execute("DROP INDEX documents_by_original")
        connection.execute("ALTER TABLE documents DROP COLUMN original")
        connection.execute("DROP INDEX passages_by_place")
        newer = (
            "mentions recognised names "
            "exact_vocabulary exact_words removed printed_lines originals next_passages"
        )
        for table in newer.split():
            connection.execute(f"DROP TABLE {table}")
        connection.execute("PRAGMA user_version = 1")
        connection.commit()


def scenarios(scratch: Path, removed: list[str]) -> list[Scenario]:
    """All of them, over what :func:`build` made."""
    notes, base, grown = scratch / "notas", scratch / "base", scratch / "más"

    def add(folder: Path) -> None:
        with closing(open_archive(folder)) as archive:
            archive.add(grown)
            world.found(archive)

    def update(folder: Path) -> None:
        with closing(open_archive(folder)) as archive:
            archive.add(notes)
            world.found(archive)

    def remove(folder: Path) -> None:
        with closing(open_archive(folder)) as archive:
            there = {row.id for row in archive.list()}
            if there.issuperset(removed):
                archive.remove(*removed)
            world.found(archive)

    def restore(folder: Path) -> None:
        Archive.restore(scratch / COPY, folder, replace=True)
        with closing(open_archive(folder)) as archive:
            world.found(archive)

    def reencode(folder: Path) -> None:
        Archive.reencode(ENCODERS[1], folder)
        with closing(opened(folder)) as archive:
            world.found(archive)

    def backup(folder: Path) -> None:
        with closing(opened(folder)) as archive:
            world.found(archive)
            archive.backup(scratch / TAKEN, replace=True)

    def whole(folder: Path) -> None:
        if (scratch / TAKEN).exists():
            assert not copies.problems(scratch / TAKEN)
            assert world.digest_of(scratch / TAKEN) == world.digest(folder)
            (scratch / TAKEN).unlink()

    def upgrade(folder: Path) -> None:
        with closing(opened(folder)) as archive:
            world.found(archive)

    return [
        Scenario("backup", base, backup, also=whole),
        Scenario("upgrade", scratch / "antiguo", upgrade),
        Scenario("add", base, add),
        Scenario("update", base, update),
        Scenario("remove", base, remove),
        Scenario("restore", scratch / "otra", restore),
        Scenario("reencode", base, reencode),
    ]
