"""Opens the archive that a command is about."""

from __future__ import annotations

import argparse
import logging

from rag.answers.answerer import Answerer
from rag.answers.extractive import ExtractiveAnswerer
from rag.archive import Archive

_log = logging.getLogger(__name__)


def open_archive(
    options: argparse.Namespace, *, create: bool = False, answerer: Answerer | None = None
) -> Archive:
    """Open the archive that the options name.

    :param create: whether a missing one is made.
    :param answerer: what answers; the extractive one when ``None``.
    :raises HemerotecaError: there is none, or it cannot be used.
    """
    archive = Archive.open(
        options.archive, encoder=options.encoder, create=create, answerer=answerer
    )
    _log.info("The archive is open: %s", archive.location)
    return archive


def open_to_ask(
    address: str | None, encoder: str | None = None, answerer: Answerer | None = None
) -> Archive:
    """Open an archive about to be asked: the answerer's weights load while it opens.

    :param answerer: what answers; the extractive one when ``None``.

    :raises HemerotecaError: there is none, or it cannot be used.
    """
    answerer = answerer or ExtractiveAnswerer()
    answerer.prepare()
    archive = Archive.open(address, encoder=encoder, answerer=answerer, create=False)
    _log.info("The archive is open: %s", archive.location)
    return archive
