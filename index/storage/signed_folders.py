"""Folders that are complete or not there.

What can be made again (the unpacked encoder, the derived indexes) is written aside,
signed with the size and checksum of every file, and renamed into place. A reader
believes a folder only while every file still matches, so damage is a reason to make it
again and never an answer computed from half a file.
"""

from __future__ import annotations

import hashlib
import json
import shutil
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from index.storage.atomic_writes import UNFINISHED

MANIFEST = "manifest.json"
ABANDONED_S = 3600.0
"""A folder written aside for longer than this was left by a process that died."""


def write(target: Path, fill: Callable[[Path], None]) -> None:
    """Let ``fill`` write the files into a folder aside, sign it, and move it to ``target``.

    A folder that another process put there meanwhile is kept if it is whole.

    :raises OSError: nothing was put in place (disk full, no permission).
    """
    target.parent.mkdir(parents=True, exist_ok=True)
    sweep(target.parent, UNFINISHED)
    with tempfile.TemporaryDirectory(dir=target.parent, prefix=UNFINISHED) as unfinished:
        fresh = Path(unfinished) / "fresh"
        fresh.mkdir()
        fill(fresh)
        entries = {p.relative_to(fresh).as_posix(): _describe(p) for p in _files(fresh)}
        (fresh / MANIFEST).write_text(json.dumps(entries, indent=1), encoding="utf-8")
        try:
            fresh.rename(target)
        except OSError:
            if is_whole(target):
                return
            if target.is_dir() and not target.is_symlink():
                shutil.rmtree(target, ignore_errors=True)
            else:
                target.unlink(missing_ok=True)
            fresh.rename(target)


def is_whole(folder: Path) -> bool:
    """Return whether the folder has exactly the files it was signed with, unchanged."""
    try:
        entries = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
        names = {p.relative_to(folder).as_posix() for p in _files(folder)}
        return bool(
            names
            and names == entries.keys()
            and all(_describe(folder / name) == entry for name, entry in entries.items())
        )
    except (OSError, ValueError, AttributeError):
        return False


def _files(folder: Path) -> list[Path]:
    return sorted(p for p in folder.rglob("*") if p.is_file() and p.name != MANIFEST)


def _describe(path: Path) -> dict[str, int | str]:
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    return {"bytes": path.stat().st_size, "sha256": digest}


def sweep(folder: Path, prefix: str) -> None:
    """Clear away what processes that died were writing aside, in folders of such names."""
    for path in folder.iterdir():
        if not path.name.startswith(prefix):
            continue
        try:
            if time.time() - path.stat().st_mtime > ABANDONED_S:
                shutil.rmtree(path, ignore_errors=True)
        except FileNotFoundError:
            continue  # its owner has just finished
