"""Tesseract is asked within bounds, and where it is missing the remedy is named."""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path

import pytest
from PIL import Image

from rag.documents.scans import engine
from rag.documents.scans.engine import NotRecognisedError, OutOfTimeError, lacking, words_table
from tests.rag.scans import scanned, typeset

(PAGE,) = scanned(typeset(["Ayer llovió en Urdaz."])[0])


def program(folder: Path, text: str) -> None:
    """A Tesseract that is a script of the shell."""
    path = folder / "tesseract"
    path.write_text(f"#!/bin/sh\n{text}\n")
    path.chmod(0o755)


def test_the_spanish_of_this_machine_lacks_nothing() -> None:
    assert lacking("spa") == ""


def test_without_tesseract_the_command_that_installs_it_is_named(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    for platform, command in (
        ("linux", "sudo apt install tesseract-ocr tesseract-ocr-spa"),
        ("darwin", "brew install tesseract tesseract-lang"),
        ("win32", "winget install UB-Mannheim.TesseractOCR"),
    ):
        with monkeypatch.context() as patch:
            patch.setattr(engine.sys, "platform", platform)
            assert lacking("spa").startswith("No hay Tesseract en esta máquina. Instálelo: ")
            assert command in lacking("spa")


def test_a_language_that_is_missing_is_named() -> None:
    said = lacking("spa+kur_ara")
    assert said.startswith("A Tesseract le falta el idioma «kur_ara». Instálelo: ")
    if sys.platform == "linux":
        assert said.endswith("sudo apt install tesseract-ocr tesseract-ocr-kur-ara")


def test_words_come_as_a_table_and_no_file_is_left(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    table = words_table(PAGE, "spa", 600)
    assert "\tllovió\n" in table
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(sys.platform == "win32", reason="a shell script stands for Tesseract")
def test_a_page_that_takes_too_long_is_given_up(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    program(tmp_path, '[ "$1" = --version ] && echo tesseract 5.3.0 || exec sleep 60')
    monkeypatch.setenv("PATH", str(tmp_path), prepend=os.pathsep)
    monkeypatch.setenv(engine.TIME_VARIABLE, "40")
    with pytest.raises(OutOfTimeError) as raised:
        words_table(Image.new("L", (50, 50), 255), "spa", 0.6)
    assert str(raised.value) == (
        "a Tesseract se le acabó el tiempo (1 s). Repita con menos carga en la máquina, o dé más "
        "segundos a cada página: HEMEROTECA_OCR_TIMEOUT=80."
    )


@pytest.mark.skipif(sys.platform == "win32", reason="a shell script stands for Tesseract")
def test_a_page_that_takes_too_much_of_the_processor_is_told_as_such(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    program(tmp_path, '[ "$1" = --version ] && echo tesseract 5.3.0 || kill -XCPU $$')
    monkeypatch.setenv("PATH", str(tmp_path), prepend=os.pathsep)
    with pytest.raises(OutOfTimeError, match="se le acabó el tiempo"):
        words_table(Image.new("L", (50, 50), 255), "spa", 60)


@pytest.mark.parametrize(
    ("value", "seconds"), [("", 600), ("90", 90), ("1200.5", 1200.5), ("0", 600), ("mucho", 600)]
)
def test_the_time_of_a_page_is_what_is_set(
    monkeypatch: pytest.MonkeyPatch, value: str, seconds: float
) -> None:
    monkeypatch.setenv(engine.TIME_VARIABLE, value)
    assert engine.page_seconds() == seconds


def test_a_file_has_the_time_that_is_set_for_each_of_its_pages(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    allowed, patience = engine.with_pages(30, 150)
    assert (allowed, patience > 600) == (30, True)
    assert engine.with_pages(200, 1000) == (200, 1000)
    monkeypatch.setenv(engine.TIME_VARIABLE, "2000")
    allowed, patience = engine.with_pages(30, 150)
    assert allowed == 400, "of the processor, that Tesseract is not ended by it first"
    assert patience > 2000


@pytest.mark.parametrize("value", ["0", "-3", "mucho", "1e9", "nan"])
def test_a_time_that_is_none_is_refused_with_what_to_write(
    monkeypatch: pytest.MonkeyPatch, value: str
) -> None:
    monkeypatch.setenv(engine.TIME_VARIABLE, value)
    assert lacking("spa") == (
        f"HEMEROTECA_OCR_TIMEOUT vale «{value}»: ponga los segundos que tiene cada página, de 1 a "
        "36000, o quítela."
    )


@pytest.mark.skipif(sys.platform == "win32", reason="a shell script stands for Tesseract")
def test_a_tesseract_that_dies_costs_only_its_page(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    program(tmp_path, '[ "$1" = --version ] && echo tesseract 5.3.0 || exit 7')
    monkeypatch.setenv("PATH", str(tmp_path), prepend=os.pathsep)
    with pytest.raises(NotRecognisedError, match=r"no pudo con ella \(estado 7\)"):
        words_table(Image.new("L", (50, 50), 255), "spa", 60)
