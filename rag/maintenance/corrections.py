"""Puts right what is known of a document: its title, date and outlet.

The text is the article and stays what it is. What a file says counts again once the file itself
has changed and is added anew.
"""

from __future__ import annotations

from dataclasses import replace

from index.backend import Backend
from index.errors import InputError
from rag import remedies
from rag.documents.metadata.dates import stated_day


@remedies.door
class Corrections:
    """Corrects documents; a part of :class:`rag.archive.Archive`."""

    backend: Backend

    def correct(self, id: str, *, title: str, date: str | None, source: str) -> None:
        """Change a document's title, date and outlet.

        :param date: as people write it; ``""`` or ``None`` for none.
        :raises InputError: there is no such document, the title is empty, or the date is none.
        """
        title, source = " ".join(title.split()), " ".join(source.split())
        if not title:
            raise InputError("El titular está vacío. Escríbalo y repita.")
        day = stated_day(date)
        with self.backend.writing():
            document = self.backend.document(id)
            if document is None:
                raise InputError(
                    f"No hay ningún documento «{id}» en el archivo. «hemeroteca list» muestra los "
                    "que hay."
                )
            changed = replace(document, title=title, date=day, source=source)
            if changed != document:
                self.backend.update(changed)
        self.backend.settle_records()
