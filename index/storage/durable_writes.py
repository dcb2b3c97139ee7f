"""What must outlive a power cut: files and names brought to the disk before anybody is told.

SQLite does this for the database itself; everything else of ours that may not be lost goes
through here. A name is in its folder's list, which is written apart from the file.
"""

from __future__ import annotations

import os
import tempfile
from pathlib import Path


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


def write_file(target: Path, data: bytes) -> None:
    """A new file, whole or not there.

    :raises OSError: it cannot be written; nothing is left behind.
    """
    descriptor, name = tempfile.mkstemp(dir=target.parent, prefix=".writing-")
    aside = Path(name)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(descriptor)
        aside.replace(target)
    except BaseException:
        aside.unlink(missing_ok=True)
        raise
    to_disk(target.parent)
