"""Opens the archive that a command is about."""

from __future__ import annotations

import argparse

from rag.archive import Archive
from rag.reader.span_reader import SpanReader


def open_archive(options: argparse.Namespace, *, create: bool = False) -> Archive:
    """Open the archive that the options name.

    :param create: whether a missing one is made.
    :raises HemerotecaError: there is none, or it cannot be used.
    """
    return Archive.open(options.archive, encoder=options.encoder, create=create)


def open_to_ask(address: str | None, encoder: str | None = None) -> Archive:
    """Open an archive about to be asked: the reader's weights load while it opens.

    :raises HemerotecaError: there is none, or it cannot be used.
    """
    reader = SpanReader()
    reader.prepare()
    return Archive.open(address, encoder=encoder, reader=reader, create=False)
