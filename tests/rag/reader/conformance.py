"""What is promised of every reader, as properties that any reader can be put through.

A subclass of :class:`ReaderPromises` says which readers are meant, and pytest runs it:

    class TestMine(ReaderPromises):
        readers = st.just(MyReader())
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from index import Hit
from rag.questions.query import Query
from rag.reader.protocol import Reader, Reading
from tests.rag.answers.conformance import hit_lists, queries


def check_readings(readings: Sequence[Reading], hits: Sequence[Hit]) -> None:
    """All that is promised of what was read in those hits."""
    passages = [reading.hit.passage for reading in readings]
    assert len(passages) == len({passage.id for passage in passages}), "at most one a passage"
    for reading in readings:
        assert reading.hit in hits
        text = reading.hit.passage.text
        (first, last), (start, end) = reading.quote, reading.value
        assert 0 <= first <= start <= end <= last <= len(text), "the value lies in its sentence"
        assert start < end or not text.strip()
        assert 0 <= reading.score <= 1


class ReaderPromises:
    """What holds of any reader, of any question and passages.

    :cvar readers: those that are put through it.
    """

    readers: ClassVar[st.SearchStrategy[Reader]]

    @given(st.data())
    @settings(
        suppress_health_check=[HealthCheck.differing_executors, HealthCheck.too_slow],
        max_examples=20,
    )
    def test_every_reading_keeps_what_is_promised(self, data: st.DataObject) -> None:
        reader, query = data.draw(self.readers), data.draw(queries)
        hits = _once(data.draw(hit_lists()))
        readings = reader.read(query, hits)
        check_readings(readings, hits)
        assert {r.hit.passage.id for r in readings} <= {
            hit.passage.id for hit in hits[: reader.depth]
        }, "no more is read than was said"
        assert reader.read(query, hits) == readings
        assert reader.read(query, hits[: reader.depth]) == readings, "what follows changes nothing"

    @given(st.data())
    @settings(suppress_health_check=[HealthCheck.differing_executors])
    def test_nothing_is_read_in_nothing(self, data: st.DataObject) -> None:
        reader = data.draw(self.readers)
        assert reader.read(Query.of("¿Quién?"), []) == []
        assert reader.depth >= 1
        assert 0 <= reader.threshold <= 1


def _once(hits: Sequence[Hit]) -> list[Hit]:
    return list({hit.passage.id: hit for hit in hits}.values())
