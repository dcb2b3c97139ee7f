"""Shows how far a long command has come: a bar on standard error, gone when it is done.

Nothing is shown where nobody looks. Rich is imported when a bar is needed: a command that
shows none does not pay for it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rag.documents.report import Progress

StageProgress = Callable[[str, int, int], None]
"""Called with (what is being done, how much of it is done, how much there is)."""


@contextmanager
def stage_bar(stage: str = "", *, elapsed: bool = False) -> Iterator[StageProgress]:
    """Show a bar for work in several stages.

    :param stage: what is being done until the first call says otherwise.
    :param elapsed: whether the time spent stands beside it, instead of the time that is left.
    """
    from rich.console import Console
    from rich.progress import (
        BarColumn,
        MofNCompleteColumn,
        TextColumn,
        TimeElapsedColumn,
        TimeRemainingColumn,
    )
    from rich.progress import Progress as Bar

    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn() if elapsed else TimeRemainingColumn(),
    )
    console = Console(stderr=True)
    with Bar(*columns, console=console, transient=True, disable=not console.is_terminal) as bar:
        task = bar.add_task(stage, total=None)

        def report(stage: str, done: int, total: int) -> None:
            bar.update(task, description=stage, completed=done, total=total)

        yield report


@contextmanager
def progress_bar(label: str) -> Iterator[Progress]:
    """Show a bar for work of one kind."""
    with stage_bar(label) as report:
        yield lambda done, total: report(label, done, total)
