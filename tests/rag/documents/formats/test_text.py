"""Plain text and Markdown."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from rag.documents.formats.text import MarkdownFormat, TextFormat
from rag.documents.types import Article, SourceFile


def test_text_is_kept_as_it_is_but_for_its_line_ends() -> None:
    data = "\ufeffUno.\r\n\r\n  Dos\tcon  espacios.\rTres\x00\x07.".encode()
    (article,) = TextFormat().read(SourceFile(data, Path("a.txt"))).articles
    assert article == Article("Uno.\n\n  Dos\tcon  espacios.\nTres.")


def test_front_matter_gives_the_metadata_and_leaves_the_text() -> None:
    data = "---\r\ntítulo: Sube el aceite\r\nfecha: 14 ago 2025\r\n---\r\n# Otro\r\nHola.".encode()
    expected = Article("# Otro\nHola.", "Sube el aceite", "2025-08-14")
    assert TextFormat().read(SourceFile(data, Path("a.txt"))).articles == (expected,)
    plain = replace(expected, text="Otro\n\nHola.")
    assert MarkdownFormat().read(SourceFile(data, Path("a.md"))).articles == (plain,)


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("# Sube el aceite\n\nHola.", "Sube el aceite"),
        ("\n\n#  **Sube** el [aceite](https://ejemplo.es) #\nHola.", "Sube el aceite"),
        ("## Sube el aceite\n\nHola.", ""),
        ("Hola.\n\n# Sube el aceite", ""),
        ("#aceite", ""),
    ],
)
def test_a_first_markdown_heading_is_the_title_and_stays_in_the_text(text: str, title: str) -> None:
    (article,) = MarkdownFormat().read(SourceFile(text.encode(), Path("a.md"))).articles
    assert article.title == title
    assert "Sube el aceite" in article.text or title == ""
    assert not set("*[") & set(article.text)
    assert TextFormat().read(SourceFile(text.encode(), Path("a.txt"))).articles[0].title == ""
