"""What makes chronologies: a part of :class:`rag.archive.Archive`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from index import Filters
from index.backend import Backend
from index.errors import InputError
from rag import remedies

if TYPE_CHECKING:
    from rag.timelines.types import Timeline


@remedies.door
class Timelines:
    """Puts what is said of a matter in the order of time; a part of
    :class:`rag.archive.Archive`."""

    backend: Backend

    def timeline(self, subject: str, *, filters: Filters | None = None) -> Timeline:
        """Return the dated statements about a matter, each a verbatim quotation with its source.

        >>> len(archive.timeline("soldados norcoreanos").entries) > 0
        True

        :raises InputError: the archive or the subject is empty, the subject is too long or has no
            word that is searched, or a filter is wrong.
        """
        from rag.answers import limits
        from rag.timelines.making import timeline

        if not self.backend.stats().documents:
            raise InputError(
                "El archivo está vacío: añada artículos con «hemeroteca add CARPETA» y repita."
            )
        return timeline(self.backend, subject, limits.checked(filters, self.backend))
