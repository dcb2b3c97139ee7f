"""Exact searches of visitors: shown, counted, and written as files."""

from __future__ import annotations

import base64
import csv
import io
import json

import pytest

from rag import Archive
from rag.chat.actions import exact
from rag.chat.actions.exact import ExactActions, Kind
from rag.chat.actions.limits import Limits
from rag.chat.wording.languages import WORDS

SPANISH = WORDS["es"]


def count(archive: Archive, query: str) -> int:
    return archive.find(query).total


def test_passages_are_shown_with_their_words_marked_and_counted(archive: Archive) -> None:
    html = ExactActions(archive).search('"bomberos"', "date", Limits(), SPANISH)
    total = count(archive, '"bomberos"')
    assert total
    assert f">{total} pasajes en " in html
    assert html.count("<mark>bomberos</mark>") >= min(total, 10)
    assert html.count('class="source"') == min(total, 10)
    assert 'class="scores"' not in html


def test_more_are_shown_until_all_are(archive: Archive) -> None:
    archive.add_text("Puertas", "\n\n".join(f"La puerta {n} da al mar." for n in range(25)))
    actions, query = ExactActions(archive), "NO nada"
    total = count(archive, query)
    assert total > 25
    first = actions.search(query, "date", Limits(), SPANISH)
    assert 'class="more" data-shown="10"' in first
    everything = actions.search(query, "date", Limits(), SPANISH, total + 5)
    assert everything.count('class="source"') == total
    assert 'class="more"' not in everything


def test_limits_of_the_page_hold(archive: Archive) -> None:
    actions = ExactActions(archive)
    limited = actions.search("bomberos", "score", Limits(("Eco",), "2020-01-01"), SPANISH)
    assert limited.count('class="source"') == count(archive, "bomberos fuente:Eco fecha:2020..")
    assert "Ningún" in actions.search("bomberos", "date", Limits((), "", "1900-01-01"), SPANISH)


def test_a_wrong_query_is_told_and_an_empty_one_gets_help(archive: Archive) -> None:
    actions = ExactActions(archive)
    assert "carácter 10" in actions.search("bomberos Y", "date", Limits(), SPANISH)
    assert "no hay un campo" in actions.search("x:<script>", "date", Limits(), SPANISH)
    assert "1000000 caracteres" in actions.search("a" * 1_000_000, "date", Limits(), SPANISH)
    assert "<script>" not in actions.search("x:<script>", "date", Limits(), SPANISH)
    for words in WORDS.values():
        assert "incend*" in actions.search(" ", "date", Limits(), words)
    assert "escriba O" in actions.search("bomberos o sierra", "date", Limits(), SPANISH)


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_a_file_has_everything(archive: Archive, kind: Kind) -> None:
    actions, total = ExactActions(archive), count(archive, "NO nada")
    file, message = actions.save(kind, "NO nada", "date", Limits(), SPANISH)
    fields = json.loads(file)
    data = base64.b64decode(fields["data"])
    assert fields["name"].endswith(f".{kind}")
    assert message == f"{total} pasajes guardados en «{fields['name']}»."
    if kind == "csv":
        rows = list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))
        assert len(rows) == total + 1
    else:
        assert data.startswith(b"PK")


def test_what_cannot_be_saved_is_told(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    actions = ExactActions(archive)
    assert actions.save("csv", "(", "date", Limits(), SPANISH)[0] == ""
    assert "vacía" in actions.save("csv", "", "date", Limits(), SPANISH)[1]
    monkeypatch.setattr(exact, "SAVED", 2)
    file, message = actions.save("csv", "NO nada", "date", Limits(), SPANISH)
    assert file == ""
    assert "guarda hasta 2" in message
