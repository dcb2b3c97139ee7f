"""What of a watched folder is a reason to follow it again."""

from __future__ import annotations

import threading
import time
from pathlib import Path

from rag.intake import watching


def watched(folder: Path, ignored: Path, change: threading.Event, seen: list[bool]) -> None:
    stop = threading.Event()
    begun = time.monotonic()
    for changed in watching.changes(folder, ignored, stop):
        seen.append(changed)
        if len(seen) == 1:
            change.set()
        if changed or time.monotonic() - begun > 30:
            stop.set()


def run(folder: Path, ignored: Path, action: str) -> bool:
    """Whether the change that ``action`` names is told of before a new article is."""
    change, seen = threading.Event(), list[bool]()
    thread = threading.Thread(target=watched, args=(folder, ignored, change, seen))
    thread.start()
    assert change.wait(30)
    if action == "article":
        (folder / "a.txt").write_text("Hola.", encoding="utf-8")
    elif action == "folder":
        (folder / "sub").rename(folder.parent / "fuera")
    thread.join(60)
    assert not thread.is_alive()
    return seen[-1]


def test_a_new_article_and_a_folder_that_goes_are_told_of(tmp_path: Path) -> None:
    folder = tmp_path / "notas"
    (folder / "sub").mkdir(parents=True)
    assert run(folder, tmp_path / "archivo", "article")
    assert run(folder, tmp_path / "archivo", "folder")


def test_the_archive_itself_and_hidden_files_are_not(tmp_path: Path) -> None:
    folder = tmp_path / "notas"
    own = folder / "archivo"
    own.mkdir(parents=True)
    stop, seen = threading.Event(), list[bool]()

    def watch() -> None:
        for changed in watching.changes(folder, own, stop):
            seen.append(changed)
            if len(seen) == 1:
                (own / "a.txt").write_text("Hola.", encoding="utf-8")
                (folder / ".oculto.txt").write_text("Hola.", encoding="utf-8")
                (folder / "foto.xyz").write_text("Hola.", encoding="utf-8")
            if len(seen) == 3:
                stop.set()

    thread = threading.Thread(target=watch)
    thread.start()
    thread.join(60)
    assert not thread.is_alive()
    assert not any(seen)
