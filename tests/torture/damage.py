"""``python -m tests.torture.damage``: damage to the indexes and to the database.

Damage to what is derived must cost time and nothing else. Damage to the database must be
told, or touch nothing that is read; what is saved from it must be as it was written.
"""

from __future__ import annotations

import argparse
import json
import random
import shutil
import tempfile
from collections import Counter
from contextlib import closing
from pathlib import Path

from index.errors import HemerotecaError
from index.storage import salvage, signed_folders
from index.storage.folder_layout import DATABASE, DERIVED
from rag import Archive
from tests.rag.fakes_rag import open_archive
from tests.torture import world

KINDS = ("flip", "cut", "grow", "empty", "gone", "zeros", "foreign", "foreign folder", "no folder")
PAGE = 4096


def spoil(raw: bytes, kind: str, chance: random.Random) -> bytes:
    """The contents with damage of that kind."""
    at = chance.randrange(max(1, len(raw)))
    if kind == "flip" and raw:
        return raw[:at] + bytes([raw[at] ^ 1 << chance.randrange(8)]) + raw[at + 1 :]
    if kind == "cut":
        return raw[:at]
    if kind == "grow":
        return raw + chance.randbytes(chance.randrange(1, 100))
    if kind == "zeros":
        return raw[:at] + bytes(min(PAGE, len(raw) - at)) + raw[at + PAGE :]
    return b""


def spoil_indexes(folder: Path, other: Path, kind: str, chance: random.Random) -> None:
    """Damage the indexes of an archive.

    :param other: another archive, whose files take their place.
    """
    (place,) = (folder / DERIVED).iterdir()
    (foreign,) = (other / DERIVED).iterdir()
    if kind in ("foreign folder", "no folder"):
        shutil.rmtree(place)
        if kind == "foreign folder":
            shutil.copytree(foreign, place)
        return
    name = chance.choice([p for p in sorted(place.rglob("*")) if p.is_file()]).relative_to(place)
    if kind == "gone":
        (place / name).unlink()
    elif kind == "foreign":
        shutil.copy(foreign / name, place / name)
    else:
        (place / name).write_bytes(spoil((place / name).read_bytes(), kind, chance))


def looked(folder: Path) -> list[tuple[str, float]]:
    """What a process that starts now finds."""
    with closing(open_archive(folder)) as archive:
        return world.found(archive)


def indexes(scratch: Path, chance: random.Random, count: int) -> Counter[str]:
    """Damage the indexes again and again; every answer stays and every file is made good."""
    expected, counts = looked(scratch / "base"), Counter[str]()
    looked(scratch / "otra")
    for _ in range(count):
        kind = chance.choice(KINDS)
        folder = world.fresh(scratch / "base", scratch / "prueba")
        spoil_indexes(folder, scratch / "otra", kind, chance)
        assert looked(folder) == expected, f"{kind}: another answer"
        (place,) = (folder / DERIVED).iterdir()
        assert signed_folders.is_whole(place), f"{kind}: not made good"
        counts[kind] += 1
    return counts


def database(scratch: Path, chance: random.Random, count: int) -> Counter[str]:
    """Damage the database again and again; told or harmless, and nothing made up."""
    raw, counts = (scratch / "base" / DATABASE).read_bytes(), Counter[str]()
    with closing(open_archive(scratch / "base")) as archive:
        texts = {row.id: document(archive, row.id) for row in archive.list()}
    good = contents(scratch / "base")
    folder = scratch / "prueba"
    for _ in range(count):
        kind = chance.choice(("flip", "flip", "cut", "zeros"))
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir()
        (folder / DATABASE).write_bytes(spoil(raw, kind, chance))
        try:
            with closing(open_archive(folder)) as archive:
                told = bool(archive.check())
        except HemerotecaError:
            told = True
        saved = salvage.read(folder)
        for one in saved.documents:
            assert one.text.split() == texts[one.id].split(), f"{kind}: a text made up"
        if not told:
            assert contents(folder) == good, f"{kind}: damage that nobody told"
        counts.update([kind, "told" if told else "harmless"])
        counts["documents"] += len(texts)
        counts["documents saved"] += len(saved.documents)
    return counts


def document(archive: Archive, id: str) -> str:
    """A document's text."""
    found = archive.document(id)
    assert found is not None
    return found.text


def contents(folder: Path) -> object:
    """All that is read of documents and passages."""
    with closing(open_archive(folder)) as archive:
        store = archive.backend.store
        return (
            store.query("SELECT * FROM documents ORDER BY id"),
            store.query("SELECT * FROM passages ORDER BY id"),
        )


def prepare(scratch: Path, chance: random.Random) -> None:
    """Two archives that nobody has open."""
    for name, size in (("base", 20), ("otra", 25)):
        world.write(scratch / f"notas-{name}", chance, range(size))
        with closing(open_archive(scratch / name)) as archive:
            archive.add(scratch / f"notas-{name}")
            world.found(archive)


def main() -> None:
    """Torture, and print the counts as JSON."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seed", type=int, required=True)
    parser.add_argument("--count", type=int, required=True)
    options = parser.parse_args()
    chance = random.Random(options.seed)
    with tempfile.TemporaryDirectory() as folder:
        prepare(Path(folder), chance)
        counts = {
            "indexes": dict(indexes(Path(folder), chance, options.count)),
            "database": dict(database(Path(folder), chance, options.count)),
        }
    print(json.dumps({**vars(options), **counts}))


if __name__ == "__main__":
    main()
