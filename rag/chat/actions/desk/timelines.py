"""Makes a chronology for a visitor, and hands it out as a file."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final, Literal, get_args

from rag.archive import Archive
from rag.chat.actions import saving
from rag.chat.actions.errors import error_message
from rag.chat.actions.limits import Limits
from rag.chat.actions.sources import is_empty
from rag.chat.views import answer_view, status_view
from rag.chat.views.desk import timeline_page, timeline_view
from rag.chat.wording.words import Words
from rag.timelines.table import csv_of
from rag.timelines.types import Timeline

Kind = Literal["html", "csv"]
KINDS: Final[tuple[Kind, ...]] = get_args(Kind)


@dataclass(frozen=True, slots=True)
class TimelineActions:
    """Puts what an archive says of a matter in the order of time."""

    archive: Archive

    def make(self, subject: str, limits: Limits, words: Words) -> tuple[str, Timeline | None]:
        """Make a chronology within limits.

        :returns: its HTML, or what was wrong, and the chronology where there is one.
        """
        if not subject.strip():
            return status_view.asking(words.desk.timeline_untold), None
        try:
            if is_empty(self.archive):
                return status_view.asking(words.empty), None
            made = self.archive.timeline(subject, filters=limits.filters())
        except Exception as error:
            return answer_view.problem(error_message(error, words)), None
        return timeline_view.timeline(made, words), made if made.entries else None


def save(kind: Kind, made: Timeline | None, words: Words) -> tuple[str, str]:
    """Write a chronology as a file for the browser to save.

    :returns: the file as the page's script takes it, ``""`` without a chronology, and a message.
    """
    if made is None:
        return "", words.desk.timeline_untold
    name = f"cronologia-{date.today().isoformat()}.{kind}"
    if kind == "csv":
        data, mime_type = csv_of(made), "text/csv"
    else:
        data, mime_type = timeline_page.page(made, words).encode("utf-8", "replace"), "text/html"
    return saving.download(name, mime_type, data), words.desk.timeline_saved.format(name=name)
