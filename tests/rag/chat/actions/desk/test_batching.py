"""A sheet of questions sent to the chat."""

from __future__ import annotations

import base64
import csv
import io
import json
from pathlib import Path

import pytest

from rag.chat.actions.desk import batching
from rag.chat.actions.desk.batching import BatchActions, BatchStep
from rag.chat.wording.languages import WORDS
from tests.rag.chat import examples

SPANISH = WORDS["es"]


def sent(name: str, text: str) -> list[dict[str, str]]:
    return [{"name": name, "data": base64.b64encode(text.encode()).decode()}]


def steps(folder: Path, files: object) -> list[BatchStep]:
    actions = BatchActions(examples.archive(folder))
    return list(actions.answer(files, "sesión", SPANISH))


def test_a_sheet_is_answered_and_handed_out(tmp_path: Path) -> None:
    text = f"pregunta;fuente\n{examples.FIRE};\n;Eco\n{examples.HOSTILE!r};Nadie\n"
    *earlier, last = steps(tmp_path, sent("p.csv", text))
    assert any("0 de 3" in step.html for step in earlier)
    assert not any(step.done for step in earlier)
    assert last.done and last.results is not None
    assert "120" in last.html or "150" in last.html
    assert "Fila 3: Falta la pregunta." in last.html
    assert "<script>" not in last.html
    file, message = batching.save("csv", last.results, SPANISH)
    saved = json.loads(file)
    assert saved["name"] in message and saved["name"].endswith(".csv")
    data = base64.b64decode(saved["data"])
    rows = list(csv.DictReader(io.StringIO(data.decode("utf-8-sig")), delimiter=";"))
    assert [bool(row["error"]) for row in rows] == [False, True, True]
    assert rows[0]["question"] == examples.FIRE


def test_the_chat_takes_no_more_than_it_says(tmp_path: Path) -> None:
    text = "pregunta\n" + "¿Quién?\n" * (batching.MOST + 1)
    last = steps(tmp_path, sent("p.csv", text))[-1]
    assert last.done and last.results is None
    assert "el límite es 500" in last.html


@pytest.mark.parametrize("files", [None, [], "x", [{"name": "p.csv"}], sent("p.pdf", "x")])
def test_whatever_a_page_sends_is_refused_in_words(tmp_path: Path, files: object) -> None:
    last = steps(tmp_path, files)[-1]
    assert last.done and last.results is None
    assert 'role="alert"' in last.html


def test_a_batch_can_be_stopped(tmp_path: Path) -> None:
    actions = BatchActions(examples.archive(tmp_path))
    text = "pregunta\n" + "".join(f"¿Quién es {n}?\n" for n in range(400))
    answering = actions.answer(sent("p.csv", text), "sesión", SPANISH)
    next(answering)
    next(answering)
    actions.stop("sesión")
    last = list(answering)[-1]
    assert last.done and last.results is None
    assert "Detenido" in last.html


def test_without_answers_there_is_nothing_to_save() -> None:
    assert batching.save("xlsx", None, SPANISH) == ("", SPANISH.desk.batch_nothing)
