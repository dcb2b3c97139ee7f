"""Shows the archive to visitors, adds to it and removes from it for them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Final, TypeVar

from rag import sample
from rag.archive import Archive
from rag.chat.actions import following, uploads
from rag.chat.actions.background import RunningTasks, Stopped, Task
from rag.chat.actions.errors import error_message
from rag.chat.actions.limits import Limits
from rag.chat.actions.sources import is_empty
from rag.chat.views import archive_view, markup, status_view
from rag.chat.views.desk import sync_view
from rag.chat.views.desk.sync_view import Unconfirmed
from rag.chat.wording.words import Words
from rag.documents.report import AddReport, OnFile
from rag.intake.sync_report import SyncReport

Report = TypeVar("Report")

NOTHING_AGREED: Final[Mapping[str, int]] = {}
"""Of no folder may much go."""


@dataclass(frozen=True, slots=True)
class AddStep:
    """Tells how far adding has come, or what became of it.

    :param html: the progress bar, the report, or what was wrong.
    :param done: whether it has ended.
    :param added: whether it has ended well.
    """

    html: str
    done: bool
    added: bool = False


@dataclass(slots=True)
class ArchiveActions:
    """Shows an archive's articles, and changes them for visitors."""

    archive: Archive
    _tasks: RunningTasks = field(default_factory=RunningTasks)

    def masthead(self, words: Words) -> str:
        """Show the page's title with what the archive holds."""
        stats = self.archive.stats()
        documents, passages = stats["documents"], stats["passages"]
        return archive_view.masthead(words, documents=documents, passages=passages)

    def sources(self) -> list[tuple[str, str]]:
        """List the outlets in the archive, each as it is shown and as it is kept."""
        return [(markup.outlet(name), name) for name in self.archive.sources()]

    def listing(self, title: str, limits: Limits, page: int, words: Words, order: str = "") -> str:
        """Show the articles within the limits whose title holds a text, whatever its accents.

        :param page: from 1.
        :param order: one of :data:`index.listing.ORDERS`, else the first of them.
        """
        try:
            listing = limits.listing(title, order)
            first = self.archive.listed(replace(listing, skip=archive_view.PAGE * (page - 1)))
            if not first.documents and first.total:  # the nearest page that there is
                page = -(-first.total // archive_view.PAGE)
                first = self.archive.listed(replace(listing, skip=archive_view.PAGE * (page - 1)))
        except Exception as error:
            return archive_view.problem(error_message(error, words))
        binned = archive_view.bin_list(self.archive.removed(), words)
        if not first.total and is_empty(self.archive):
            return status_view.asking(words.empty_list) + binned
        table = archive_view.listing(first, page, words, listing.order, writes=self.archive.writes)
        return table + binned

    def remove(self, ids: Any, words: Words) -> str:
        """Put the articles of those ids into the bin; return a notice that offers to undo it."""
        valid = _ids(ids)
        try:
            self.archive.remove(*valid)
        except Exception as error:
            return status_view.notice(error_message(error, words))
        message = words.removed.format(count=len(valid))
        return status_view.undo_notice(message, valid, words.undo)

    def undo_removal(self, ids: Any, words: Words) -> str:
        """Bring the articles of those ids back from the bin; return a notice."""
        valid = _ids(ids)
        try:
            self.archive.undo_removal(*valid)
        except Exception as error:
            return status_view.notice(error_message(error, words))
        return status_view.notice(words.restored.format(count=len(valid)))

    def correct(self, payload: Mapping[str, Any], words: Words) -> str:
        """Change title, date and outlet of an article as the page sent them; return a notice."""
        id, title, date, source = (
            str(payload.get(name) or "") for name in ("document", "title", "date", "source")
        )
        try:
            self.archive.correct(id, title=title, date=date, source=source)
        except Exception as error:
            return status_view.notice(error_message(error, words))
        return status_view.notice(words.corrected)

    def purge(self, words: Words) -> str:
        """Empty the bin, and return a notice."""
        try:
            self.archive.purge()
        except Exception as error:
            return status_view.notice(error_message(error, words))
        return status_view.notice(words.purged)

    def add_files(self, files: Any, session: str, words: Words) -> Iterator[AddStep]:
        """Add files as the page sent them."""
        task = Task()

        def work() -> AddReport:
            return self.archive.add_uploads(
                uploads.decode(files),
                encoding_progress=lambda done, total: task.report(words.indexing, done, total),
                on_file=_naming(task, words),
            )

        return self._add(work, archive_view.report, task, session, words)

    def follows(self) -> bool:
        """Tell whether the archive was told to follow a folder that is there."""
        return bool(self.archive.followed_folders())

    def follow_folders(
        self, session: str, words: Words, agreed: Mapping[str, int] = NOTHING_AGREED
    ) -> Iterator[AddStep]:
        """Follow again the folders that the archive was told to follow; no visitor names one.

        :param agreed: as in :func:`rag.chat.actions.following.follow`.
        """
        if not self.follows():
            return iter([AddStep(archive_view.problem(words.no_folders), done=True)])
        task = Task()

        def work() -> list[SyncReport | Unconfirmed]:
            return following.follow(self.archive, agreed, _naming(task, words))

        return self._add(work, sync_view.report, task, session, words)

    def add_text(
        self, title: str, text: str, date: str, source: str, session: str, words: Words
    ) -> Iterator[AddStep]:
        """Add a text that was pasted."""
        work = lambda: self.archive.add_text(title, text, date, source)  # noqa: E731
        return self._add(work, archive_view.report, Task(), session, words)

    def add_sample(self, session: str, words: Words) -> Iterator[AddStep]:
        """Add the sample notes, for who wants to try an empty archive."""
        task = Task()

        def work() -> AddReport:
            return self.archive.add(sample.NOTES, on_file=_naming(task, words))

        return self._add(work, archive_view.report, task, session, words)

    def _add(
        self,
        work: Callable[[], Report],
        show: Callable[[Report, Words], str],
        task: Task,
        session: str,
        words: Words,
    ) -> Iterator[AddStep]:
        try:
            with self._tasks.running(task, session):
                yield AddStep(archive_view.progress(words.starting, 0, 0), done=False)
                report = yield from task.run(work, _progress)
        except Stopped:
            yield AddStep(archive_view.problem(words.add_stopped), done=True)
            return
        except Exception as error:
            yield AddStep(archive_view.problem(error_message(error, words)), done=True)
            return
        yield AddStep(show(report, words), done=True, added=True)

    def stop(self, session: str) -> None:
        """End what this visitor is adding; the archive stays as it was."""
        self._tasks.stop(session)


def _ids(ids: Any) -> list[str]:
    """Take the ids that a page sent, each once."""
    sent = ids if isinstance(ids, Sequence) and not isinstance(ids, str) else []
    return list(dict.fromkeys(id for id in sent if isinstance(id, str)))


def _naming(task: Task, words: Words) -> OnFile:
    """Report each file by its name as it is begun."""

    def report(name: str, at: int, total: int) -> None:
        task.report(words.reading_files.replace("{name}", _braced(name)), at, total)

    return report


def _braced(text: str) -> str:
    """Return a text that ``str.format`` gives back as it is."""
    return text.replace("{", "{{").replace("}", "}}")


def _progress(message: str, done: int, total: int) -> AddStep:
    status = message.format(done=done, total=total)
    return AddStep(archive_view.progress(status, done, total), done=False)
