"""An encoder by its name, loaded once for all.

``load_default`` runs the bundled multilingual-e5-small in int8 and needs neither torch
nor a hub; ``load_reference`` is the same weights in fp32 through plain
sentence-transformers; ``load`` takes any sentence-transformers model by name or path.
Each is also a :class:`~sentence_transformers.SentenceTransformer` (``.model``), so
whatever works with that library works with ours.
"""

from __future__ import annotations

import os
from functools import cache

from index.encoders.bundled import DEFAULT as DEFAULT
from index.encoders.bundled import BundledEncoder
from index.encoders.cosine_scale import E5_SCALE
from index.encoders.e5 import unpacked, weights
from index.encoders.protocol import Encoder
from index.encoders.sentence_transformer import SentenceTransformerEncoder
from index.errors import InputError

REFERENCE = f"{DEFAULT}-fp32"
SETTING = "HEMEROTECA_ENCODER"


@cache
def load_default() -> BundledEncoder:
    """Return the bundled encoder in int8, unpacked into the user's cache on first use.

    :raises EncoderError: the weights are missing or damaged, or the cache cannot be written.
    """
    return BundledEncoder(unpacked.int8_folder())


@cache
def load_reference() -> SentenceTransformerEncoder:
    """Return the same weights in fp32 through plain sentence-transformers: the yardstick.

    :raises EncoderError: the weights are missing or damaged, or the cache cannot be written.
    """
    from sentence_transformers import SentenceTransformer

    folder = unpacked.reference_folder()
    model = SentenceTransformer(
        str(folder),
        device="cpu",
        local_files_only=True,
        model_kwargs={"add_pooling_layer": False},
    )
    fingerprint = f"{REFERENCE}-{weights.SHA256[:12]}-{unpacked.REFERENCE_FORMAT}"
    return SentenceTransformerEncoder(model, REFERENCE, fingerprint, E5_SCALE)


def load(name: str | None = None) -> Encoder:
    """Return the encoder of that name or folder.

    :param name: a sentence-transformers model in a local folder or in the local hub
        cache; ``None`` takes ``$HEMEROTECA_ENCODER``, else the bundled one.
    :raises InputError: there is no such model on this machine.
    """
    name = name or os.environ.get(SETTING) or DEFAULT
    if name == DEFAULT:
        return load_default()
    return load_reference() if name == REFERENCE else _load_other(name)


@cache
def _load_other(name: str) -> SentenceTransformerEncoder:
    from sentence_transformers import SentenceTransformer

    try:
        model = SentenceTransformer(name, device="cpu", local_files_only=True)
    except Exception as error:  # the loaders below raise a dozen unrelated types
        raise InputError(
            f"No se encuentra el codificador «{name}» en esta máquina ({_first_line(error)}). "
            f"Indique la carpeta de un modelo de sentence-transformers, o «{DEFAULT}»."
        ) from error
    return SentenceTransformerEncoder(model, name)


def _first_line(error: Exception) -> str:
    lines = str(error).strip().splitlines()
    return lines[0][:160] if lines else type(error).__name__
