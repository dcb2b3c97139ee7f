"""Chronologies made for a visitor."""

from __future__ import annotations

import base64
import json
from pathlib import Path

import pytest

from rag.chat.actions.desk import timelines
from rag.chat.actions.desk.timelines import TimelineActions
from rag.chat.actions.limits import Limits
from rag.chat.wording.languages import WORDS
from tests.rag.chat.examples import archive

SPANISH = WORDS["es"]


def test_a_chronology_is_shown_and_handed_out(tmp_path: Path) -> None:
    actions = TimelineActions(archive(tmp_path))
    html, made = actions.make("bomberos de la sierra de Urdaz", Limits(), SPANISH)
    assert made is not None
    assert html.count("<li") == len(made.entries) == 2
    begins = {"html": b"<!doctype html>", "csv": b"\xef\xbb\xbfdate,"}
    for kind in timelines.KINDS:
        file, message = timelines.save(kind, made, SPANISH)
        saved = json.loads(file)
        assert base64.b64decode(saved["data"]).startswith(begins[kind])
        assert saved["name"] in message
    _, limited = actions.make("bomberos de Urdaz", Limits(("Eco",)), SPANISH)
    assert limited is not None and {entry.source for entry in limited.entries} == {"Eco"}


@pytest.mark.parametrize("subject", ["", "¿?", "<script>x</script>", "x" * 5_000])
def test_whatever_is_typed_gets_an_answer_in_words(tmp_path: Path, subject: str) -> None:
    html, made = TimelineActions(archive(tmp_path)).make(subject, Limits(), SPANISH)
    assert made is None
    assert html and "<script" not in html
    assert timelines.save("csv", None, SPANISH)[0] == ""
    html, _ = TimelineActions(archive(tmp_path / "b")).make("x", Limits(since="ayer"), SPANISH)
    assert "La fecha «ayer» no se entiende" in html
