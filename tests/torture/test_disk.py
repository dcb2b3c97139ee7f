"""What a power cut may take from the disk that is made up, and what it may not."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from tests.torture.disk import (
    CREATE,
    MKDIR,
    PAGE,
    RENAME,
    SYNC,
    TRUNCATE,
    WRITE,
    Change,
    Node,
    Recording,
)


def lefts(recording: Recording, folder: Path, upto: int) -> set[tuple[tuple[str, bytes], ...]]:
    """The disks that a hundred cuts leave, as names with contents."""
    found = set()
    for seed in range(100):
        recording.lay(folder / "disco", upto, random.Random(seed))
        files = [path for path in (folder / "disco").rglob("*") if path.is_file()]
        found.add(tuple(sorted((path.name, path.read_bytes()) for path in files)))
    return found


@pytest.fixture
def recording(tmp_path: Path) -> Recording:
    root = tmp_path / "antes"
    root.mkdir()
    (root / "a").write_bytes(b"1" * PAGE)
    return Recording(root, ("a",))


def test_what_was_not_brought_to_the_disk_may_be_lost_torn_or_there(
    recording: Recording, tmp_path: Path
) -> None:
    assert recording.disk.names is not None
    file = recording.disk.names["a"]
    recording.changes += [Change(WRITE, file, 0, b"2" * 2 * PAGE), Change(SYNC, file)]
    contents = {left[0][1] for left in lefts(recording, tmp_path, 1)}
    assert {b"1" * PAGE, b"2" * 2 * PAGE, b"2" * PAGE, b"1" * PAGE + b"2" * PAGE} <= contents
    torn = {content for content in contents if 0 < content[:PAGE].count(b"1") < PAGE}
    assert torn, "a page may be half written"
    assert all(content.count(b"1") % 512 == 0 for content in torn)
    assert lefts(recording, tmp_path, 2) == {(("a", b"2" * 2 * PAGE),)}
    recording.changes += [Change(TRUNCATE, file, 5)]
    assert {left[0][1] for left in lefts(recording, tmp_path, 3)} == {b"2" * 5, b"2" * 2 * PAGE}


def test_a_name_may_be_lost_until_its_folder_is_on_the_disk(
    recording: Recording, tmp_path: Path
) -> None:
    assert recording.disk.names is not None
    root, old, new = recording.disk, recording.disk.names["a"], Node()
    recording.changes += [
        Change(CREATE, new, folder=root, name="b"),
        Change(WRITE, new, 0, b"3"),
        Change(SYNC, new),
        Change(RENAME, new, folder=root, name="a", came=(root, "b")),
        Change(SYNC, root),
    ]
    before, named, after = (("a", b"1" * PAGE),), (("a", b"1" * PAGE), ("b", b"3")), (("a", b"3"),)
    assert lefts(recording, tmp_path, 4) == {before, named, after}
    assert lefts(recording, tmp_path, 5) == {after}
    assert old is not new


def test_what_lies_in_a_folder_that_is_lost_is_lost_with_it(
    recording: Recording, tmp_path: Path
) -> None:
    folder, file = Node(names={}), Node()
    recording.folders.append(folder)
    recording.changes += [
        Change(MKDIR, folder, folder=recording.disk, name="c"),
        Change(CREATE, file, folder=folder, name="d"),
        Change(SYNC, file),
        Change(SYNC, folder),
    ]
    whole, lost = (("a", b"1" * PAGE), ("d", b"")), (("a", b"1" * PAGE),)
    assert lefts(recording, tmp_path, 4) == {whole, lost}
