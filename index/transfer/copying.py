"""Copies an archive into another, some documents a transaction, and compares both in the end.

Killed between any two transactions, it goes on where it was when it is begun again: what is there
and equal is passed over. Until both are equal the new archive is marked as unfinished.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final, TypeVar

from index.encoders.protocol import Progress
from index.errors import DamageError, InputError
from index.storage.tables import Table
from index.text import analyzer
from index.transfer.sides import Side

T = TypeVar("T")

MARK: Final = "copying"
"""Recorded in an archive that is not yet what it was copied from."""

TOGETHER: Final = 20
"""Documents of one transaction, about: what a kill costs."""

FILES: Final = 500
"""Files recorded in one transaction."""


@dataclass(frozen=True, slots=True)
class Copied:
    """What was copied, or was there from an earlier attempt.

    :param taken: documents that were not there yet.
    """

    documents: int
    passages: int
    originals: int
    files: int
    discarded: int
    rows: int
    taken: int


def copy(
    source: Side, target: Side, tables: Sequence[Table], progress: Progress | None = None
) -> Copied:
    """Make the target what the source is; the source is held in one state meanwhile.

    :param tables: the registered ones.
    :param progress: called with (documents done, documents in all).
    :raises InputError: the target holds something else.
    :raises DamageError: the source is damaged, or the target is not what was written.
    """
    with source.storage.reading():
        faults = source.storage.check()
        if faults:
            raise DamageError(
                f"El archivo «{source.storage.location}» no está sano ({faults[0]}) y no se copia."
            )
        _begin(source, target)
        taken = _documents(source, target, progress)
        copied = _rest(source, target, tables, taken)
        _compare(source, target, tables)
        with target.writing():
            target.set_meta(MARK, None)
    target.prepare()
    return copied


def _begin(source: Side, target: Side) -> None:
    """:raises InputError: the target has documents that no copying brought."""
    place = target.storage.location
    is_new = not (target.storage.stats().documents or target.storage.bin())
    if target.meta(MARK) is None and not is_new:
        raise InputError(f"El archivo «{place}» ya tiene documentos. Copie en uno nuevo.")
    with target.writing():
        target.set_meta(MARK, source.storage.location)
        for key in ("encoder", "encoder_name"):
            recorded = target.meta(key)
            if recorded != source.meta(key) and target.ids():
                raise InputError(
                    f"El archivo «{place}» tiene a medias una copia con otro codificador. Copie en "
                    "uno nuevo."
                )
            target.set_meta(key, source.meta(key))
        target.set_meta("analyzer", str(analyzer.VERSION))


def _documents(source: Side, target: Side, progress: Progress | None) -> int:
    ids, done, taken = source.ids(), 0, 0
    surplus = set(target.ids()) - set(ids)
    for group in _parts(sorted(surplus), TOGETHER):
        with target.writing():
            for id in group:
                target.drop(id)
    for group in _parts(ids, TOGETHER):
        with target.writing():
            taken += sum(_document(source, target, id) for id in group)
        done += len(group)
        if progress is not None:
            progress(done, len(ids))
    return taken


def _document(source: Side, target: Side, id: str) -> bool:
    entry, there = source.entry(id), target.entry(id)
    if entry is None or (there is not None and there.digest == entry.digest):
        return False
    if there is not None:
        target.drop(id)
    if kept := entry.document.original:
        original = source.storage.original(kept)
        if original is not None:
            target.put_original(original)
    target.put(entry)
    return True


def _rest(source: Side, target: Side, tables: Sequence[Table], taken: int) -> Copied:
    files = source.files()
    gone = target.files().keys() - files.keys()
    for states in _parts(sorted(gone, key=lambda state: state.path), FILES):
        with target.writing():
            for state in states:
                target.forget_file(state.path)
    there = target.files()
    fresh = [(state, places) for state, places in files.items() if there.get(state) != places]
    for part in _parts(fresh, FILES):
        with target.writing():
            for state, places in part:
                target.put_file(state, places)
    discarded = [row[0] for row in source.storage.bin()]
    for id in discarded:
        found = source.storage.discarded(id)
        if found is not None and target.storage.discarded(id) != found:
            with target.writing():
                if kept := found.document.original:
                    original = source.storage.original(kept)
                    if original is not None:
                        target.put_original(original)
                target.put_discarded(found)
    rows = 0
    for table in tables:
        records = source.storage.records(table)
        rows += len(records)
        with target.writing():
            target.put_rows(
                table, [(record["id"], *(record[n] for n in table.names)) for record in records]
            )
    counts = target.storage.stats()
    return Copied(
        counts.documents,
        counts.passages,
        len(source.original_ids()),
        len(files),
        len(discarded),
        rows,
        taken,
    )


def _compare(source: Side, target: Side, tables: Sequence[Table]) -> None:
    """:raises DamageError: something in the target is not what it is in the source."""
    wrong: list[str] = []
    if source.ids() != target.ids() and set(source.ids()) != set(target.ids()):
        wrong.append("los documentos")
    for id in source.ids():
        one, other = source.entry(id), target.entry(id)
        if one is None or other is None or one.digest != other.digest:
            wrong.append(f"el documento {id}")
    if source.files() != target.files():
        wrong.append("los ficheros de procedencia")
    if set(source.original_ids()) != set(target.original_ids()):
        wrong.append("los originales")
    for id in source.original_ids():
        if source.storage.original(id) != target.storage.original(id):
            wrong.append(f"el original {id}")
    if sorted(source.storage.bin()) != sorted(target.storage.bin()):
        wrong.append("la papelera")
    for table in tables:
        if list(source.storage.records(table)) != list(target.storage.records(table)):
            wrong.append(f"la tabla {table.name}")
    faults = [*(f"difiere {what}" for what in wrong), *target.storage.check()]
    if faults:
        raise DamageError(
            f"La copia en «{target.storage.location}» no es igual ({faults[0]}). Repita la orden: "
            "sigue donde quedó."
        )


def _parts(items: Sequence[T], size: int) -> Iterator[Sequence[T]]:
    return (items[at : at + size] for at in range(0, len(items), size))
