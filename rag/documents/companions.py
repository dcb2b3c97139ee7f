"""Finds the files beside a file that it is made of: the pages of a digitised issue.

A METS file names the ALTO file of each page. They are read with it, and not once more by
themselves; nothing outside its folder ever is.
"""

from __future__ import annotations

import hashlib
import os
import stat
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from pathlib import Path, PurePosixPath
from typing import Final

from rag.documents.formats.digitised import alto, mets
from rag.documents.types import Member

MAX_TOGETHER: Final = 200_000_000
"""Bytes of all parts of a file; an issue of 60 pages has 60 MB of ALTO. Of all its pictures that
are kept as many."""

MAX_PICTURE: Final = 50_000_000
"""Bytes of a picture, as of any file."""


def may_have_parts(path: Path) -> bool:
    """Whether files of such a name may be made of others."""
    return path.suffix.lower() == ".xml"


def on_disk(path: Path) -> list[Path]:
    """Find the parts of a file that are there: plain files in its folder or below, links followed
    no further than that."""
    data = _beginning(path)
    return [] if data is None else [part for _, part in _named(path, mets.parts(data))]


def _pictures(path: Path) -> list[Path]:
    """Find the pictures of pages whose text a file has, itself or in its parts."""
    data = _beginning(path)
    return [] if data is None else [part for _, part in _named_pictures(path, data)]


def _beginning(path: Path) -> bytes | None:
    """Read a file that may have parts: all of it where it says that it has, else its beginning;
    ``None`` where it cannot have any or cannot be read."""
    if not may_have_parts(path):
        return None
    try:
        with path.open("rb") as file:
            head = file.read(mets.HEAD)
            return head + file.read() if mets.is_one(head) else head
    except OSError:
        return None


def _named_pictures(path: Path, data: bytes) -> list[tuple[str, Path]]:
    """Give name and place of the pictures of a file's pages, if no page lacks its text; of a page
    by itself the one of its name or of the name that it gives."""
    texts = mets.parts(data)
    if texts:
        lacking = len(_named(path, texts)) < len(texts)
        return [] if lacking else _named(path, mets.pictures(data))
    return _named(path, alto.pictures(data, path.name))[:1]


def read_pictures(path: Path, data: bytes) -> tuple[Member, ...]:
    """Read the pictures of a file's pages; those that would be too much together, or each by
    itself as a file, are left out.

    :param data: of the file.
    """
    if not may_have_parts(path):
        return ()
    return _read(_named_pictures(path, data), MAX_PICTURE)


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
    return _read(_named(path, mets.parts(data)), MAX_TOGETHER)


def _read(parts: Iterable[tuple[str, Path]], most: int) -> tuple[Member, ...]:
    """Read files, each of at most so many bytes, until they would be too much together."""
    members, left = [], MAX_TOGETHER
    for name, part in parts:
        try:
            with part.open("rb") as file:
                read = file.read(min(left, most) + 1)
        except OSError:
            continue
        if len(read) > most < left:
            continue
        if len(read) > left:
            break
        left -= len(read)
        members.append(Member(name, read))
    return tuple(members)


def state(path: Path, status: os.stat_result) -> tuple[int, int]:
    """Give size and time of change of a file, its parts and its pictures: all bytes, and the latest
    change."""
    states = [status]
    for part in (*on_disk(path), *_pictures(path)):
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


Parts = dict[str, tuple[Member, ...]]
Pictures = dict[str, Callable[[], tuple[Member, ...]]]


def among(members: Iterable[Member]) -> tuple[Parts, Pictures, list[Member]]:
    """Find parts among the files inside a file.

    :returns: the parts of each that has some, by its name and named as it names them; what gives
        its pictures, in the same way; and the members that are neither of another.
    """
    all_ = list(members)
    by_name = {member.name: member for member in all_}
    found: Parts = {}
    shown: Pictures = {}
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
        if len(own) == len(names):
            beside = PurePosixPath(member.name).parent
            wanted = mets.pictures(member.data) or alto.pictures(
                member.data, PurePosixPath(member.name).name
            )
            places = {str(beside / name): name for name in wanted}
            pictures = [
                Member(name, by_name[at].data) for at, name in places.items() if at in by_name
            ]
            gone.update(places)
            shown[member.name] = partial(_bounded, pictures)
    return found, shown, [member for member in all_ if member.name not in gone]


def _bounded(pictures: Iterable[Member]) -> tuple[Member, ...]:
    kept, left = [], MAX_TOGETHER
    for member in pictures:
        left -= len(member.data)
        if left >= 0:
            kept.append(member)
    return tuple(kept)


def digest(path: Path) -> str:
    """Return the SHA-256 of a file's bytes, in hexadecimal digits."""
    with path.open("rb") as file:
        whole = hashlib.file_digest(file, "sha256")
    for part in on_disk(path):
        whole.update(part.read_bytes())
    for picture in _pictures(path):  # of these its size says enough
        whole.update(f"{picture.name}\0{picture.stat().st_size}\0".encode("utf-8", "replace"))
    return whole.hexdigest()
