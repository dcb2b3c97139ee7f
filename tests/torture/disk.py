"""A disk as a power cut may leave it, made from all that was done to its files.

- What was written to a file before its last fsync is there; of what came after, each page is
  there or not, whole or torn, whatever its turn was.
- Names (made, moved, removed) are there up to the last fsync of their folder; of later ones some
  first part, in each folder another.

POSIX promises no more than this, and usual file systems lose less.
"""

from __future__ import annotations

import os
import random
import shutil
import struct
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

CREATE, WRITE, TRUNCATE, SYNC, RENAME, LINK, UNLINK, MKDIR, RMDIR = range(9)
"""What is done, as ``recorded.c`` numbers it."""

PAGE, SECTOR = 4096, 512
"""Bytes that are written at a time, and that are written whole or not at all."""

SHARED: Final = "-shm"
"""End of the name of what SQLite shares between processes past all calls, and makes anew."""


@dataclass(eq=False, slots=True)
class Node:
    """A file or folder, as it was when the recording began; ``names`` of a folder alone."""

    data: bytes = b""
    names: dict[str, Node] | None = None


@dataclass(frozen=True, slots=True)
class Change:
    """Something done to a file, or to a name in a folder.

    :param came: the folder and name that it was moved from.
    """

    kind: int
    node: Node
    offset: int = 0
    data: bytes = b""
    folder: Node | None = None
    name: str = ""
    came: tuple[Node, str] | None = None

    def rename(self, names: dict[Node, dict[str, Node]]) -> None:
        """Do it to what folders hold."""
        assert self.folder is not None
        if self.came is not None:
            names[self.came[0]].pop(self.came[1], None)
        if self.kind in (UNLINK, RMDIR):
            names[self.folder].pop(self.name, None)
        else:
            names[self.folder][self.name] = self.node

    def pieces(self) -> Iterator[tuple[int, bytes]]:
        """What is written, page by page, with its place in the file."""
        at = 0
        while at < len(self.data):
            size = PAGE - (self.offset + at) % PAGE
            yield self.offset + at, self.data[at : at + size]
            at += size


@dataclass(slots=True)
class Recording:
    """Some files under a folder, and all that is done to them.

    :param watched: names in the folder; what lies beside them is not looked at.
    """

    root: Path
    watched: tuple[str, ...]
    disk: Node = field(default_factory=Node)
    changes: list[Change] = field(default_factory=list)
    folders: list[Node] = field(default_factory=list)
    _known: dict[int, Node] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.disk = self._scan(self.root, [self.root / name for name in self.watched])

    def _scan(self, path: Path, inside: list[Path]) -> Node:
        if path.is_dir():
            node = Node(names={})
            node.names = {
                each.name: self._scan(each, [*each.iterdir()] if each.is_dir() else [])
                for each in inside
                if each.exists()
            }
            self.folders.append(node)
        else:
            node = Node(path.read_bytes())
        self._known[path.stat().st_ino] = node
        return node

    def read(self, log: Path) -> None:
        """Take in what the library wrote down."""
        said, at, now = log.read_bytes(), 0, self._names()
        while at < len(said):
            kind, number, offset, one, two = struct.unpack_from("5q", said, at)
            first = said[at + 40 : at + 40 + one]
            second = said[at + 40 + one : at + 40 + one + two]
            at += 40 + one + two
            if kind in (WRITE, TRUNCATE, SYNC):
                self.changes.append(Change(kind, self._known[number], offset, first))
                continue
            (folder, name), came = self._place(first, now), None
            if kind in (CREATE, MKDIR):
                node = self._known[number] = Node(names={} if kind == MKDIR else None)
                if kind == MKDIR:
                    self.folders.append(node)
                    now[node] = {}
            else:
                node = now[folder][name]
            if kind in (RENAME, LINK):
                came = (folder, name) if kind == RENAME else None
                folder, name = self._place(second, now)
            change = Change(kind, node, folder=folder, name=name, came=came)
            change.rename(now)
            self.changes.append(change)

    def _names(self) -> dict[Node, dict[str, Node]]:
        return {folder: dict(folder.names or {}) for folder in self.folders}

    def _place(self, path: bytes, now: dict[Node, dict[str, Node]]) -> tuple[Node, str]:
        *above, name = Path(os.fsdecode(path)).relative_to(self.root).parts
        folder = self.disk
        for part in above:
            folder = now[folder][part]
        return folder, name

    def lay(self, target: Path, upto: int, chance: random.Random | None = None) -> None:
        """Make the disk as it may be after so many changes; without chance nothing is lost."""
        done = self.changes[:upto]
        synced = {c.node: i for i, c in enumerate(done) if c.kind == SYNC}
        names = self._names()
        there = {folder: _cut(synced.get(folder, 0), upto, chance) for folder in self.folders}
        for i, change in enumerate(done):
            if change.folder is not None and i < there[change.folder]:
                change.rename(names)
        keep = chance.choice((0.0, 0.5, 0.95)) if chance else 1.0
        shutil.rmtree(target, ignore_errors=True)

        def put(node: Node, path: Path) -> None:
            if node in names:
                path.mkdir()
                for name, each in names[node].items():
                    if not name.endswith(SHARED):
                        put(each, path / name)
                return
            data = bytearray(node.data)
            for i, change in enumerate(done):
                if change.node is node and change.kind in (WRITE, TRUNCATE):
                    sure = i < synced.get(node, 0)
                    _change(data, change, None if sure else chance, keep)
            path.write_bytes(data)

        put(self.disk, target)


def _cut(sure: int, upto: int, chance: random.Random | None) -> int:
    """How many changes' names are there, as often as not no more than must be."""
    if chance is None:
        return upto
    return sure if chance.random() < 0.5 else chance.randint(sure, upto)


def _change(data: bytearray, change: Change, chance: random.Random | None, keep: float) -> None:
    """Do to a file's bytes what the change did, or what is left of it."""
    if change.kind == TRUNCATE:
        if chance is None or chance.random() < keep:
            data[:] = data[: change.offset].ljust(change.offset, b"\0")
        return
    for offset, piece in change.pieces():
        if chance is not None and chance.random() >= keep:
            if chance.random() < 0.8:
                continue
            piece = piece[: SECTOR * chance.randrange(PAGE // SECTOR)]
        data.extend(b"\0" * (offset - len(data)))
        data[offset : offset + len(piece)] = piece
