"""Errors of ``rag`` that a caller may want to tell apart, beside those of :mod:`index.errors`.

A file that cannot be read is :class:`rag.documents.types.LoadError`.
"""

from __future__ import annotations

from index.errors import HemerotecaError, InputError


class ReaderError(HemerotecaError):
    """The reader's file is missing or damaged."""


class WriterError(HemerotecaError):
    """The language model's server is away, too slow, or does not do what was asked."""


class TooManyGoneError(InputError):
    """More documents would be removed than is done without asking.

    :param going: how many.
    :param there: of how many in the folder.
    """

    def __init__(self, folder: str, going: int, there: int) -> None:
        super().__init__(
            f"Se quitarían {going} de los {there} documentos de «{folder}», porque sus archivos ya "
            "no están; no se ha cambiado nada. Si el disco está conectado y así debe ser, repita "
            "con --yes; «--dry-run» muestra cuáles son."
        )
        self.going = going
        self.there = there
