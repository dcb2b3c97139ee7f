"""What makes references of articles: a part of :class:`rag.archive.Archive`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from index.backend import Backend
from index.errors import InputError
from rag import remedies

if TYPE_CHECKING:
    from rag.bibliography.references import Reference

_NAMED = 5
"""Unknown ids that an error names; a script may give thousands."""


@remedies.door
class Bibliography:
    """Cites articles; a part of :class:`rag.archive.Archive`."""

    backend: Backend

    def references(self, *ids: str) -> tuple[Reference, ...]:
        """Return what a bibliography says of some documents, each once, in their order.

        :raises InputError: none is given, or one is not there.
        """
        from rag.bibliography.references import reference_of

        wanted = dict.fromkeys(ids)
        if not wanted:
            raise InputError(
                "No se indicó ningún documento. «hemeroteca list» muestra los que hay."
            )
        with self.backend.reading():
            documents = {id: self.backend.document(id) for id in wanted}
            unknown = [id for id, document in documents.items() if document is None]
            if unknown:
                raise InputError(_unknown(unknown))
            return tuple(
                reference_of(document, [path for path, _ in self.backend.places(id)])
                for id, document in documents.items()
                if document is not None
            )

    def cite(self, *ids: str, format: str = "ris") -> str:
        """Write the references of some documents, for Zotero and the like.

        :param format: ``ris``, ``bibtex`` or ``csl``.
        :raises InputError: there is no such format, none is given, or one is not there.
        """
        from rag.bibliography.formats import format_named

        return format_named(format).write(self.references(*ids))


def _unknown(ids: list[str]) -> str:
    named = ", ".join(f"«{id[:40]}»" for id in ids[:_NAMED])
    more = f" y {len(ids) - _NAMED} más" if len(ids) > _NAMED else ""
    what = "ningún documento" if len(ids) == 1 else "documentos"
    return f"No hay {what} {named}{more} en el archivo. «hemeroteca list» muestra los que hay."
