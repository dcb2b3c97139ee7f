"""Shows a visitor who and what is named, the page of each, and looks for names where none were."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from index.text.folding import fold_words
from index.types import KINDS, Kind
from rag.archive import Archive
from rag.chat.actions.errors import error_message
from rag.chat.views import answer_view
from rag.chat.views.desk import names_view
from rag.chat.wording.words import Words


@dataclass(frozen=True, slots=True)
class NamingActions:
    """Tells visitors whom and what the archive names."""

    archive: Archive

    def list(self, wanted: str, kind: str, words: Words) -> str:
        """Show the names that hold what was typed, whatever its case and accents.

        :param kind: one of :data:`index.types.KINDS`; all of them for anything else.
        """
        try:
            waiting = self.archive.backend.count_unrecognised()
            found = self.archive.backend.entities()
        except Exception as error:
            return answer_view.problem(error_message(error, words))
        part = fold_words(wanted)
        chosen = [
            each
            for each in found
            if (kind not in KINDS or each.kind == kind)
            and any(part in fold_words(form) for form in (each.name, *each.forms))
        ]
        return names_view.names(chosen, waiting, words)

    def page(self, payload: Mapping[str, Any], words: Words) -> str:
        """Show the page of one.

        :param payload: its ``kind`` and ``name``, as the page sent them.
        """
        kind: Kind | None = next((one for one in KINDS if one == payload.get("kind")), None)
        try:
            return names_view.page(self.archive.entity(str(payload.get("name")), kind), words)
        except Exception as error:
            return answer_view.problem(error_message(error, words))

    def look(self, words: Words) -> str:
        """Look for the names of articles in which they were never looked for, and say in how many
        that was."""
        try:
            return words.desk.names_looked.format(count=self.archive.recognise())
        except Exception as error:
            return error_message(error, words)
