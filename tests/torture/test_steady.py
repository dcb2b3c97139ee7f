"""The growth of memory: a line through the later half, and the chat over some questions."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from rag import Archive, sample
from tests.torture.load import running
from tests.torture.steady import growth, series


def test_growth_is_the_slope_of_the_later_half() -> None:
    warming = [(0, 100.0), (500, 600.0), (1000, 700.0)]
    assert growth([*warming, *((n, 700.0) for n in range(1500, 4001, 500))]) == pytest.approx(0)
    rising = [(n, 700 + n / 100) for n in range(1500, 4001, 500)]
    assert growth([*warming, *rising]) == pytest.approx(10)


@pytest.mark.torture
def test_a_thousand_questions_leave_the_chat_as_large_as_it_was(tmp_path: Path) -> None:
    archive = Archive.open(tmp_path)
    archive.add(sample.NOTES)
    archive.close()
    with running(tmp_path) as (url, process):
        seen, failed = asyncio.run(series(url, process, 1000, users=2, every=50))
    assert not failed
    # MB a thousand questions: 10,000 in one run grew by 4.6, at most by 11 over any thousand.
    assert growth(seen) < 20
