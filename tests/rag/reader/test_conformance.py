"""The readers there are keep what is promised of every reader."""

from __future__ import annotations

import pytest
from hypothesis import strategies as st

from index import HybridIndex
from rag.reader.span_reader import SpanReader
from tests.rag.fakes_rag import COMET, MINE, RIVER, TRAIN, FakeEncoder
from tests.rag.reader.conformance import ReaderPromises
from tests.rag.sentence_reader import SentenceReader


def sentence_reader() -> SentenceReader:
    """The tests' own, with weights of terms from four passages."""
    return SentenceReader(HybridIndex.from_texts([RIVER, TRAIN, MINE, COMET], FakeEncoder()))


class TestSentenceReader(ReaderPromises):
    readers = st.builds(sentence_reader)


@pytest.mark.slow
class TestSpanReader(ReaderPromises):
    readers = st.just(SpanReader())
