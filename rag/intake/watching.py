"""Watches a folder that an archive follows, and says when to follow it again.

watchfiles tells of every change; bursts come as one. What lies in hidden folders, or in the
archive's own, is no reason.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from threading import Event
from typing import Final

from rag.documents.formats import registry

_LOOK_MS: Final = 2_000
"""Between two looks for whether to stop, or for what could not be done before."""

_SETTLED_MS: Final = 1_000
"""A copy of a folder comes in bursts; what follows within a second belongs to it."""


def changes(folder: Path, ignored: Path, stop: Event | None = None) -> Iterator[bool]:
    """Yield whether something of a folder has changed, at every burst of changes and otherwise
    every two seconds, until told to stop.

    :param ignored: a folder whose changes are none, such as the archive's.
    """
    from watchfiles import Change, watch

    base, own = folder.resolve(), ignored.resolve()

    def counts(change: Change, name: str) -> bool:
        path = Path(name)
        if path == own or own in path.parents:
            return False
        inside = path.relative_to(base).parts if path.is_relative_to(base) else path.parts[-1:]
        if any(part.startswith(".") for part in inside):
            return False
        # A name without a suffix may be that of a folder, gone with all that it held.
        return not path.suffix or registry.is_supported(path) or path.is_dir()

    for found in watch(
        base,
        watch_filter=counts,
        debounce=_SETTLED_MS,
        rust_timeout=_LOOK_MS,
        yield_on_timeout=True,
        stop_event=stop,
        raise_interrupt=True,
    ):
        yield bool(found)
