"""References written, and read back by the libraries that other programs use."""

from __future__ import annotations

import json
import re
from datetime import date
from typing import Any

import pybtex.database
import pytest
import rispy
from hypothesis import example, given
from hypothesis import strategies as st

from index import Document
from index.errors import InputError
from index.types import PrintedLine
from rag.bibliography import bibtex, csl, ris
from rag.bibliography.formats import FORMATS, format_named
from rag.bibliography.references import Person, Reference, one_line, people, reference_of

FIRE = Reference(
    "109835041a33",
    "Lombrada, apagado: «un detenido» y dos cuentas",
    "Crónica del Alcedo",
    date(2025, 8, 25),
    (Person("Ana Pérez Gómez"), Person("Sáez", "Íñigo")),
    "https://cronica.example/a?b=1&c=%20_~",
    (3, 5),
)
BARE = Reference("abc", "Sin fecha ni medio", "", None)

HOSTILE = [
    "ER  - \nTY  - JOUR", "a\r\nTI  - b", "}}, note = {x", "{", "}", "\\input{x}",
    "50 % de $x_1^2$ & #3 ~", "guiones -- y --- largos", "``comillas'' `y' \"más\"",
    "@article{x,", "a and b", "¿?` ¡!`", "\ud800 \x07 \u2028",
]  # fmt: skip
TEXTS = st.text(max_size=40)


def entries(text: str) -> Any:
    return pybtex.database.parse_string(text, "bibtex").entries


SIGNS = {
    r"{\textbackslash}": "\\", r"{\textbraceleft}": "{", r"{\textbraceright}": "}",
    r"{\textasciitilde}": "~", r"{\textasciicircum}": "^", r"{\textasciigrave}": "`",
    r"{\textquotedbl}": '"', r"{\textless}": "<", r"{\textgreater}": ">", "{}": "",
    r"\$": "$", r"\%": "%", r"\&": "&", r"\#": "#", r"\_": "_",
}  # fmt: skip


def printed(value: str) -> str:
    """What TeX prints of a value: its signs by name, its braces not at all."""
    return re.sub("|".join(map(re.escape, SIGNS)), lambda match: SIGNS[match.group()], value)


def test_ris_is_read_back_by_rispy() -> None:
    first, second = rispy.loads(ris.write([FIRE, BARE]))
    assert first == {
        "type_of_reference": "NEWS", "id": FIRE.id, "title": FIRE.title,
        "authors": ["Ana Pérez Gómez", "Sáez, Íñigo"], "secondary_title": FIRE.source,
        "date": "2025/08/25", "year": "2025", "start_page": "3", "end_page": "5",
        "urls": [FIRE.address], "language": "es",
    }  # fmt: skip
    assert second == {
        "type_of_reference": "NEWS",
        "id": "abc",
        "title": BARE.title,
        "language": "es",
    }
    assert ris.write([FIRE]).startswith("TY  - NEWS\n"), "no number of its own above it"


def test_bibtex_is_read_back_by_pybtex() -> None:
    read = entries(bibtex.write([FIRE, BARE]))
    assert list(read) == ["cronicadelalcedo2025-109835041a33", "articulo-abc"]
    fields = read["cronicadelalcedo2025-109835041a33"].fields
    assert fields["title"] == f"{{{FIRE.title}}}"
    assert (fields["date"], fields["year"], fields["month"]) == ("2025-08-25", "2025", "August")
    assert (fields["journal"], fields["pages"]) == (FIRE.source, "3--5")
    assert fields["url"] == FIRE.address
    names = read["cronicadelalcedo2025-109835041a33"].persons["author"]
    assert [str(name) for name in names] == ["{Ana Pérez Gómez}", "{Sáez}, {Íñigo}"]
    assert "date" not in read["articulo-abc"].fields


def test_csl_has_the_fields_of_a_newspaper_article() -> None:
    first, second = json.loads(csl.write([FIRE, BARE]))
    assert first == {
        "id": FIRE.id, "type": "article-newspaper", "title": FIRE.title, "language": "es",
        "author": [{"literal": "Ana Pérez Gómez"}, {"family": "Sáez", "given": "Íñigo"}],
        "container-title": FIRE.source, "issued": {"date-parts": [[2025, 8, 25]]},
        "page": "3-5", "URL": FIRE.address,
    }  # fmt: skip
    assert second == {
        "id": "abc",
        "type": "article-newspaper",
        "title": BARE.title,
        "language": "es",
    }


@given(TEXTS, TEXTS, TEXTS)
@example(*HOSTILE[:3])
@example(*HOSTILE[3:6])
@example(*HOSTILE[6:9])
@example(*HOSTILE[9:12])
@example(HOSTILE[12], "x", "y, z")
def test_whatever_an_article_is_called_comes_back(title: str, source: str, author: str) -> None:
    document = Document("t", (), title=title, source=source, date="2025-01-02", author=author)
    reference = reference_of(document)
    other = Reference("b", "Otro", "Otro", None)
    first, second = rispy.loads(ris.write([reference, other]))
    assert first["title"].strip() == one_line(title)
    assert first.get("secondary_title", "").strip() == one_line(source)
    assert len(first.get("authors", [])) == len(reference.authors)
    assert second["title"] == "Otro"
    read = list(entries(bibtex.write([reference, other])).values())
    assert len(read) == 2
    assert printed(read[0].fields["title"][1:-1]) == one_line(title)
    assert printed(read[0].fields.get("journal", "")) == one_line(source)
    assert len(read[0].persons.get("author", [])) == len(reference.authors)
    items = json.loads(csl.write([reference, other]))
    assert [item["title"] for item in items] == [one_line(title), "Otro"]


NAMES = {
    "Ana Pérez": ["Ana Pérez"],
    "Ana Pérez, Luis Gómez": ["Ana Pérez", "Luis Gómez"],
    "Ana Pérez y Luis Gómez": ["Ana Pérez", "Luis Gómez"],
    "Ana Pérez; Luis Gómez / EFE": ["Ana Pérez", "Luis Gómez", "EFE"],
    "Ana Pérez, Ana Pérez": ["Ana Pérez"],
    "Pérez Gómez, Ana": ["Pérez Gómez|Ana"],
    "": [],
    " , ; ": [],
}


@pytest.mark.parametrize("author", NAMES)
def test_authors_are_parted_as_they_are_written(author: str) -> None:
    found = people(author)
    assert ["|".join(filter(None, (p.family, p.given))) for p in found] == NAMES[author]


def test_the_address_of_a_page_and_the_pages_of_a_file_are_told() -> None:
    lines = tuple(
        PrintedLine(n, n + 1, page, (0.0, 0.0, 1.0, 1.0)) for n, page in enumerate((4, 6))
    )
    document = Document("ab", (), title="T", lines=lines)
    places = ["/casa/mía/a.html", "https://x.example/a b", "https://x.example/a"]
    reference = reference_of(document, places)
    assert (reference.address, reference.page_range) == ("https://x.example/a", "4-6")
    assert reference_of(document, ["/casa/a.pdf"]).address == ""


def test_an_unknown_format_is_told_with_those_there_are() -> None:
    assert list(FORMATS) == ["ris", "bibtex", "csl"]
    with pytest.raises(InputError, match="«endnote» no existe: use ris, bibtex, csl"):
        format_named("endnote")
