"""Finds for visitors everything that a query is true of, and writes it as a file for them."""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import Final, Literal

from index.errors import InputError
from index.text.counts import Count
from rag.archive import Archive
from rag.chat.actions import saving
from rag.chat.actions.errors import error_message
from rag.chat.actions.limits import Limits
from rag.chat.views import answer_view, markup, search_view
from rag.chat.wording.words import Words
from rag.exact import sheets
from rag.exact.finding import ORDERS, Findings

MODE: Final = "exact"
"""Its name among the ways of searching."""

SHOWN: Final = 10
"""Passages shown at first, and that each «more» adds."""

SAVED: Final = 50_000
"""Passages in a file at most, of some 25 MB: it goes through the page."""

Kind = Literal["csv", "xlsx"]
_TYPES: Final = {
    "csv": "text/csv",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


@dataclass(frozen=True, slots=True)
class ExactActions:
    """Exact searches of one archive."""

    archive: Archive

    def search(
        self, query: str, order: str, limits: Limits, words: Words, shown: int = SHOWN
    ) -> str:
        """Show the first passages found, and how many there are.

        :param order: one of :data:`rag.exact.finding.ORDERS`; anything else is by date.
        :param shown: how many.
        """
        if not query.strip():
            return self.help(words)
        start = time.perf_counter()
        try:
            found = self._find(query, order, limits, max(SHOWN, shown))
        except Exception as error:
            return answer_view.problem(error_message(error, words))
        return search_view.findings(found, 1000 * (time.perf_counter() - start), words)

    def help(self, words: Words) -> str:
        """Show how a query is written."""
        return search_view.syntax(words)

    def save(
        self, kind: Kind, query: str, order: str, limits: Limits, words: Words
    ) -> tuple[str, str]:
        """Write all that was found as a file for the browser to save.

        :returns: the file as the page's script takes it, ``""`` for none, and a message.
        """
        try:
            found = self._find(query, order, limits, SAVED)
            if found.total > SAVED:
                total, most = (markup.number(n, words) for n in (found.total, SAVED))
                raise InputError(words.exact.too_many.format(total=total, most=most))
            data = sheets.WRITERS[kind](found, self.archive.backend)
        except Exception as error:
            return "", error_message(error, words)
        name = f"hemeroteca-{time.strftime('%Y-%m-%d')}.{kind}"
        total = markup.number(found.total, words)
        message = words.exact.saved.format(total=Count(total), name=name)
        return saving.download(name, _TYPES[kind], data), message

    def _find(self, query: str, order: str, limits: Limits, most: int) -> Findings:
        chosen = next((one for one in ORDERS if one == order), ORDERS[0])
        return self.archive.find(query, chosen, most, limits.filters())
