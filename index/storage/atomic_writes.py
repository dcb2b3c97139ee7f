"""Files that are there whole or not at all, and stay there after a power cut.

SQLite does this for the database itself; everything else that is written goes through here. A
name is in its folder's list, which is written apart from the file.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, Final

UNFINISHED: Final = ".writing-"
"""Begins the name of a file or folder that has not got its own name yet."""


def to_disk(path: Path) -> None:
    """Wait until the file, or the folder's list of files, outlives a power cut."""
    if os.name == "nt" and path.is_dir():
        return  # Windows cannot, and keeps its lists of files in a journal
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def make_folder(folder: Path) -> None:
    """Make a folder and those above it, and bring the names of all of them to the disk.

    :raises OSError: it cannot be made, or there is a file in its place.
    """
    missing = [path for path in (folder, *folder.parents) if not path.exists()]
    folder.mkdir(parents=True, exist_ok=True)
    for path in reversed(missing):
        to_disk(path.parent)


@contextmanager
def replacing(target: Path, *, mode: int = 0o600) -> Iterator[BinaryIO]:
    """Give a file to write into, which takes the place of ``target`` once the block has ended well.

    :param mode: who may read it; as a rule its owner alone.
    :raises OSError: it cannot be written; nothing is left behind, and what was there stays.
    """
    descriptor, name = tempfile.mkstemp(dir=target.parent, prefix=UNFINISHED)
    fresh = Path(name)
    try:
        with os.fdopen(descriptor, "wb") as file:
            yield file
            file.flush()
            os.fsync(descriptor)
        fresh.chmod(mode)
        fresh.replace(target)
    except BaseException:
        fresh.unlink(missing_ok=True)
        raise
    to_disk(target.parent)


def write_file(target: Path, data: bytes, *, mode: int = 0o600) -> None:
    """Write a file of those bytes, whole or not there.

    :param mode: as for :func:`replacing`.
    :raises OSError: it cannot be written; nothing is left behind, and what was there stays.
    """
    with replacing(target, mode=mode) as file:
        file.write(data)
