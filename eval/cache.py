"""Keeps embeddings between runs, by content, so that a second run is quick.

One NumPy file per encoder and role (passage or query) holds rows of text hash and vector.
A text is encoded once whatever set it comes in; a changed text or another encoder is
another row or file, so nothing here is ever stale. The file is written beside and moved
into place, read without pickle, and only ever a convenience: when it is missing, damaged or
cannot be written, the texts are encoded again.
"""

from __future__ import annotations

import contextlib
import hashlib
import re
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final, Literal

import numpy as np
import numpy.typing as npt
import platformdirs

from index.encoders.protocol import Encoder
from index.storage import atomic_writes

Vectors = npt.NDArray[np.float32]
Role = Literal["passages", "queries"]
Progress = Callable[[int, int], None]

_APPLICATION: Final = "hemeroteca"
# Texts between two savings: some tens of seconds of encoding are at stake in an interruption.
_CHUNK: Final = 1024


def default_folder() -> Path:
    """Return the folder where the vectors lie by default."""
    return Path(platformdirs.user_cache_dir(_APPLICATION)) / "eval"


def _key(text: str) -> bytes:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).digest()


class EmbeddingCache:
    """Vectors of texts by content and encoder.

    :param folder: where the files lie; ``None`` keeps nothing.
    """

    def __init__(self, folder: Path | None) -> None:
        self._folder = folder

    def vectors(
        self, encoder: Encoder, role: Role, texts: Sequence[str], progress: Progress | None = None
    ) -> Vectors:
        """Return one vector a text, from the cache or freshly encoded.

        :param progress: called with how many of how many missing texts are encoded.
        """
        encode = encoder.encode_passages if role == "passages" else encoder.encode_queries
        path = self._path(encoder, role)
        known = _read(path)
        keys = [_key(text) for text in texts]
        missing = {key: text for key, text in zip(keys, texts, strict=True) if key not in known}
        pending = list(missing.items())
        for start in range(0, len(pending), _CHUNK):
            chunk = pending[start : start + _CHUNK]
            fresh = np.asarray(encode([text for _, text in chunk]), dtype=np.float32)
            known.update(zip((key for key, _ in chunk), fresh, strict=True))
            _write(path, known)
            if progress is not None:
                progress(start + len(chunk), len(pending))
        return np.stack([known[key] for key in keys])

    def _path(self, encoder: Encoder, role: Role) -> Path | None:
        if self._folder is None:
            return None
        # A fingerprint may hold what file names may not.
        name = hashlib.sha256(encoder.fingerprint.encode()).hexdigest()[:16]
        readable = re.sub(r"[^A-Za-z0-9]+", "-", encoder.fingerprint).strip("-")[:40]
        return self._folder / f"{readable}-{name}-{role}.npy"


def _read(path: Path | None) -> dict[bytes, Vectors]:
    if path is None:
        return {}
    try:
        rows = np.load(path, allow_pickle=False)
        # void, not bytes: NumPy would strip a hash's trailing zero bytes.
        keys = [bytes(key) for key in rows["key"]]
        vectors = np.asarray(rows["vector"], dtype=np.float32)
    except (OSError, ValueError, EOFError, IndexError, TypeError):
        return {}
    if vectors.ndim != 2 or not np.isfinite(vectors).all():
        return {}
    return dict(zip(keys, vectors, strict=True))


def _write(path: Path | None, known: dict[bytes, Vectors]) -> None:
    if path is None or not known:
        return
    vectors = np.stack(list(known.values()))
    rows = np.empty(len(known), dtype=[("key", "V32"), ("vector", "<f4", vectors.shape[1:])])
    rows["key"] = np.array(list(known), dtype="V32")
    rows["vector"] = vectors
    # Not being able to keep the vectors is no reason to fail: the next run takes longer.
    with contextlib.suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        with atomic_writes.replacing(path) as file:
            np.save(file, rows, allow_pickle=False)
