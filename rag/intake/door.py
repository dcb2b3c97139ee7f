"""What brings articles in: the half of :class:`rag.archive.Archive` that is filled from outside."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, Any

from index.backend import Backend
from index.errors import InputError
from rag import backends, remedies
from rag.documents.report import AddReport, OnFile, Progress

if TYPE_CHECKING:
    from rag.documents.types import OcrMode, ReadOptions
    from rag.documents.uploads import UploadedFile
    from rag.intake.sync_report import SyncReport
    from rag.intake.syncing import Confirm


@remedies.door
class Intake:
    """Adds files, pages, uploads and texts, and follows folders."""

    backend: Backend

    def add(
        self,
        *paths: str | Path,
        progress: Progress | None = None,
        originals: bool = True,
        columns: Mapping[str, str] | None = None,
        ocr: OcrMode = "auto",
        ocr_lang: str = "spa",
        limit: int = 100,
        allow_private: bool = False,
        on_file: OnFile | None = None,
    ) -> AddReport:
        """Add files, folders and what lies at addresses of the web (a page, the pages of a feed or
        sitemap); unchanged ones cost nothing, changed ones are replaced.

        :param originals: whether the bytes of PDF files and images are kept in the archive, so
            that their pages can be shown.
        :param columns: from which column of a .csv or .xlsx, or key of a .jsonl, a field is
            taken: ``{"text": "cuerpo"}``; fields are text, title, date, source and author.
        :param ocr: which pages' text is recognised in their picture: of none (``no``), of those
            without text (``auto``) or of all (``force``).
        :param ocr_lang: the pages' language, as Tesseract calls it; several as ``spa+cat``.
        :param limit: pages of each feed or sitemap that are fetched.
        :param allow_private: whether pages of this machine and of private networks may be fetched.
        :param on_file: called with its name as each file is begun.
        :raises InputError: nothing is to be added, or a field, mode or language is unknown.
        :raises ArchiveError: another process is writing.
        """
        if not paths:
            raise InputError("No se indicó nada que añadir. Dé archivos o carpetas.")
        # Who only asks does not pay for them.
        from rag.documents import adding
        from rag.intake.web.addresses import is_web

        options = _options(columns, ocr, ocr_lang)
        if limit < 1:
            raise InputError(f"El límite debe ser 1 o más, y es {limit}.")
        files = [path for path in paths if not is_web(path)]
        pages = [str(path) for path in paths if is_web(path)]
        report = AddReport(())
        if files:
            report = adding.add(
                self.backend, files, progress, options, originals=originals, on_file=on_file
            )
        if pages:
            from rag.intake.web import visiting
            from rag.intake.web.fetching import Fetcher

            run = adding.AddRun(self.backend, originals=originals, options=options)
            fetcher = Fetcher(private=allow_private)
            seen = visiting.add(run, pages, fetcher, limit, progress)
            report = AddReport((*report.files, *seen.files), report.changed or seen.changed)
        self.backend.settle_records()
        return report

    def queue(
        self,
        *paths: str | Path,
        progress: Progress | None = None,
        originals: bool = True,
        columns: Mapping[str, str] | None = None,
        ocr: OcrMode = "auto",
        ocr_lang: str = "spa",
    ) -> AddReport:
        """Put files and folders into the queue of an archive on a server, to be brought in by
        :meth:`work` on whichever machine; ``added`` are those that wait now.

        :param originals: as in :meth:`add`, as are ``columns``, ``ocr`` and ``ocr_lang``.
        :raises InputError: the archive is a folder, or a field, mode or language is unknown.
        """
        queueing, index = _queueing(self.backend)
        options = _options(columns, ocr, ocr_lang)
        report: AddReport = queueing.put(
            index, paths, options, originals=originals, progress=progress
        )
        return report

    def work(
        self,
        on_state: Callable[[int, Sequence[tuple[str, str]]], None] | None = None,
        *,
        until_empty: bool = False,
    ) -> None:
        """Bring in the files of the queue, one after the other, until interrupted.

        :param on_state: called with how many wait, and (path, reason) of those that failed.
        :param until_empty: whether to end when none waits any more.
        :raises InputError: the archive is a folder.
        :raises ServerError: the server went away.
        """
        queueing, index = _queueing(self.backend)

        def tell(state: Any) -> None:
            if on_state is not None:
                on_state(state.waiting, state.problems)

        queueing.work(index, tell, until_empty=until_empty)

    def queued(self) -> tuple[int, Sequence[tuple[str, str]]]:
        """How many files wait in the queue, and (path, reason) of those that failed.

        :raises InputError: the archive is a folder.
        """
        queueing, index = _queueing(self.backend)
        state = queueing.waiting.state(index)
        return state.waiting, state.problems

    def add_uploads(
        self,
        files: Sequence[UploadedFile],
        progress: Progress | None = None,
        encoding_progress: Progress | None = None,
        *,
        originals: bool = True,
        on_file: OnFile | None = None,
    ) -> AddReport:
        """Add files that came as bytes, such as uploads.

        :param progress: called with files done, files in all.
        :param encoding_progress: called with passages encoded, passages in all of each batch.
        :param originals: as in :meth:`add`, as is ``on_file``.
        :raises ArchiveError: another process is writing.
        """
        from rag.documents import uploads

        report = uploads.add(
            self.backend,
            files,
            progress,
            encoding_progress,
            originals=originals,
            on_file=on_file,
        )
        self.backend.settle_records()
        return report

    def add_text(
        self, title: str, text: str, date: str | None = None, source: str = ""
    ) -> AddReport:
        """Add one article given as text.

        :param title: ``""`` takes its first sentence.
        :param date: ISO day, or ``None``.
        :raises InputError: the text is empty or too long, or the date is none.
        """
        from rag.documents import uploads

        return self.add_uploads([uploads.text_upload(title, text, date, source)])

    def sync(
        self,
        folder: str | Path,
        *,
        progress: Progress | None = None,
        dry_run: bool = False,
        confirm: Confirm | None = None,
        originals: bool = True,
        columns: Mapping[str, str] | None = None,
        ocr: OcrMode = "auto",
        ocr_lang: str = "spa",
        on_file: OnFile | None = None,
    ) -> SyncReport:
        """Make the archive follow a folder: what is new or changed comes in, documents whose files
        are gone go, and those whose files were renamed stay. Others are not touched.

        :param dry_run: nothing is changed; what would be is reported.
        :param confirm: asked with (documents that would go, documents of the folder) before more
            than twenty and more than a fifth of them go; ``None`` never lets that many go.
        :param originals: as in :meth:`add`, as are ``columns``, ``ocr``, ``ocr_lang`` and
            ``on_file``.
        :raises InputError: there is no such folder, or more would go than is confirmed; nothing has
            changed then.
        :raises ArchiveError: another process is writing.
        """
        from rag.documents.adding import AddRun
        from rag.intake import syncing

        options = _options(columns, ocr, ocr_lang)
        run = AddRun(self.backend, originals=originals, options=options, on_file=on_file)
        report = syncing.sync(
            self.backend, folder, progress, confirm=confirm, dry_run=dry_run, run=run
        )
        if not dry_run:
            self.backend.settle_records()
        return report

    def followed_folders(self) -> Sequence[str]:
        """The folders that :meth:`sync` was told to follow and that are there."""
        from rag.intake import syncing

        return syncing.followed_folders(self.backend)


def _options(columns: Mapping[str, str] | None, ocr: OcrMode, ocr_lang: str) -> ReadOptions:
    """:raises InputError: a field is unknown."""
    from rag.documents.metadata.columns import checked
    from rag.documents.types import ReadOptions

    return ReadOptions(checked(columns or {}), ocr, ocr_lang)


def _queueing(backend: Backend) -> tuple[ModuleType, Backend]:
    """Return what knows the queue, with the archive that has one.

    :raises InputError: the archive is a folder, or what the queue needs is not installed.
    """
    if not backend.in_steps:
        raise InputError(
            f"La cola es de los archivos en PostgreSQL, y «{backend.location}» es una carpeta. "
            "Añada sin --queue, o dé --archive postgresql://…"
        )
    with backends.driver():
        from rag.intake import queueing
    return queueing, backend
