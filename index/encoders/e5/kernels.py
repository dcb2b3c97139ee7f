"""Knows whether this processor adds the products of small integers without loss.

The graphs multiply activations of 0 to 255 by weights of -127 to 127. Processors with the VNNI
instructions add the products in 32 bits. On other x86-64 processors ONNX Runtime adds them in
pairs of 16 bits first and cuts off what exceeds 32,767, unless the weights are unsigned: then it
takes another kernel, which loses nothing. For those processors the graphs are written with
unsigned weights (:func:`index.encoders.e5.optimized.tune`): the same numbers, in 1.18 times the
processor time (reader, 100 windows) and 1.17 times (encoder, 60 paragraphs).

With what was cut off, the encoder's vectors had a mean cosine of .9995 with those made without
loss (.9989 at worst), and the reader's judgement "answerable" was .10 off in the mean, .30 or more
in one window of twenty. All that is fitted and reported (``docs/reader.md``) is without loss.
"""

from __future__ import annotations

import platform
from functools import cache
from pathlib import Path
from typing import Final

_PROCESSOR: Final = Path("/proc/cpuinfo")
_LOSSLESS: Final = frozenset({"avx512_vnni", "avx_vnni"})
_X86: Final = frozenset({"x86_64", "amd64"})
"""What has the kernels that lose something; those for ARM do not."""


@cache
def lossless() -> bool:
    """Tell whether sums of products with signed weights come out whole on this processor.

    Where a system does not tell what its processor can, it is taken for one that loses: the
    graphs are right there too, only slower than need be.
    """
    if platform.machine().lower() not in _X86:
        return True
    try:
        lines = _PROCESSOR.read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return False
    flags = next((line for line in lines if line.startswith("flags")), "")
    return not _LOSSLESS.isdisjoint(flags.split())


def suffix() -> str:
    """What the name of a cached graph ends in, so that a cache carried to another machine is not
    used there by mistake."""
    return "" if lossless() else "-unsigned"
