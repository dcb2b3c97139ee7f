"""What an encoder is: texts in, unit vectors out.

Whatever keeps these promises can stand behind an archive; the suite that says whether it does
is ``tests/index/encoders/conformance.py``.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Protocol, runtime_checkable

import numpy as np
from numpy.typing import NDArray

from index.encoders.cosine_scale import CosineScale
from index.types import Mention

Progress = Callable[[int, int], None]
"""Called with (texts done, texts in all)."""


class Encoder(Protocol):
    """What the index asks of an encoder; instances may be shared between threads."""

    @property
    def name(self) -> str:
        """What the user calls it."""

    @property
    def fingerprint(self) -> str:
        """Changes whenever the same text would get another vector."""

    @property
    def dimension(self) -> int:
        """Length of a vector."""

    @property
    def max_tokens(self) -> int:
        """Longest passage in tokens, prefix and marks included; longer ones are cut."""

    @property
    def cosine_scale(self) -> CosineScale:
        """Where this encoder's cosines lie, for fusion."""

    def count_tokens(self, text: str) -> int:
        """Count the tokens that the passage takes of :attr:`max_tokens`."""

    def encode_passages(
        self, texts: Sequence[str], progress: Progress | None = None
    ) -> NDArray[np.float32]:
        """Return the vectors, of shape (n, dimension), unit length, in the order of ``texts``."""

    def encode_queries(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Return the vectors, of shape (n, dimension), unit length, in the order of ``texts``."""


@runtime_checkable
class NamingEncoder(Encoder, Protocol):
    """An encoder that recognises who and what a text names while it makes its vector."""

    @property
    def recogniser(self) -> str:
        """Which version recognises them; changes when other names may be found."""

    def encode_and_name(
        self, texts: Sequence[str], begins: Sequence[int], progress: Progress | None = None
    ) -> tuple[NDArray[np.float32], list[list[Mention]]]:
        """Return the vectors as :meth:`encode_passages` does, and the names in each text.

        :param begins: where in each text the passage begins; the title before it is only read.
        """
