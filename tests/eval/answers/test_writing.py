"""What a model wrote is counted as it was written and as it is shown."""

from __future__ import annotations

from pathlib import Path

import pytest
from rich.console import Console

from eval.answers import writing
from eval.answers.writing import Asked, figures, labels, run
from eval.cli import main
from eval.datasets import clusters
from eval.reports.writing_console import show_writing
from rag.answers.extractive import ExtractiveAnswerer
from rag.archive import Archive
from rag.errors import WriterError
from rag.writer.answerer import WriterAnswerer
from rag.writer.client import Messages
from rag.writer.coverage import CoverageVerifier
from tests.rag.chat import examples
from tests.rag.fakes_rag import open_archive
from tests.rag.writer.scripted import Scripted, number_of


def mixed(messages: Messages) -> str:
    """A good sentence, one with a wrong mark, one with a wrong figure, and the first again."""
    here = number_of(messages, "120 bomberos")
    there = number_of(messages, "150 bomberos")
    return (
        f"La Diputación envió 120 bomberos a la sierra de Urdaz [{here}]. "
        f"La Diputación envió 150 bomberos a la sierra de Urdaz [{here}]. "
        f"La Diputación envió 999 bomberos [{there}]. "
        f"La Diputación envió 120 bomberos a la sierra de Urdaz [{here}]. "
    )


@pytest.fixture
def measured(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> dict[str, object]:
    opened = examples.archive(tmp_path)
    base = opened.answerer
    assert isinstance(base, ExtractiveAnswerer)
    asked = [
        Asked(examples.FIRE, ("120", "150")),
        Asked("¿Quién inventó el telégrafo?", ("Morse",)),
    ]
    monkeypatch.setattr(writing, "questions", lambda *_: (asked, []))
    monkeypatch.setattr(Archive, "add", lambda *_: None)
    monkeypatch.setattr(writing, "ParagraphLocator", lambda *_: None)
    monkeypatch.setattr(Archive, "close", lambda _: None)

    def again(_: Path, used: WriterAnswerer) -> Archive:
        opened.answerer = used
        return opened

    writer = WriterAnswerer(Scripted(mixed), CoverageVerifier(), base)
    answers = run(writer, (), tmp_path / "x", open_archive=again)
    return figures("guion", answers)


def test_sentences_and_marks_are_counted_before_and_after(measured: dict[str, object]) -> None:
    assert {key: measured[key] for key in list(labels())[:9]} == {
        "questions": 2,
        "declined": 1,
        "failed": 0,
        "sentences": 4,
        "shown": 2,
        "recall_before": 0.5,
        "precision_before": 0.5,
        "recited": 1,
        "nothing_left": 0,
    }
    assert measured["right"] == 1.0
    assert measured["dropped"] == {"la cifra … no está en los pasajes": 1}


def test_the_table_names_every_figure(measured: dict[str, object]) -> None:
    out = Console(record=True, width=120)
    show_writing(out, measured)
    text = out.export_text()
    assert all(label[:30] in text for label in labels().values())


def test_a_server_that_fails_is_counted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def away(_: Messages) -> str:
        raise WriterError("No hay ningún modelo.")

    opened = examples.archive(tmp_path)
    monkeypatch.setattr(
        writing, "questions", lambda *_: ([Asked(examples.FIRE, ("120", "150"))], [])
    )
    monkeypatch.setattr(Archive, "add", lambda *_: None)
    monkeypatch.setattr(writing, "ParagraphLocator", lambda *_: None)
    base = opened.answerer

    def again(place: Path, used: WriterAnswerer) -> Archive:
        if place.name == "prensa":
            return open_archive(tmp_path / "vacio")
        opened.answerer = used
        return opened

    writer = WriterAnswerer(Scripted(away), CoverageVerifier(), base)
    result = figures("guion", run(writer, (), tmp_path / "x", open_archive=again))
    assert (result["failed"], result["sentences"], result["right"]) == (1, 0, None)


def test_what_is_kept_is_not_asked_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    opened = examples.archive(tmp_path)
    base = opened.answerer
    first, second = Asked(examples.FIRE, ("120", "150")), Asked("¿Quién ideó el fax?", ("Bain",))
    monkeypatch.setattr(Archive, "add", lambda *_: None)
    monkeypatch.setattr(Archive, "close", lambda _: None)

    def again(_: Path, used: WriterAnswerer) -> Archive:
        opened.answerer = used
        return opened

    model, rows = Scripted(mixed), tmp_path / "filas.jsonl"
    writer = WriterAnswerer(model, CoverageVerifier(), base)
    runs = []
    for asked in ([first], [first, second]):
        monkeypatch.setattr(writing, "questions", lambda *_, asked=asked: (asked, []))
        runs.append(run(writer, (), tmp_path / "x", open_archive=again, rows=rows))
    assert len(model.asked) == 1
    assert [len(each) for each in runs] == [1, 2]
    assert runs[1][0] == runs[0][0]
    assert writing.kept(rows) == runs[1]
    # Two runs side by side leave a question twice: it counts once, as it was answered last.
    rows.write_text(2 * rows.read_text(encoding="utf-8"), encoding="utf-8")
    assert writing.kept(rows) == runs[1]
    # What was kept is counted without a server.
    assert main(["writer", "--rows", str(rows)]) == 0
    assert "frases mostradas" in capsys.readouterr().out


def test_half_of_the_questions_come_from_each_set_and_all_have_an_answer() -> None:
    own, press = writing.questions(clusters.load())
    assert len(own) == len(press) == writing.QUESTIONS // 2
    assert list(map(len, writing.questions(clusters.load(), 8))) == [4, 4]
    assert all(each.answers for each in (*own, *press))


def test_without_a_server_it_is_said(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["writer"]) == 2
    assert "--writer URL" in capsys.readouterr().err
