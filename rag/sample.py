"""Opens the sample archive: 58 press notes written for Hemeroteca, ready to be asked.

It is what the chat shows on a fresh machine and what the built-in evaluation searches.
"""

from __future__ import annotations

from pathlib import Path
from typing import Final

import platformdirs

from rag.answers.answerer import Answerer
from rag.archive import Archive
from rag.documents.report import Progress

NOTES: Final = Path(__file__).with_name("muestra")
"""The notes as files, in the formats that ``add`` reads."""


def folder() -> Path:
    """Say where the sample archive lies."""
    return Path(platformdirs.user_data_dir("hemeroteca")) / "muestra"


def open_sample(progress: Progress | None = None, answerer: Answerer | None = None) -> Archive:
    """Open the sample archive; it is made on first use and brought up to date later.

    :param answerer: what answers; the extractive one when ``None``.
    """
    archive = Archive.open(folder(), answerer=answerer)
    archive.add(NOTES, progress=progress)
    return archive
