"""The process that parses what others made: bounded, replaced when it dies, never in the way."""

from __future__ import annotations

import json
import os
import time
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from rag.documents.formats import isolation, pdf
from rag.documents.formats.apart import child as module
from rag.documents.formats.apart import reader
from rag.documents.types import FileContents, LoadError, SourceFile
from tests.rag.pdf_files import pdf as pdf_file
from tests.rag.scans import png_file

PATH = Path("nota.pdf")
GOOD = pdf_file([["La cosecha de aceituna será corta."]])
ENDLESS = Path(__file__).parents[1] / "corpus" / "form-drawn-5000-times.pdf"


@pytest.fixture(autouse=True, scope="module")
def ended() -> Iterator[None]:
    """The tests share a child, which takes a second to start, but for those that end it."""
    yield
    isolation.close()


def text(data: bytes) -> str:
    return isolation.read(SourceFile(data, PATH)).articles[0].text


def child() -> int:
    process = isolation._child._process
    assert process is not None
    return process.pid


def test_one_child_reads_file_after_file() -> None:
    assert text(GOOD) == "La cosecha de aceituna será corta."
    first = child()
    assert text(GOOD) == "La cosecha de aceituna será corta."
    assert child() == first


@pytest.mark.slow
def test_a_file_without_an_end_is_stopped_and_the_next_one_is_read(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    text(GOOD)
    first = child()
    monkeypatch.setattr(isolation, "_SECONDS", 2.0)
    with pytest.raises(LoadError, match=r"«nota\.pdf»: tras 2 s no se ha acabado de leer\. Div"):
        text(ENDLESS.read_bytes())
    monkeypatch.undo()
    assert text(GOOD)
    assert child() != first


@pytest.mark.slow
def test_a_child_that_dies_of_a_file_is_an_error_about_that_file(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def deadly(header: dict[str, object]) -> str:
        return json.dumps({**header, "size": "nada"})

    with monkeypatch.context() as patch:
        patch.setattr(isolation, "json", SimpleNamespace(dumps=deadly, loads=json.loads))
        with pytest.raises(LoadError, match="el programa que lo lee no ha podido con él"):
            isolation.read(SourceFile(b"x", PATH))
    assert text(GOOD)


@pytest.mark.slow
def test_a_child_that_died_meanwhile_is_replaced() -> None:
    text(GOOD)
    process = isolation._child._process
    assert process is not None
    process.kill()
    process.wait()
    assert text(GOOD)


@pytest.mark.slow
def test_an_interruption_leaves_no_half_reply_behind(monkeypatch: pytest.MonkeyPatch) -> None:
    text(GOOD)

    def interrupted(_: object) -> object:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(module, "_pipe", interrupted)
        with pytest.raises(KeyboardInterrupt):
            text(GOOD)
    assert text(GOOD) == "La cosecha de aceituna será corta."


def test_errors_of_the_parser_come_through_as_they_are() -> None:
    with pytest.raises(LoadError, match=r"«nota\.pdf»: el PDF está dañado") as caught:
        text(b"%PDF-1.4\nnada")
    assert caught.value.path == "nota.pdf"


def test_a_name_that_is_not_utf8_survives_the_way(tmp_path: Path) -> None:
    name = Path(os.fsdecode(b"a\xf1o.pdf"))
    with pytest.raises(LoadError, match=r"«a\?o\.pdf»"):
        isolation.read(SourceFile(b"x", name))


def test_memory_and_time_are_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    assert isolation.seconds(0) == 30
    assert isolation.seconds(1_000_000) == 70
    assert isolation.seconds(50_000_000) == 200
    text(GOOD)
    limits = Path(f"/proc/{child()}/limits").read_text(encoding="ascii")
    most = limits.partition("Max address space")[2].split()[0]
    assert reader.MAX_MEMORY < int(most) < 4 * reader.MAX_MEMORY

    def greedy(_: pdf.PdfFormat, file: SourceFile) -> FileContents:
        raise MemoryError

    monkeypatch.setattr(pdf.PdfFormat, "read", greedy)
    assert reader.reply_to(SourceFile(b"", PATH)) == ({"complex": "MemoryError"}, [])


def test_what_the_child_starts_ends_with_it_and_leaves_no_file(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """A Tesseract that never ends stands for whatever the child waits for."""
    program = tmp_path / "tesseract"
    program.write_text(
        "#!/bin/sh\n[ $1 = --version ] && exec echo tesseract 5.3.0\n"
        f"[ $1 = --list-langs ] && exec echo spa\necho $$ > {tmp_path}/pid\nexec sleep 600\n"
    )
    program.chmod(0o755)
    isolation.close()
    monkeypatch.setenv("PATH", str(tmp_path), prepend=os.pathsep)
    monkeypatch.setattr(isolation, "_SECONDS", 1.0)
    monkeypatch.setattr(isolation.engine, "PAGE_S", 1.0)  # here: the child has its own
    monkeypatch.setattr(isolation.engine, "BESIDE_S", 1.0)
    with pytest.raises(LoadError, match="tras 1 s no se ha acabado de leer"):
        isolation.read(SourceFile(png_file("Ayer llovió en Urdaz.", ""), Path("nota.png")))
    waiting = int((tmp_path / "pid").read_text())
    with pytest.raises(ProcessLookupError):
        for _ in range(50):
            os.kill(waiting, 0)
            time.sleep(0.1)
    assert not Path(isolation._child._folder).exists()


def test_a_page_that_has_been_read_gives_the_next_one_time(monkeypatch: pytest.MonkeyPatch) -> None:
    """Thirty pages of a second each are no file without an end."""
    replies = BytesIO(b'{"page": "read"}\n' * 3 + b'{"articles": []}\n')
    renewed: list[int] = []

    class Watch:
        def renew(self) -> None:
            renewed.append(1)

    watch: Any = Watch()
    assert module._reply(replies, watch) == ({"articles": []}, [])
    assert len(renewed) == 4


def test_it_ends_when_nobody_needs_it() -> None:
    text(GOOD)
    process = isolation._child._process
    isolation.close()
    assert process is not None
    assert process.returncode is not None
