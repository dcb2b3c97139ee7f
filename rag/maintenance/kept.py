"""Keeps texts that were worked out over one state of an archive, so that the next start finds them.

They lie in one file among what can be computed again, in the place of those of the state before. A
file that is missing, damaged or of another state is as good as none, and a disk that is full or
read-only only costs the next start its time.
"""

from __future__ import annotations

import json
import logging
from collections.abc import Sequence
from pathlib import Path

from index.storage import atomic_writes

_log = logging.getLogger(__name__)


def read(file: Path | None, state: str) -> tuple[str, ...] | None:
    """Return the texts that were kept of a state, ``None`` without any.

    :param file: where they lie; ``None`` where nothing is kept.
    :param state: names the archive's state and whatever else they hang on.
    """
    if file is None:
        return None
    try:
        found = json.loads(file.read_bytes())
    except (OSError, ValueError):
        return None
    if not isinstance(found, dict) or found.get("state") != state:
        return None
    texts = found.get("texts")
    if not isinstance(texts, list) or not all(isinstance(text, str) for text in texts):
        return None
    return tuple(texts)


def write(file: Path | None, state: str, texts: Sequence[str]) -> None:
    """Keep the texts of a state in place of what was kept.

    :param file: as for :func:`read`.
    :param state: as for :func:`read`.
    """
    if file is None:
        return
    data = json.dumps({"state": state, "texts": list(texts)}, ensure_ascii=False)
    try:
        file.parent.mkdir(mode=0o700, exist_ok=True)
        atomic_writes.write_file(file, data.encode())
    except OSError as error:
        _log.warning("«%s» could not be written: %s", file, error)
