"""Lets an archive follow a folder: what is new comes in, what is gone goes, what moved moves.

It concerns documents whose file lies under the folder, and no others. All of it is one
transaction, and what goes lies in the bin. A folder may be empty because its disk is not there:
where much would go, somebody is asked first.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from index.backend import Backend
from index.errors import InputError
from index.types import FileState
from rag import rehearsal
from rag.documents import companions
from rag.documents.adding import AddRun, real_name
from rag.documents.discovery import discover
from rag.documents.formats import registry
from rag.documents.report import AddReport, FileReport, Progress, Status
from rag.documents.types import LoadError, printable
from rag.errors import TooManyGoneError
from rag.intake.sync_report import Moved, SyncReport
from rag.tables import FOLDERS

Confirm = Callable[[int, int], bool]
"""Asked with (documents that would go, documents of the folder) whether they may."""

MANY: Final = 20
SHARE: Final = 1 / 5
"""More documents than this, and more than this share of the folder's, go only when confirmed."""

Files = Mapping[str, tuple[FileState, tuple[str, ...]]]
"""Files of the archive by path, with the ids of their documents."""


@dataclass(slots=True)
class _Plan:
    """What has to be done.

    :param files: those in the folder, in the order of their names.
    :param known: those of the archive that lie under it.
    :param gone: paths of those that are not there any more.
    :param moves: path of a file that is gone → the new one that holds the same bytes.
    """

    folder: Path
    files: list[Path]
    known: Files
    errors: list[LoadError] = field(default_factory=list)
    skipped: list[Path] = field(default_factory=list)
    gone: list[str] = field(default_factory=list)
    moves: dict[str, Path] = field(default_factory=dict)

    @property
    def documents(self) -> frozenset[str]:
        """Ids of all documents of the folder, as the archive has them."""
        return frozenset(id for _, ids in self.known.values() for id in ids)


def sync(
    backend: Backend,
    folder: str | Path,
    progress: Progress | None = None,
    *,
    confirm: Confirm | None = None,
    dry_run: bool = False,
    run: AddRun | None = None,
) -> SyncReport:
    """Make the archive hold what a folder holds, and forget what the folder no longer has.

    :param progress: called with (files done, files in all).
    :param confirm: asked before more than :data:`MANY` documents and more than :data:`SHARE` of
        the folder's go; nobody is asked when ``None``, and they stay.
    :param dry_run: nothing is changed; what would be is reported, as far as it can be told without
        reading what is new.
    :param run: how files are read; as they are when ``None``.
    :raises InputError: there is no such folder.
    :raises TooManyGoneError: that much would go and was not confirmed; nothing has changed.
    :raises ArchiveError: another process is writing.
    """
    plan = _plan(backend, Path(folder))
    if dry_run:
        return _forecast(backend, plan)
    there = len(plan.documents)
    asked = _Asked(str(folder), there, confirm)
    asked.about(len(_going(backend, plan)))
    run = run or AddRun(backend)
    before = backend.fingerprint
    _record_found(run, plan)
    rehearsal.encode_ahead(run, plan.files, run.add_file)
    with backend.writing():
        orphans = [id for path in plan.gone for id in plan.known[path][1]]
        for path in plan.gone:
            backend.forget_file(path)
        run.bring_in(plan.files, run.add_file, progress)
        gone = {id for id in orphans if not backend.places(id)}
        now = datetime.now(UTC).isoformat(timespec="microseconds")
        for id in gone:
            backend.discard(id, now)
        # A file of many articles may have lost most of them without being gone itself.
        asked.about(len(gone) + _fewer(run.reports, plan))
        backend.forget_originals()
    run.parsed.clear()
    _remember(backend, plan.folder)
    changed = backend.fingerprint != before
    moved = tuple(_moved(plan, path, gone) for path in plan.gone)
    return SyncReport(str(folder), _report(run.reports, plan, changed), moved)


def followed_folders(backend: Backend) -> list[str]:
    """Return the folders that the archive has followed and that are there, in order."""
    paths = {record["path"] for record in backend.records(FOLDERS)}
    return sorted(path for path in paths if Path(path).is_dir())


def _remember(backend: Backend, folder: Path) -> None:
    backend.keep_record(FOLDERS, {"path": real_name(folder)})


@dataclass(slots=True)
class _Asked:
    """Asks once whether so many documents may go."""

    folder: str
    there: int
    confirm: Confirm | None
    agreed: bool = False

    def about(self, going: int) -> None:
        """:raises TooManyGoneError: they may not."""
        if going <= max(MANY, SHARE * self.there) or self.agreed:
            return
        if self.confirm is None or not self.confirm(going, self.there):
            raise TooManyGoneError(self.folder, going, self.there)
        self.agreed = True


