"""Follows again the folders that an archive was told to follow, and asks before much would go."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from typing import Any

from rag.archive import Archive
from rag.chat.actions.payload import whole_number
from rag.chat.views.desk.sync_view import Unconfirmed
from rag.documents.report import OnFile
from rag.errors import TooManyGoneError
from rag.intake.sync_report import SyncReport


def follow(
    archive: Archive, agreed: Mapping[str, int], on_file: OnFile
) -> list[SyncReport | Unconfirmed]:
    """Follow every folder again; one of which much would go stays as it is until that is agreed.

    :param agreed: for the key of a folder, how many articles of it may go. Where more would go by
        then, it is asked again.
    """
    outcomes: list[SyncReport | Unconfirmed] = []
    for folder in archive.followed_folders():
        confirm = _up_to(agreed.get(_key(folder), 0))
        try:
            outcomes.append(archive.sync(folder, on_file=on_file, confirm=confirm))
        except TooManyGoneError as error:
            gone = archive.sync(folder, dry_run=True).removed
            outcomes.append(
                Unconfirmed(
                    folder,
                    _key(folder),
                    error.going,
                    error.there,
                    tuple(file.path for file in gone),
                )
            )
    return outcomes


def agreed_in(payload: Mapping[str, Any]) -> dict[str, int]:
    """Take what a visitor has agreed to as the page sent it."""
    return {str(payload.get("folder")): max(0, whole_number(payload.get("going")))}


def _up_to(most: int) -> Callable[[int, int], bool]:
    """Return what lets so many articles of a folder go, and no more."""

    def confirm(going: int, _there: int) -> bool:
        return going <= most

    return confirm


def _key(folder: str) -> str:
    return hashlib.sha256(folder.encode("utf-8", "surrogatepass")).hexdigest()[:16]
