"""The formats that there are keep what every format promises."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from rag.documents.formats import isolation, registry
from rag.documents.formats.jsonl import JsonLinesFormat
from rag.documents.formats.pdf import PdfFormat
from rag.documents.formats.text import MarkdownFormat, TextFormat
from rag.documents.formats.web import WebFormat
from rag.documents.formats.word import WordFormat
from rag.documents.types import Format
from tests.rag.documents.formats.conformance import FormatConformance, Write
from tests.rag.documents.formats.made_files import MADE, docx_file
from tests.rag.pdf_files import pdf


@pytest.fixture(autouse=True, scope="module")
def child_ended() -> Iterator[None]:
    """Ends the child that the tests share."""
    yield
    isolation.close()


class TestText(FormatConformance):
    """Plain text with front matter."""

    @pytest.fixture
    def format(self) -> Format:
        return TextFormat()

    @pytest.fixture
    def write(self) -> Write:
        return with_front_matter


class TestMarkdown(FormatConformance):
    """Markdown with front matter."""

    @pytest.fixture
    def format(self) -> Format:
        return MarkdownFormat()

    @pytest.fixture
    def write(self) -> Write:
        return with_front_matter


def with_front_matter(text: str, title: str) -> bytes:
    head = f"---\ntitle: {title}\n---\n" if title else ""
    return f"{head}{text}\n".encode()


class TestWeb(FormatConformance):
    """A page as a newspaper serves it."""

    @pytest.fixture
    def format(self) -> Format:
        return WebFormat()

    @pytest.fixture
    def write(self) -> Write:
        def page(text: str, title: str) -> bytes:
            head = f"<title>{title}</title>" if title else ""
            body = f"<article><p>{text}</p></article>"
            return f"<html><head>{head}</head><body>{body}</body></html>".encode()

        return page


class TestPdf(FormatConformance):
    """A PDF of one page."""

    @pytest.fixture
    def format(self) -> Format:
        return PdfFormat()

    @pytest.fixture
    def write(self) -> Write:
        return lambda text, title: pdf([[text]], title=title)


class TestWord(FormatConformance):
    """A Word document of one paragraph."""

    @pytest.fixture
    def format(self) -> Format:
        return WordFormat()

    @pytest.fixture
    def write(self) -> Write:
        return docx_file


class TestJsonLines(FormatConformance):
    """A file of one line."""

    @pytest.fixture
    def format(self) -> Format:
        return JsonLinesFormat()

    @pytest.fixture
    def write(self) -> Write:
        return lambda text, title: json.dumps({"text": text, "title": title}).encode()


class TestMade(FormatConformance):
    """The kinds of file that other libraries write."""

    @pytest.fixture(params=MADE)
    def suffix(self, request: pytest.FixtureRequest) -> str:
        return str(request.param)

    @pytest.fixture
    def format(self, suffix: str) -> Format:
        return registry.format_of(Path(f"a{suffix}"))

    @pytest.fixture
    def write(self, suffix: str) -> Write:
        return MADE[suffix]

    @pytest.fixture
    def titled(self, suffix: str) -> bool:
        return suffix not in (".srt", ".xml")


def test_every_format_of_the_registry_is_put_through_the_conformance_tests() -> None:
    tested = {TextFormat, MarkdownFormat, WebFormat, PdfFormat, WordFormat, JsonLinesFormat}
    tested |= {type(registry.format_of(Path(f"a{suffix}"))) for suffix in MADE}
    assert {type(format) for format in registry.FORMATS} == tested


def test_no_suffix_belongs_to_two_formats() -> None:
    suffixes = [suffix for format in registry.FORMATS for suffix in format.suffixes]
    assert len(suffixes) == len(set(suffixes))
    assert frozenset(suffixes) == registry.SUFFIXES
