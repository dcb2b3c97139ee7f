"""What the page does with the archive: show, add to and take from it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from rag.archive import Archive
from rag.chat.actions import uploads
from rag.chat.actions.asking import told
from rag.chat.actions.background import Stopped, Task
from rag.chat.actions.limits import Limits
from rag.chat.views import archive_view
from rag.chat.wording.words import Words
from rag.documents.report import AddReport


@dataclass(frozen=True, slots=True)
class Progress:
    """How far adding has come, or what became of it.

    :param done: whether it has ended.
    """

    shown: str
    done: bool
    added: bool = False


@dataclass(slots=True)
class ArchiveActions:
    """The archive's side of the page."""

    archive: Archive
    _running: dict[str, Task] = field(default_factory=dict)

    def masthead(self, words: Words) -> str:
        """The page's title with what the archive holds."""
        facts = self.archive.stats()
        documents, passages = facts["documents"], facts["passages"]
        return archive_view.masthead(words, documents=documents, passages=passages)

    def sources(self) -> list[str]:
        """The outlets in the archive, in order."""
        return sorted({summary.source for summary in self.archive.list()} - {""}, key=str.casefold)

    def listing(self, title: str, limits: Limits, page: int, words: Words) -> str:
        """The articles whose title holds a text, within the limits."""
        wanted = title.casefold().strip()
        try:
            limits.filters()  # said once, not for each article
            found = [
                summary
                for summary in self.archive.list()
                if wanted in summary.title.casefold() and limits.admit(summary)
            ]
        except Exception as error:
            return archive_view.problem(told(error, words))
        return archive_view.listing(found, page, words)

    def remove(self, ids: Any, words: Words) -> str:
        """Remove the articles of those ids; says what became of it."""
        wanted = [id for id in ids if isinstance(id, str)] if isinstance(ids, Sequence) else []
        try:
            self.archive.remove(*wanted)
        except Exception as error:
            return told(error, words)
        return words.removed.format(count=len(set(wanted)))

    def add_files(self, sent: Any, session: str, words: Words) -> Iterator[Progress]:
        """Add files as the page sent them."""
        task = Task()

        def work() -> AddReport:
            return self.archive.add_uploads(
                uploads.received(sent),
                lambda done, total: task.report(words.reading_files, done, total),
                lambda done, total: task.report(words.indexing, done, total),
            )

        return self._add(work, task, session, words)

    def add_text(
        self, title: str, text: str, date: str, source: str, session: str, words: Words
    ) -> Iterator[Progress]:
        """Add a text that was pasted."""
        work = lambda: self.archive.add_text(title, text, date, source)  # noqa: E731
        return self._add(work, Task(), session, words)

    def _add(
        self, work: Callable[[], AddReport], task: Task, session: str, words: Words
    ) -> Iterator[Progress]:
        self._running[session] = task
        try:
            yield Progress(archive_view.working(words.starting, 0, 0), done=False)
            steps = task.run(work)
            while True:
                try:
                    said, done, total = next(steps)
                except StopIteration as ended:
                    report: AddReport = ended.value
                    break
                status = said.format(done=done, total=total)
                yield Progress(archive_view.working(status, done, total), done=False)
        except Stopped:
            yield Progress(archive_view.problem(words.add_stopped), done=True)
            return
        except Exception as error:
            yield Progress(archive_view.problem(told(error, words)), done=True)
            return
        finally:
            if self._running.get(session) is task:
                del self._running[session]
        yield Progress(archive_view.report(report, words), done=True, added=True)

    def stop(self, session: str) -> None:
        """End what this visitor is adding; the archive stays as it was."""
        task = self._running.get(session)
        if task is not None:
            task.stop()
