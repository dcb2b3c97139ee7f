"""An archive copied into another is that archive, whichever of them is a folder."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from index import HybridIndex
from index.backend import Backend
from index.errors import DamageError, InputError
from index.postgres.address import Address
from index.postgres.backend import PostgresIndex
from index.postgres.storage import PostgresStorage
from index.search.folder_storage import FolderStorage
from index.storage.store import Store
from index.transfer import copying
from index.transfer.sides import FolderSide, ServerSide, Side
from tests.index.conformance import COMET, NOTE, PRINTED, RIVER, TRAIN, contents, file, scores
from tests.index.fakes import REMARKS, SCAN, FakeEncoder, FakeNamer, article
from tests.index.names.conformance import CALL, MEETING
from tests.postgres.server import Server

WAYS = [("folder", "server"), ("server", "folder"), ("server", "server"), ("folder", "folder")]


class Places:
    """Archives of either kind."""

    def __init__(self, folder: Path, server: Server) -> None:
        self.folder, self.server = folder, server
        self.lent: dict[str, str] = {}

    def address(self, name: str) -> Address:
        if name not in self.lent:
            self.lent[name] = self.server.lend()
        return Address.parse(self.server.url(self.lent[name]))

    def open(self, kind: str, name: str, encoder: FakeEncoder | None = None) -> Backend:
        encoder = encoder or FakeEncoder()
        if kind == "folder":
            return HybridIndex.open(self.folder / name, encoder, (REMARKS,))
        return PostgresIndex(self.address(name), encoder, (REMARKS,))

    def side(self, kind: str, name: str) -> Side:
        if kind == "folder":
            (self.folder / name).mkdir(exist_ok=True)
            return FolderSide(FolderStorage(Store(self.folder / name, (REMARKS,))))
        return ServerSide(PostgresStorage(self.address(name), (REMARKS,), create=True))


@pytest.fixture
def places(tmp_path: Path, postgres: Server) -> Iterator[Places]:
    places = Places(tmp_path, postgres)
    yield places
    for name in places.lent.values():
        postgres.take_back(name)


def fill(backend: Backend) -> None:
    with backend.writing():
        backend.put_original(SCAN)
        backend.add([RIVER, TRAIN, COMET, PRINTED])
        backend.put_file(file("a.txt"), [(1, RIVER.id), (2, TRAIN.id)])
        backend.put_file(file("vacío.txt"), [])
        backend.discard(COMET.id, "2026-01-02T10:00:00")
    backend.keep_record(REMARKS, NOTE)


def copied(places: Places, way: tuple[str, str]) -> copying.Copied:
    source, target = places.side(way[0], "uno"), places.side(way[1], "otro")
    try:
        return copying.copy(source, target, (REMARKS,))
    finally:
        source.storage.close()
        target.storage.close()


@pytest.mark.parametrize("way", WAYS, ids="-".join)
def test_a_copy_is_the_same_archive(places: Places, way: tuple[str, str]) -> None:
    source = places.open(way[0], "uno")
    fill(source)
    done = copied(places, way)
    assert (done.documents, done.passages, done.originals, done.files) == (3, 5, 1, 2)
    assert (done.discarded, done.rows, done.taken) == (1, 1, 3)
    target = places.open(way[1], "otro")
    assert contents(target) == contents(source)
    assert target.original(SCAN.id) == SCAN
    assert target.discarded(COMET.id) == source.discarded(COMET.id) is not None
    assert target.stats().encoder == "falso-1"
    both = [scores(backend.search("río acta tren", 10)) for backend in (source, target)]
    assert [row[0] for row in both[0]] == [row[0] for row in both[1]]
    for one, other in zip(*both, strict=True):
        assert one[1:] == pytest.approx(other[1:], abs=1e-6)
    assert target.check() == []
    source.close()
    target.close()


@pytest.mark.parametrize("way", WAYS, ids="-".join)
def test_names_come_along(places: Places, way: tuple[str, str]) -> None:
    source = places.open(way[0], "uno", FakeNamer())
    with source.writing():
        source.add([MEETING, CALL])
    copied(places, way)
    target = places.open(way[1], "otro", FakeNamer())
    assert target.count_unrecognised() == 0
    assert list(target.entities()) == list(source.entities())
    for id in (MEETING.id, CALL.id):
        assert list(target.mentions(id)) == list(source.mentions(id)) != []
    assert target.named_beside("person", "Kim") == source.named_beside("person", "Kim")
    assert target.check() == []
    source.close()
    target.close()


@pytest.mark.parametrize("way", WAYS[:2], ids="-".join)
def test_names_looked_for_since_are_copied_by_the_same_order(
    places: Places, way: tuple[str, str]
) -> None:
    source = places.open(way[0], "uno")
    with source.writing():
        source.add([MEETING, CALL])
    source.close()

    def killed(done: int, of: int) -> None:
        if done == of:
            raise KeyboardInterrupt

    one, other = places.side(way[0], "uno"), places.side(way[1], "otro")
    with pytest.raises(KeyboardInterrupt):
        copying.copy(one, other, (REMARKS,), killed)
    for side in (one, other):
        side.storage.close()
    namer = places.open(way[0], "uno", FakeNamer())
    assert namer.recognise() == 2
    assert copied(places, way).taken == 2
    target = places.open(way[1], "otro")
    assert list(target.entities()) == list(namer.entities()) != []
    namer.close()
    target.close()


@pytest.mark.parametrize("way", WAYS[:2], ids="-".join)
def test_a_copy_that_was_killed_goes_on(
    places: Places, way: tuple[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    source = places.open(way[0], "uno")
    fill(source)
    monkeypatch.setattr(copying, "TOGETHER", 1)

    def killed(done: int, _: int) -> None:
        if done == 2:
            raise KeyboardInterrupt

    one, other = places.side(way[0], "uno"), places.side(way[1], "otro")
    with pytest.raises(KeyboardInterrupt):
        copying.copy(one, other, (REMARKS,), killed)
    assert other.meta(copying.MARK) is not None
    assert other.storage.stats().documents == 2
    for side in (one, other):
        side.storage.close()
    with source.writing():  # changed meanwhile: one goes, one comes, one is called otherwise
        source.remove(RIVER.id)
        source.add([article("Algo nuevo.")])
        source.update(replace(TRAIN, title="Otro título"))
    assert copied(places, way).documents == 3
    target = places.open(way[1], "otro")
    assert contents(target) == contents(source)
    source.close()
    target.close()


@pytest.mark.parametrize("way", WAYS[:2], ids="-".join)
def test_an_archive_with_documents_is_not_copied_over(places: Places, way: tuple[str, str]) -> None:
    for kind, name in zip(way, ("uno", "otro"), strict=True):
        backend = places.open(kind, name)
        fill(backend)
        backend.close()
    with pytest.raises(InputError, match="ya tiene documentos"):
        copied(places, way)


@pytest.mark.parametrize("way", WAYS[:2], ids="-".join)
def test_a_copy_that_differs_by_a_bit_is_noticed(
    places: Places, way: tuple[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    source = places.open(way[0], "uno")
    fill(source)
    source.close()
    rest = copying._rest

    def damaging(one: Side, other: Side, *more: object) -> copying.Copied:
        done = rest(one, other, *more)
        entry = other.entry(TRAIN.id)
        assert entry is not None
        vector = entry.vectors[0].copy()
        vector.view("u4")[5] ^= 1
        with other.writing():
            other.drop(TRAIN.id)
            other.put(replace(entry, vectors=[vector]))
        return done

    monkeypatch.setattr(copying, "_rest", damaging)
    with pytest.raises(DamageError, match=TRAIN.id):
        copied(places, way)
