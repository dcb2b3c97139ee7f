"""The verifier that comes along: does a passage carry a sentence?"""

from __future__ import annotations

from rag.writer.checking import Verifier
from rag.writer.coverage import CoverageVerifier


def trained() -> Verifier:
    """The verifier that comes with the program."""
    return CoverageVerifier()
