"""Which files the documents came from, and where in them each stands."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby

from index.storage.rows.access import Rows
from index.types import FileState


class FileRows(Rows):
    """Files, and the places of documents in them."""

    def file(self, path: str) -> FileState | None:
        """Return the file as it was when added, or ``None``."""
        rows = self.query("SELECT path, size, mtime_ns, sha256 FROM files WHERE path = ?", (path,))
        return FileState(*rows[0]) if rows else None

    def files_under(self, folder: str) -> list[tuple[FileState, list[str]]]:
        """Return the files inside a folder, however deep, with the ids of their documents."""
        inside = folder.rstrip("/\\")
        rows = self.query(
            "SELECT f.path, f.size, f.mtime_ns, f.sha256, p.document FROM files f "
            "LEFT JOIN places p ON p.path = f.path WHERE substr(f.path, 1, ?) = ? "
            "AND substr(f.path, ?, 1) IN ('/', '\\') ORDER BY f.path, p.entry",
            (len(inside), inside, len(inside) + 1),
        )
        return [
            (FileState(*state), [document for *_, document in run if document])
            for state, run in groupby(rows, key=lambda row: row[:4])
        ]

    def forget_file(self, path: str) -> None:
        """Forget a file and the places in it; its documents stay. Only inside :meth:`writing`."""
        self.change("DELETE FROM files WHERE path = ?", (path,))

    def put_file(self, state: FileState, documents: Iterable[tuple[int, str]]) -> None:
        """Record a file and its (entry, document id) pairs; only inside :meth:`writing`."""
        self.forget_file(state.path)
        self.change(
            "INSERT INTO files VALUES (?,?,?,?)",
            (state.path, state.size, state.mtime_ns, state.sha256),
        )
        self.change_many(
            "INSERT INTO places VALUES (?,?,?)",
            [(state.path, entry, document) for entry, document in documents],
        )

    def documents_of(self, path: str) -> dict[int, str]:
        """Map each entry to the id of the article that the file gave there."""
        return dict(self.query("SELECT entry, document FROM places WHERE path = ?", (path,)))

    def places(self, document: str) -> list[tuple[str, int]]:
        """Return (path, entry) of every place that the document was found in."""
        return self.query(
            "SELECT path, entry FROM places WHERE document = ? ORDER BY path, entry", (document,)
        )

    def put_places(self, document: str, places: Iterable[tuple[FileState, int]]) -> None:
        """Record where a document came from, but where other articles have come in its place;
        only inside :meth:`writing`."""
        for state, entry in places:
            self.change(
                "INSERT INTO files VALUES (?,?,?,?) ON CONFLICT (path) DO NOTHING",
                (state.path, state.size, state.mtime_ns, state.sha256),
            )
            if self.file(state.path) == state:
                self.change(
                    "INSERT INTO places VALUES (?,?,?) ON CONFLICT (path, entry) DO NOTHING",
                    (state.path, entry, document),
                )

    def forget_empty_files(self, paths: Sequence[str]) -> None:
        """Forget those of some files that have no article left, so that they can be added again;
        only inside :meth:`writing`."""
        self.change(
            f"DELETE FROM files WHERE path {self.AMONG} "
            "AND NOT EXISTS (SELECT 1 FROM places WHERE places.path = files.path)",
            (self.several(paths),),
        )
