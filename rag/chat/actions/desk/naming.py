"""Shows a visitor who and what is named, the page of each, and looks for names where none were."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from index.text.counts import Count
from index.types import KINDS, Kind
from rag.archive import Archive
from rag.chat.actions.errors import error_message
from rag.chat.actions.limits import Limits
from rag.chat.actions.sources import is_empty
from rag.chat.views import answer_view, controls_view, status_view
from rag.chat.views.desk import names_view
from rag.chat.wording.words import Words
from rag.entities.lookup import Lookup

OFFERED: Final = 8
"""Names offered while one is typed."""


@dataclass(frozen=True, slots=True)
class NamingActions:
    """Tells visitors whom and what the archive names."""

    archive: Archive
    _lookup: Lookup = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_lookup", Lookup(self.archive.backend))

    def list(self, wanted: str, kind: str, words: Words, shown: int = 0) -> str:
        """Show the names that hold what was typed, whatever its case and accents.

        :param kind: one of :data:`index.types.KINDS`; all of them for anything else.
        :param shown: how many are shown already.
        """
        try:
            waiting = self.archive.backend.count_unrecognised()
            found = self._lookup.having(wanted, _kind(kind))
        except Exception as error:
            return answer_view.problem(error_message(error, words))
        if not found and is_empty(self.archive):
            return status_view.asking(words.empty)
        return names_view.names(found, waiting, words, max(shown, 0) + names_view.SHOWN)

    def options(self, typed: str, words: Words) -> str:
        """Show what a name that is being typed may become; the most mentioned before any is."""
        try:
            waiting = self.archive.backend.count_unrecognised()
            found = self._lookup.completing(typed, OFFERED)
        except Exception as error:
            return answer_view.problem(error_message(error, words))
        return controls_view.name_options(found, typed.strip(), waiting, words)

    def limited(self, limits: Limits, payload: Mapping[str, Any]) -> Limits:
        """Return the limits with the name that was chosen, or with what one typed is most likely
        to be; as they are where nobody is called so.

        :param payload: ``kind`` and ``name`` of a chosen one; else ``typed``.
        """
        kind, name = _kind(payload.get("kind")), str(payload.get("name") or "")
        if kind is not None and name:
            return limits.naming((kind, name))
        typed = str(payload.get("typed") or "").strip()
        found = self._lookup.completing(typed, 1) if typed else []
        return limits.naming((found[0].kind, found[0].name)) if found else limits

    def page(self, payload: Mapping[str, Any], words: Words) -> str:
        """Show the page of one.

        :param payload: its ``kind`` and ``name``, as the page sent them.
        """
        kind, name = _kind(payload.get("kind")), str(payload.get("name"))
        try:
            return names_view.page(self.archive.entity(name, kind), words)
        except Exception as error:
            return answer_view.problem(error_message(error, words))

    def look(self, words: Words) -> str:
        """Look for the names of articles in which they were never looked for, and say in how many
        that was."""
        try:
            return words.desk.names_looked.format(count=Count(self.archive.recognise()))
        except Exception as error:
            return error_message(error, words)


def _kind(value: object) -> Kind | None:
    return next((kind for kind in KINDS if kind == value), None)
