"""Shows what came of following folders again, and asks before much would go.

Files are named as they lie in their folder, and a folder by its own name: where it lies on this
machine is nobody's business.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import PurePath
from typing import Final

from index.text.counts import Count
from rag.chat.views import archive_view, markup
from rag.chat.wording.words import Words
from rag.documents.report import AddReport
from rag.intake.sync_report import SyncReport

NAMED: Final = 10
"""Files that are gone which a question names; of more it says how many."""


@dataclass(frozen=True, slots=True)
class Unconfirmed:
    """A folder that was left as it is, since much of it would go.

    :param key: stands for the folder in the page.
    :param going: articles that would go.
    :param there: of how many of the folder.
    :param files: the files that are gone, as far as they are known.
    """

    folder: str
    key: str
    going: int
    there: int
    files: tuple[str, ...]


def report(outcomes: Sequence[SyncReport | Unconfirmed], words: Words) -> str:
    """Say of every folder what came, changed, moved and went, or ask whether so much may go."""
    return archive_view.section(
        "".join(
            _question(one, words) if isinstance(one, Unconfirmed) else _done(one, words)
            for one in outcomes
        )
    )


def _done(one: SyncReport, words: Words) -> str:
    def inside(path: str) -> str:
        return _inside(path, one.folder)

    files = (f for f in one.files.files if f.status != "unchanged")
    shown = (replace(f, path=inside(f.path), reason=inside(f.reason)) for f in files)
    unchanged = Count(len(one.files.unchanged))
    note = words.sync_note.format(folder=_name(one.folder), unchanged=unchanged)
    rows = f"<li>{markup.text(note)}</li>"
    rows += archive_view.items(AddReport(tuple(shown)), words)
    for moved in one.moved:
        became = f"{words.was_renamed} «{inside(moved.to)}»" if moved.to else words.was_removed
        rows += (
            f'<li class="{moved.status}"><strong>{markup.text(inside(moved.path))}</strong>: '
            f"{markup.text(became)}</li>"
        )
    return rows


def _question(one: Unconfirmed, words: Words) -> str:
    asked = words.sync_question.format(folder=_name(one.folder), going=one.going, there=one.there)
    names = [_inside(path, one.folder) for path in one.files[:NAMED]]
    rest = len(one.files) - len(names)
    if rest:
        names.append(words.and_more.format(count=rest))
    gone = f'<p class="quiet">{markup.text(", ".join(names))}</p>' if names else ""
    return (
        f'<li class="asked" role="alert"><p>{markup.text(asked)}</p>{gone}'
        f'<button type="button" class="confirm" data-folder="{one.key}" '
        f'data-going="{one.going}">'
        f"{markup.text(words.sync_confirm.format(going=one.going))}</button></li>"
    )


def _inside(path: str, folder: str) -> str:
    return path.replace(f"{folder.rstrip('/')}/", "")


def _name(folder: str) -> str:
    return PurePath(folder).name or folder
