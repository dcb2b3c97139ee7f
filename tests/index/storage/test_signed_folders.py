"""Sealed folders: complete and unchanged, or not there."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from index.storage import signed_folders
from index.storage.atomic_writes import UNFINISHED

CONTENT = {"uno.txt": b"uno", "vacio": b"", "dentro/dos.bin": bytes(range(256))}


def fill(folder: Path) -> None:
    for name, content in CONTENT.items():
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_bytes(content)


@pytest.fixture
def target(tmp_path: Path) -> Path:
    place = tmp_path / "cache" / "cosa-1"
    signed_folders.write(place, fill)
    return place


def test_what_was_written_is_there_and_whole(target: Path) -> None:
    assert signed_folders.is_whole(target)
    assert {name: (target / name).read_bytes() for name in CONTENT} == CONTENT
    assert [path.name for path in target.parent.iterdir()] == [target.name]


def _to_folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


def _flip(path: Path) -> None:
    raw = bytearray(path.read_bytes())
    raw[-1] ^= 1
    path.write_bytes(raw)


DAMAGES: dict[str, Callable[[Path], object]] = {
    "a file is missing": lambda t: (t / "uno.txt").unlink(),
    "an empty file is missing": lambda t: (t / "vacio").unlink(),
    "one bit has changed": lambda t: _flip(t / "dentro/dos.bin"),
    "a file was cut": lambda t: (t / "dentro/dos.bin").write_bytes(b"\0\1"),
    "a file has grown": lambda t: (t / "vacio").write_bytes(b"x"),
    "a file too many": lambda t: (t / "tres").touch(),
    "a file too many in a folder": lambda t: (t / "dentro/tres").touch(),
    "the manifest is missing": lambda t: (t / signed_folders.MANIFEST).unlink(),
    "the manifest is empty": lambda t: (t / signed_folders.MANIFEST).write_bytes(b""),
    "the manifest is no text": lambda t: (t / signed_folders.MANIFEST).write_bytes(b"\xff\xfe"),
    "the manifest is a list": lambda t: (t / signed_folders.MANIFEST).write_bytes(b"[]"),
    "the manifest is a number": lambda t: (t / signed_folders.MANIFEST).write_bytes(b"1"),
    "a folder in a file's place": lambda t: _to_folder(t / "vacio"),
}


@pytest.mark.parametrize("damage", DAMAGES.values(), ids=DAMAGES.keys())
def test_a_damaged_folder_is_not_whole_and_is_replaced(
    target: Path, damage: Callable[[Path], object]
) -> None:
    damage(target)
    assert not signed_folders.is_whole(target)
    signed_folders.write(target, fill)
    assert signed_folders.is_whole(target)


@pytest.mark.parametrize("make", [Path.touch, Path.mkdir, lambda path: path.symlink_to("nada")])
def test_what_else_lies_in_the_place_is_not_whole_and_is_replaced(
    tmp_path: Path, make: Callable[[Path], object]
) -> None:
    place = tmp_path / "cosa"
    make(place)
    assert not signed_folders.is_whole(place)
    signed_folders.write(place, fill)
    assert signed_folders.is_whole(place)


def test_a_place_with_nothing_is_not_whole(tmp_path: Path) -> None:
    assert not signed_folders.is_whole(tmp_path / "nada")


def test_a_folder_signed_empty_is_not_whole(tmp_path: Path) -> None:
    signed_folders.write(tmp_path / "cosa", lambda folder: None)
    assert not signed_folders.is_whole(tmp_path / "cosa")


@pytest.mark.parametrize("error", [OSError("disco lleno"), KeyboardInterrupt()])
def test_a_fill_that_fails_leaves_nothing(tmp_path: Path, error: BaseException) -> None:
    def half(folder: Path) -> None:
        fill(folder)
        raise error

    with pytest.raises(type(error)):
        signed_folders.write(tmp_path / "cache" / "cosa", half)
    assert list((tmp_path / "cache").iterdir()) == []


def test_a_fill_that_fails_leaves_what_was_there(target: Path) -> None:
    def half(folder: Path) -> None:
        raise OSError

    with pytest.raises(OSError):
        signed_folders.write(target, half)
    assert signed_folders.is_whole(target)


def test_what_another_process_has_put_there_meanwhile_is_kept(tmp_path: Path) -> None:
    place = tmp_path / "cosa"

    def slow(folder: Path) -> None:
        signed_folders.write(place, fill)
        (folder / "mio").touch()

    signed_folders.write(place, slow)
    assert signed_folders.is_whole(place)
    assert not (place / "mio").exists()


def test_folders_left_by_processes_that_died_are_swept_and_others_are_not(tmp_path: Path) -> None:
    dead, alive = (
        tmp_path / f"{UNFINISHED}muerto",
        tmp_path / f"{UNFINISHED}vivo",
    )
    for folder in (dead, alive):
        (folder / "fresh").mkdir(parents=True)
        (folder / "fresh" / "mitad").touch()
    long_ago = time.time() - signed_folders.ABANDONED_S - 60
    os.utime(dead, (long_ago, long_ago))
    signed_folders.write(tmp_path / "cosa", fill)
    assert not dead.exists()
    assert (alive / "fresh" / "mitad").exists()
