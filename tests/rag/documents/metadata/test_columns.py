"""Columns are recognised by the names that press data use, or as they are mapped."""

from __future__ import annotations

import pytest

from index.errors import InputError
from rag.documents.metadata.columns import checked, find_column, recognise


@pytest.mark.parametrize(
    ("names", "text", "title", "date", "source"),
    [
        ("id;Titular;Medio;Fecha de publicación;Texto de la noticia", 4, 1, 3, 2),
        ("source,author,title,description,url,publishedAt,content", 6, 2, 5, 0),
        ("stories_id,publish_date,title,url,media_name,body", 5, 2, 1, 4),
        ("HD;BY;PD;SN;LP;TD", 5, 0, 2, 3),
        ("FECHA|CABECERA|CUERPO|TÍTULO|periódico", 2, 3, 0, 4),
    ],
)
def test_names_of_press_data_are_recognised(
    names: str, text: int, title: int, date: int, source: int
) -> None:
    separator = next(mark for mark in ";,|" if mark in names)
    found = recognise(names.split(separator), {})
    assert [found[name] for name in ("text", "title", "date", "source")] == [
        text,
        title,
        date,
        source,
    ]


def test_what_is_mapped_goes_before_what_names_say() -> None:
    found = recognise(["texto", "Cuerpo  largo", "titular"], {"text": "cuerpo largo"})
    assert found["text"] == 1
    assert found["title"] == 2
    assert recognise(["text", "titulo"], {"title": "text"}).get("text") is None
    assert find_column(["A", "a"], "a") == 1
    with pytest.raises(KeyError, match="nada"):
        recognise(["texto"], {"text": "nada"})


def test_fields_are_named_in_either_language_and_no_other_is_taken() -> None:
    assert checked({"texto": "c", "Título": "t", "medio": "m"}) == {
        "text": "c",
        "title": "t",
        "source": "m",
    }
    with pytest.raises(InputError, match=r"«página»; use text, title, date, source, author\."):
        checked({"página": "p"})
    with pytest.raises(InputError, match="text=COLUMNA"):
        checked({"text": " "})


def test_one_column_with_a_word_for_a_date_is_it() -> None:
    assert recognise(["titular", "cuerpo", "fecha_pub"], {})["date"] == 2
    assert "date" not in recognise(["titular", "fecha inicio", "fecha fin"], {})
    assert "date" not in recognise(["titular", "fecha uno", "fecha dos"], {})