def _plan(backend: Backend, folder: Path) -> _Plan:
    """Look at what there is, in the folder and of it in the archive.

    :raises InputError: there is no such folder.
    """
    try:
        readable = folder.is_dir() and os.access(folder, os.R_OK | os.X_OK)
    except (OSError, ValueError):
        readable = False
    if not readable:
        raise InputError(
            f"«{printable(folder)}» no es una carpeta que se pueda leer; no se ha cambiado nada. "
            "Compruebe la ruta y que el disco esté conectado."
        )
    errors: list[LoadError] = []
    skipped: list[Path] = []
    found_files = discover([folder], on_error=errors.append, on_skipped=skipped.append)
    files = companions.without_parts(list(found_files))
    rows = backend.files_under(real_name(folder))
    known = {state.path: (state, tuple(ids)) for state, ids in rows}
    plan = _Plan(folder, files, known, errors, skipped)
    found = {real_name(path) for path in files}
    plan.gone = [path for path in known if path not in found and not _is_there(path)]
    plan.moves = _moves(plan)
    return plan


def _is_there(path: str) -> bool:
    """Whether a file may still be there: a folder that cannot be opened hides its files."""
    try:
        os.lstat(os.fsencode(path))
    except (FileNotFoundError, NotADirectoryError):
        return False
    except (OSError, ValueError):
        return True
    return True


def _moves(plan: _Plan) -> dict[str, Path]:
    """Find each file that is gone among the new ones, by its bytes."""
    by_digest: dict[str, list[str]] = {}
    for path in plan.gone:
        by_digest.setdefault(plan.known[path][0].sha256, []).append(path)
    sizes = {plan.known[path][0].size for path in plan.gone}
    moves: dict[str, Path] = {}
    for file in plan.files:
        if not sizes or real_name(file) in plan.known:
            continue
        try:
            size, _ = companions.state(file, file.stat())
            waiting = by_digest.get(companions.digest(file)) if size in sizes else None
        except OSError:
            continue
        if waiting:
            # Of several that were alike, the one of the same name moved.
            alike = [old for old in waiting if Path(old).name == file.name] or waiting
            moves[alike[0]] = file
            waiting.remove(alike[0])
    return moves


def _going(backend: Backend, plan: _Plan) -> set[str]:
    """Return the documents that go, as far as can be told before anything is read."""
    gone = set(plan.gone)
    ids = {id for path in plan.gone if path not in plan.moves for id in plan.known[path][1]}
    kept = {id for path in plan.moves for id in plan.known[path][1]}
    return {id for id in ids - kept if all(place in gone for place, _ in backend.places(id))}


def _fewer(reports: Sequence[FileReport], plan: _Plan) -> int:
    """Count by how many articles the files that changed have fewer than before."""
    paths = {printable(path): real_name(path) for path in plan.files}
    changed = (report for report in reports if report.status == "updated")
    before = ((len(set(plan.known[paths[r.path]][1])), len(r.documents)) for r in changed)
    return sum(max(0, old - new) for old, new in before)


def _record_found(run: AddRun, plan: _Plan) -> None:
    """Take down what discovering the files met with."""
    for error in plan.errors:
        run.record(FileReport(error.path, "failed", reason=str(error)))
    for path in plan.skipped:
        run.record(FileReport(printable(path), "skipped", reason=registry.unread(path)))


def _report(reports: Sequence[FileReport], plan: _Plan, changed: bool) -> AddReport:
    """Report on the files that are there; those that only moved are reported as such."""
    moved = {printable(path) for path in plan.moves.values()}
    files = [r for r in reports if r.path not in moved or r.status == "failed"]
    return AddReport(tuple(files), changed)


def _moved(plan: _Plan, path: str, gone: Iterable[str]) -> Moved:
    to, ids = plan.moves.get(path), plan.known[path][1]
    if to is not None:
        return Moved(printable(path), printable(to), ids)
    gone = set(gone)
    return Moved(printable(path), "", tuple(id for id in ids if id in gone))


def _forecast(backend: Backend, plan: _Plan) -> SyncReport:
    """Report what would be done; what is new is not read."""
    run = AddRun(backend)
    _record_found(run, plan)
    for path in plan.files:
        run.record(FileReport(printable(path), _status(path, plan.known)))
    going = _going(backend, plan)
    moved = tuple(_moved(plan, path, going) for path in plan.gone)
    files = _report(run.reports, plan, changed=False)
    return SyncReport(str(plan.folder), files, moved, dry_run=True)


def _status(path: Path, known: Files) -> Status:
    before = known.get(real_name(path))
    if before is None:
        return "added"
    state = before[0]
    try:
        same = (state.size, state.mtime_ns) == companions.state(path, path.stat())
        return "unchanged" if same or state.sha256 == companions.digest(path) else "updated"
    except OSError:
        return "failed"
