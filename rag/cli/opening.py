"""Opens the archive that a command is about."""

from __future__ import annotations

import argparse

from rag.answers.extractive import ExtractiveAnswerer
from rag.archive import Archive


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
    answerer = ExtractiveAnswerer()
    answerer.prepare()
    return Archive.open(address, encoder=encoder, answerer=answerer, create=False)
