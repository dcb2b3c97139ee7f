"""Shows the archive to visitors, adds to it and removes from it for them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar

from rag.archive import Archive
from rag.chat.actions import uploads
from rag.chat.actions.background import RunningTasks, Stopped, Task
from rag.chat.actions.errors import error_message
from rag.chat.actions.limits import Limits
from rag.chat.views import archive_view
from rag.chat.wording.words import Words
from rag.documents.report import AddReport
from rag.intake.sync_report import SyncReport

Report = TypeVar("Report")


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

    def sources(self) -> list[str]:
        """List the outlets in the archive, in alphabetical order."""
        return list(self.archive.sources())

    def listing(self, title: str, limits: Limits, page: int, words: Words) -> str:
        """Show the articles within the limits whose title holds a text."""
        title_part = title.casefold().strip()
        try:
            limits.filters()  # so that a wrong date is an error even if no article is compared
            matches = [
                summary
                for summary in self.archive.list()
                if title_part in summary.title.casefold() and limits.admit(summary)
            ]
        except Exception as error:
            return archive_view.problem(error_message(error, words))
        return archive_view.listing(matches, page, words)

    def remove(self, ids: Any, words: Words) -> str:
        """Remove the articles of those ids, and say what became of it."""
        valid = [id for id in ids if isinstance(id, str)] if isinstance(ids, Sequence) else []
        try:
            self.archive.remove(*valid)
        except Exception as error:
            return error_message(error, words)
        return words.removed.format(count=len(set(valid)))

    def add_files(self, files: Any, session: str, words: Words) -> Iterator[AddStep]:
        """Add files as the page sent them."""
        task = Task()

        def work() -> AddReport:
            return self.archive.add_uploads(
                uploads.decode(files),
                lambda done, total: task.report(words.reading_files, done, total),
                lambda done, total: task.report(words.indexing, done, total),
            )

        return self._add(work, archive_view.report, task, session, words)

    def follow_folders(self, session: str, words: Words) -> Iterator[AddStep]:
        """Follow again the folders that the archive was told to follow; no visitor names one."""
        folders = self.archive.followed_folders()
        if not folders:
            return iter([AddStep(archive_view.problem(words.no_folders), done=True)])
        task = Task()

        def work() -> list[SyncReport]:
            progress = lambda done, total: task.report(words.reading_files, done, total)  # noqa: E731
            return [self.archive.sync(folder, progress=progress) for folder in folders]

        return self._add(work, archive_view.sync_report, task, session, words)

    def add_text(
        self, title: str, text: str, date: str, source: str, session: str, words: Words
    ) -> Iterator[AddStep]:
        """Add a text that was pasted."""
        work = lambda: self.archive.add_text(title, text, date, source)  # noqa: E731
        return self._add(work, archive_view.report, Task(), session, words)

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


def _progress(message: str, done: int, total: int) -> AddStep:
    status = message.format(done=done, total=total)
    return AddStep(archive_view.progress(status, done, total), done=False)
