"""The encoders that there are, and the tests' stand-ins, keep the promises of an encoder."""

from __future__ import annotations

import pytest

from index.encoders.bundled import BundledEncoder
from index.encoders.protocol import Encoder
from index.encoders.sentence_transformer import SentenceTransformerEncoder
from tests.index.encoders.conformance import EncoderConformance
from tests.index.fakes import FakeEncoder
from tests.rag import fakes_rag


@pytest.mark.slow
class TestBundledEncoder(EncoderConformance):
    @pytest.fixture
    def encoder(self, bundled: BundledEncoder) -> Encoder:
        return bundled


@pytest.mark.slow
class TestSentenceTransformerEncoder(EncoderConformance):
    @pytest.fixture
    def encoder(self, reference: SentenceTransformerEncoder) -> Encoder:
        return reference


class TestFakeEncoder(EncoderConformance):
    @pytest.fixture
    def encoder(self) -> Encoder:
        return FakeEncoder()


class TestFakeEncoderOfRag(EncoderConformance):
    @pytest.fixture
    def encoder(self) -> Encoder:
        return fakes_rag.FakeEncoder()
