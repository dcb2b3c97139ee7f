"""Pages are recognised in their order, several at once, and within the time of a file."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from rag.documents.scans import pages
from rag.documents.scans.engine import NotRecognisedError
from rag.documents.scans.recognition import Recognised
from rag.documents.scans.upright import Upright
from rag.documents.scans.words import RecognisedWord
from rag.documents.types import ReadOptions, SourceFile

BLANK = Image.new("L", (9, 9), 255)


def found(text: str, confidence: float) -> Recognised:
    words = tuple(
        RecognisedWord(word, (0, 0, 5, 5), confidence, (1, 1, 1)) for word in text.split()
    )
    return Recognised(words, Upright(BLANK, 1.0, 0.0, BLANK.size))


def test_pages_come_in_order_and_each_is_told_of(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []

    def recognise(picture: Image.Image, languages: str, seconds: float) -> Recognised:
        asked.append(languages)
        time.sleep(0.002 * (7 - picture.width % 7))
        return found("uno dos", 0.9 if picture.width % 2 else 0.6)

    monkeypatch.setattr(pages, "recognise", recognise)
    told: list[int] = []
    options = ReadOptions(ocr_lang="spa+cat")
    file = SourceFile(b"", Path("a.tif"), options, on_page=lambda: told.append(1))
    pictures = ((n, Image.new("L", (n, 5))) for n in range(1, 21))
    scans = list(pages.recognise_pages(pictures, file))
    assert [scan.page.number for scan in scans] == list(range(1, 21))
    assert len(told) == 20
    assert set(asked) == {"spa+cat"}
    assert [scan.page.quality for scan in scans[:2]] == [0.9, 0.6]
    assert scans[0].page.problem == ""
    assert scans[1].page.problem == (
        "se lee mal (60 % de seguridad por palabra); coteje lo que se cite."
    )


def test_pages_are_drawn_only_when_it_is_their_turn(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pages, "recognise", lambda *_: found("uno", 0.9))
    drawn: list[int] = []

    def pictures() -> Iterator[Any]:
        for n in range(1, 101):
            drawn.append(n)
            yield n, BLANK

    scans = pages.recognise_pages(pictures(), SourceFile(b"", Path("a.tif")))
    next(scans)
    assert len(drawn) <= pages.AT_ONCE + 1


def test_what_one_page_lacks_is_said_of_it_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    def recognise(picture: Image.Image, *_: object) -> Recognised:
        if picture.width == 2:
            raise NotRecognisedError("Tesseract no pudo con ella (estado 7).")
        return found("" if picture.width == 3 else "uno", 0.9)

    monkeypatch.setattr(pages, "recognise", recognise)
    pictures = [(n, Image.new("L", (n, 5))) for n in (1, 2, 3)]
    good, failed, empty = pages.recognise_pages(pictures, SourceFile(b"", Path("a.tif")))
    assert good.text is not None
    assert (failed.page.kind, failed.page.problem) == (
        "scanned",
        "Tesseract no pudo con ella (estado 7).",
    )
    assert (empty.page.kind, empty.text) == ("empty", None)


def test_when_the_time_is_up_what_was_read_stays(monkeypatch: pytest.MonkeyPatch) -> None:
    def recognise(*_: object) -> Recognised:
        time.sleep(0.1)
        return found("uno", 0.9)

    monkeypatch.setattr(pages, "recognise", recognise)
    pictures = [(n, BLANK) for n in range(1, 60)]
    scans = list(pages.recognise_pages(pictures, SourceFile(b"", Path("a.tif")), 0.25))
    assert scans[0].text is not None
    assert scans[-1].page.problem.startswith("se acabó el tiempo")
    assert len(scans) == 59
