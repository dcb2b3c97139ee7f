"""JSON Lines: a bad line costs only itself."""

from __future__ import annotations

import json
import time
from pathlib import Path

import pytest

from rag.documents.formats.jsonl import JsonLinesFormat
from rag.documents.types import Article, FileContents, LoadError, SourceFile

PATH = Path("notas.jsonl")


def read(data: bytes) -> FileContents:
    """The contents of a .jsonl file."""
    return JsonLinesFormat().read(SourceFile(data, PATH))


def load(*lines: str) -> FileContents:
    return read("\n".join(lines).encode())


def test_each_line_is_an_article_with_its_metadata_and_number() -> None:
    record = {
        "text": "Hola.\r\nAdiós.",
        "title": "Sube\nel aceite",
        "date": "14/08/2025",
        "source": "EFE",
        "author": ["Ana", "Luis"],
    }
    spanish = {"Texto": "Uno\u2028dos", "título": "Otro", "fecha": "2025-02-31", "medio": "AP"}
    loaded = load(json.dumps(record), "", json.dumps(spanish))
    assert loaded.articles == (
        Article("Hola.\nAdiós.", "Sube el aceite", "2025-08-14", "EFE", "Ana, Luis", 1),
        Article("Uno\ndos", "Otro", None, "AP", "", 3),
    )
    assert [failure.line for failure in loaded.failures] == [3]
    assert loaded.problems == ["Línea 3: fecha no entendida: «2025-02-31»"]


def test_marks_and_entities_for_browsers_are_made_text() -> None:
    record = {
        "title": "Se retoma la v&iacute;a",
        "publish_date": "2024-01-08T00:00:00",
        "sitename": "El Faro",
        "source": "https://elfaro.test/n/1",
        "content": "<p>El puente se abri&oacute;.</p><p>Cost&oacute; 3 &lt; 4<br/>millones.</p>",
    }
    text = "El puente se abrió.\n\nCostó 3 < 4 millones."
    expected = Article(text, "Se retoma la vía", "2024-01-08", "El Faro", entry=1)
    assert load(json.dumps(record)).articles == (expected,)


def test_endless_dates_that_are_not_understood_are_counted() -> None:
    loaded = load(*['{"text": "Hola.", "date": "ayer"}'] * 150)
    assert len(loaded.articles) == 150
    assert len(loaded.failures) == 101
    assert loaded.problems[-1] == "y otras 50 fechas no entendidas"


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("{roto", "no es JSON válido"),
        ("hola", "no es JSON válido"),
        ("[1, 2]", "no es un objeto"),
        ('"hola"', "no es un objeto"),
        ('{"title": "x"}', "le falta la clave «text» (tiene: 'title')"),
        ("{}", "tiene: ninguna"),
        ('{"text": 5}', "«text» no es una cadena"),
        ('{"text": null}', "le falta la clave «text»"),
        ('{"text": " . "}', "«text» está vacío"),
        ("[" * 100_000, "demasiados niveles"),
        ("9" * 5_000, "no es JSON válido"),
        ("{\x0b\x0c\u2028roto", "«{ roto»"),
    ],
)
def test_a_bad_line_is_reported_with_its_number_and_the_others_go_on(
    line: str, reason: str
) -> None:
    good = '{"text": "Hola."}'
    loaded = load(good, line, good)
    assert [a.entry for a in loaded.articles] == [1, 3]
    (failure,) = loaded.failures
    assert failure.line == 2
    assert reason in failure.reason
    assert len(failure.reason) < 200


def test_control_characters_and_halves_of_pairs_do_not_reach_the_text() -> None:
    loaded = load('{"text": "a\\u0000b\\ud800c\td"}')
    assert loaded.articles[0].text == "abc\td"


def test_windows_line_ends_and_a_byte_order_mark_are_fine() -> None:
    data = '\ufeff{"text": "Año uno"}\r\n{"text": "Año dos"}\r\n'.encode()
    assert [a.text for a in read(data).articles] == ["Año uno", "Año dos"]
    assert read('{"text": "Año"}'.encode("latin-1")).articles[0].text == "Año"


def test_a_file_without_an_article_is_an_error_that_shows_how_a_line_looks() -> None:
    with pytest.raises(LoadError, match=r'ninguna línea es un artículo; la 1 .*\{"text"'):
        load("hola", "adiós")


@pytest.mark.parametrize(
    "data", ['[\n{"text": "a"},\n{"text": "b"},\n]', '{\n "text": "a"\n}', '[{"text": "a"}]']
)
def test_ordinary_json_is_named_as_such(data: str) -> None:
    with pytest.raises(LoadError, match="JSON corriente"):
        load(data)


def test_endless_failures_are_counted_not_listed() -> None:
    loaded = load('{"text": "Hola."}', *["x"] * 500)
    assert len(loaded.failures) == 101
    assert loaded.failures[-1].line is None
    assert "400" in loaded.failures[-1].reason


def test_a_large_file_of_something_else_is_given_up() -> None:
    begin = time.process_time()
    with pytest.raises(LoadError):
        load(*["x"] * 2_000_000)
    assert time.process_time() - begin < 5
