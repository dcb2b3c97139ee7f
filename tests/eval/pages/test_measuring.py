"""The measure of reading pages: it must notice what is read wrongly."""

from __future__ import annotations

from dataclasses import replace

import pytest

from eval.pages import measuring, samples
from eval.pages.samples import Sample
from eval.pages.setting import cut_points
from index.types import PrintedLine
from rag.documents.types import Article, FileContents, PageRead


@pytest.fixture(scope="module")
def sample() -> Sample:
    return samples.newspaper(4, 2)


def told(sample: Sample, units: list[str], monkeypatch: pytest.MonkeyPatch) -> measuring.Reading:
    """What is measured of a reading that gives these texts, and the lines in printed order."""
    text, lines = "\n\n".join(units), []
    for number, piece in enumerate(sample.truth.pieces):
        lines.append(PrintedLine(number, number + 1, piece.page, piece.box))
    contents = FileContents((Article(text, lines=tuple(lines)),), pages=(PageRead(1, "text"),))
    monkeypatch.setattr(measuring, "read", lambda _: (contents, 0.1))
    return measuring.measure(sample)


def test_what_is_read_as_it_is_printed_is_right(
    sample: Sample, monkeypatch: pytest.MonkeyPatch
) -> None:
    reading = told(sample, sample.truth.units, monkeypatch)
    assert (reading.characters, reading.tau, reading.false_sentences) == (1.0, 1.0, ())
    assert reading.lost_lines == 0


def test_a_sentence_made_of_two_is_false(sample: Sample, monkeypatch: pytest.MonkeyPatch) -> None:
    first, second, *rest = sample.truth.units
    mixed = f"{second[:80]} {rest[0][:80]}"
    reading = told(sample, [first, mixed, *rest], monkeypatch)
    assert reading.false_sentences
    assert reading.characters < 1


def test_lines_read_across_are_out_of_order(
    sample: Sample, monkeypatch: pytest.MonkeyPatch
) -> None:
    pieces = sorted(sample.truth.pieces, key=lambda piece: piece.box[1])
    crossed = replace(sample, truth=replace(sample.truth, pieces=pieces))
    contents, _ = measuring.read(sample)
    monkeypatch.setattr(measuring, "read", lambda _: (contents, 0.1))
    assert measuring.measure(crossed).tau < 0.9


def test_lost_text_costs_characters(sample: Sample, monkeypatch: pytest.MonkeyPatch) -> None:
    reading = told(sample, sample.truth.units[: len(sample.truth.units) // 2], monkeypatch)
    assert reading.characters < 0.7


def test_words_are_cut_between_vowel_and_consonant() -> None:
    assert [("ayuntamiento"[:i], "ayuntamiento"[i:]) for i in cut_points("ayuntamiento")] == [
        ("ayunta", "miento")
    ]
    assert cut_points("de") == []


def test_the_same_seed_prints_the_same_pages() -> None:
    one, other = samples.mosaic(7), samples.mosaic(7)
    assert one.truth == other.truth
    assert samples.mosaic(8).truth != one.truth


def test_the_set_has_sixty_pages_and_more_of_every_kind() -> None:
    count = sum(sample.data.count(b"/Type /Page\n") for sample in samples.samples(rounds=1))
    assert 5 * count >= 60


def test_articles_are_whole_with_all_of_their_lines_and_none_of_another(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    page = samples.mosaic(0)
    contents, _ = measuring.read(page)
    monkeypatch.setattr(measuring, "read", lambda _: (contents, 0.1))
    reading = measuring.measure(page)
    assert reading.whole_articles == reading.expected_articles > 1
    first, second, *rest = contents.articles
    together = replace(first, lines=(*first.lines, *second.lines))
    contents = replace(contents, articles=(together, *rest))
    assert measuring.measure(page).whole_articles == reading.expected_articles - 2
    contents = replace(contents, articles=(replace(first, lines=first.lines[1:]), second, *rest))
    assert measuring.measure(page).whole_articles == reading.expected_articles - 1


@pytest.mark.parametrize("seed", [25, 44, 52, 53])
def test_headlines_of_narrow_columns_and_leads_part_articles(seed: int) -> None:
    reading = measuring.measure(samples.mosaic(seed))
    assert reading.whole_articles == reading.expected_articles == reading.articles
