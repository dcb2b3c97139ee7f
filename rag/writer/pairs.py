"""A statement and a passage as the tokens that the verifier sees at once.

The form is the reader's, ``<s> statement </s></s> passage </s>``: the lower layers of the encoder
look from one to the other, though they were never taught to.
"""

from __future__ import annotations

from typing import Final

from index.encoders.e5.runtime import Runtime
from index.encoders.e5.tokenizer import BOS_ID, EOS_ID
from rag.reader.windows import tokens

LONGEST_STATEMENT: Final = 80
"""Tokens; a sentence of 50 words. The end of a longer one is not seen, and it is looked at by the
rules alone there."""

LONGEST: Final = 320
"""Tokens of both; the passages that were learned from have 60 to 280."""


def pair(runtime: Runtime, statement: str, passage: str) -> tuple[list[int], int]:
    """Token ids with their marks, and how many stand before the passage."""
    tokenizer = runtime.tokenizer_for(statement, passage)
    said = tokens(tokenizer, statement).ids[:LONGEST_STATEMENT]
    before = [BOS_ID, *said, EOS_ID, EOS_ID]
    there = tokens(tokenizer, passage).ids[: LONGEST - len(before) - 1]
    return [*before, *there, EOS_ID], len(before)
