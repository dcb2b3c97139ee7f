"""Files and names that are on the disk before anybody is told."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from index.storage import atomic_writes


@pytest.fixture
def synced(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """What is brought to the disk, in order."""
    done, fsync = list[Path](), os.fsync

    def note(descriptor: int) -> None:
        done.append(Path(f"/proc/self/fd/{descriptor}").readlink())
        fsync(descriptor)

    monkeypatch.setattr(os, "fsync", note)
    return done


def test_the_name_of_every_new_folder_is_on_the_disk(tmp_path: Path, synced: list[Path]) -> None:
    atomic_writes.make_folder(tmp_path / "a" / "b")
    assert synced == [tmp_path, tmp_path / "a"]
    atomic_writes.make_folder(tmp_path / "a" / "b")
    assert len(synced) == 2, "what was there costs nothing"


def test_a_file_is_on_the_disk_before_it_has_its_name(tmp_path: Path, synced: list[Path]) -> None:
    target = tmp_path / "a.json"
    atomic_writes.write_file(target, b"uno")
    atomic_writes.write_file(target, b"dos")
    assert target.read_bytes() == b"dos"
    assert [*tmp_path.iterdir()] == [target]
    assert synced[1::2] == [tmp_path, tmp_path]
    assert all(path.name.startswith(".writing-") for path in synced[::2])


def test_a_file_that_cannot_be_brought_to_the_disk_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_: int) -> None:
        raise OSError(5, "Input/output error")

    monkeypatch.setattr(os, "fsync", fail)
    with pytest.raises(OSError, match="Input/output"):
        atomic_writes.write_file(tmp_path / "a.json", b"uno")
    assert [*tmp_path.iterdir()] == []


def test_what_was_there_stays_when_writing_is_broken_off(tmp_path: Path) -> None:
    target = tmp_path / "a.json"
    atomic_writes.write_file(target, b"uno")
    with pytest.raises(KeyboardInterrupt), atomic_writes.replacing(target) as file:
        file.write(b"me")
        raise KeyboardInterrupt
    assert target.read_bytes() == b"uno"
    assert [*tmp_path.iterdir()] == [target]


@pytest.mark.parametrize("mode", [0o600, 0o644])
def test_a_file_is_read_by_whom_it_is_for(tmp_path: Path, mode: int) -> None:
    atomic_writes.write_file(tmp_path / "a.json", b"uno", mode=mode)
    assert (tmp_path / "a.json").stat().st_mode & 0o777 == mode
