"""Finds the files beside a file that it is made of: the pages of a digitised issue.

A METS file names the ALTO file of each page. They are read with it, and not once more by
themselves; nothing outside its folder ever is.
"""

from __future__ import annotations

import hashlib
import os
import stat
from collections.abc import Iterable, Sequence
from pathlib import Path, PurePosixPath
from typing import Final

from rag.documents.formats.digitised import mets
from rag.documents.types import Member

MAX_TOGETHER: Final = 200_000_000
"""Bytes of all parts of a file; an issue of 60 pages has 60 MB of ALTO."""

_HEAD: Final = 4_000


def may_have_parts(path: Path) -> bool:
    """Whether files of such a name may be made of others."""
    return path.suffix.lower() == ".xml"


def on_disk(path: Path) -> list[Path]:
    """Find the parts of a file that are there: plain files in its folder or below, links followed
    no further than that."""
    if not may_have_parts(path):
        return []
    try:
        with path.open("rb") as file:
            head = file.read(_HEAD)
            data = head + file.read() if mets.is_one(head) else head
    except OSError:
        return []
    return [part for _, part in _named(path, mets.parts(data))]


def _pictures(path: Path) -> list[Path]:
    """Find the pictures of pages whose text a file has in other parts, none of which is missing."""
    if not may_have_parts(path):
        return []
    try:
        with path.open("rb") as file:
            head = file.read(_HEAD)
            data = head + file.read() if mets.is_one(head) else b""
    except OSError:
        return []
    texts = mets.parts(data)
    if not texts or len(_named(path, texts)) < len(texts):
        return []
    return [part for _, part in _named(path, mets.pictures(data))]


def _named(path: Path, names: Iterable[str]) -> list[tuple[str, Path]]:
    """Give name and place of each file of these names that is there, in a file's own folder."""
    folder = os.path.realpath(path.parent)
    found = []
    for name in names:
        part = path.parent / name
        try:
            inside = os.path.realpath(part).startswith(folder + os.sep)
            if inside and stat.S_ISREG(part.stat().st_mode):
                found.append((name, part))
        except (OSError, ValueError):
            continue
    return found


def read_parts(path: Path, data: bytes) -> tuple[Member, ...]:
    """Read the parts that a file names; those that would be too much together are left out.

    :param data: of the file.
    """
    members, left = [], MAX_TOGETHER
    for name, part in _named(path, mets.parts(data)):
        try:
            with part.open("rb") as file:
                read = file.read(left + 1)
        except OSError:
            continue
        if len(read) > left:
            break
        left -= len(read)
        members.append(Member(name, read))
    return tuple(members)


def state(path: Path, status: os.stat_result) -> tuple[int, int]:
    """Give size and time of change of a file and its parts: all bytes, and the latest change."""
    states = [status]
    for part in on_disk(path):
        try:
            states.append(part.stat())
        except OSError:
            continue
    return sum(s.st_size for s in states), max(s.st_mtime_ns for s in states)


def without_parts(files: Sequence[Path]) -> list[Path]:
    """Leave out the files that are read as parts of others among them, and the pictures of pages
    whose text these have: recognised once more, an article would be another's witness."""
    parts = {
        os.path.realpath(part) for path in files for part in (*on_disk(path), *_pictures(path))
    }
    if not parts:
        return list(files)
    return [path for path in files if os.path.realpath(path) not in parts]


def among(members: Iterable[Member]) -> tuple[dict[str, tuple[Member, ...]], list[Member]]:
    """Find parts among the files inside a file.

    :returns: the parts of each that has some, by its name and named as it names them; and the
        members that are no part of another.
    """
    all_ = list(members)
    by_name = {member.name: member for member in all_}
    found: dict[str, tuple[Member, ...]] = {}
    gone: set[str] = set()
    for member in all_:
        if not may_have_parts(Path(member.name)):
            continue
        names = {
            str(PurePosixPath(member.name).parent / name): name for name in mets.parts(member.data)
        }
        own = [by_name[place] for place in names if place in by_name]
        if own:
            found[member.name] = tuple(Member(names[part.name], part.data) for part in own)
            gone.update(part.name for part in own)
        if own and len(own) == len(names):
            beside = PurePosixPath(member.name).parent
            gone.update(str(beside / name) for name in mets.pictures(member.data))
    return found, [member for member in all_ if member.name not in gone]


def digest(path: Path) -> str:
    """Return the SHA-256 of a file's bytes, in hexadecimal digits."""
    with path.open("rb") as file:
        whole = hashlib.file_digest(file, "sha256")
    for part in on_disk(path):
        whole.update(part.read_bytes())
    return whole.hexdigest()
