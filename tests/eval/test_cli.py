"""The command line: what goes where, the exit status, and never a traceback."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from eval import arguments, cli
from index.errors import EncoderError, InputError
from tests.eval.fakes import FakeEncoder


@pytest.fixture
def squad(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """A set of three questions, and a command line that needs no weights and no home."""
    monkeypatch.setattr(cli.loading, "load_default", FakeEncoder)
    monkeypatch.setattr(cli, "default_folder", lambda: tmp_path / "cache")
    contexts = ("El puente se abrió en 1998.", "La presa se llenó en 2004.")
    paragraphs = [
        {
            "context": context,
            "qas": [
                {
                    "id": f"q{n}",
                    "question": f"¿Cuándo? {context}",
                    "answers": [{"text": context[-5:-1], "answer_start": len(context) - 5}],
                }
            ],
        }
        for n, context in enumerate(contexts)
    ]
    paragraphs[0]["qas"].append(
        {"id": "q9", "question": "¿Quién?", "answers": [], "is_impossible": True}
    )
    path = tmp_path / "conjunto.json"
    document = {"version": "v2.0", "data": [{"title": "Obras", "paragraphs": paragraphs}]}
    path.write_text(json.dumps(document), encoding="utf-8")
    return str(path)


def test_retrieval_shows_a_table_and_writes_json_and_report(
    squad: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    figures, folder = tmp_path / "cifras.json", tmp_path / "informe"
    status = cli.main(
        ["retrieval", "--dataset", squad, "--json", str(figures), "--report", str(folder)]
    )
    shown = capsys.readouterr()
    assert status == 0
    assert shown.err == ""
    assert "2 preguntas sobre 2 pasajes" in shown.out
    written = json.loads(figures.read_text(encoding="utf-8"))
    assert list(written["systems"]) == ["hybrid", "dense", "bm25", "rrf", "card", "card-terms"]
    assert "La búsqueda" in (folder / "retrieval.html").read_text(encoding="utf-8")


def test_json_to_standard_output_is_alone_there(
    squad: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(["answers", "--dataset", squad, "--json", "-"]) == 0
    shown = capsys.readouterr()
    figures = json.loads(shown.out)
    assert (figures["questions"], figures["answerable"], figures["source"]) == (3, 2, "retrieved")
    assert "coincidencia exacta" in shown.err


def test_the_gold_paragraph_is_read_alone(squad: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["answers", "--gold-paragraph", "--dataset", squad, "--json", "-"]) == 0
    figures = json.loads(capsys.readouterr().out)
    assert (figures["source"], figures["questions"]) == ("gold", 3)
    assert figures["citation_precision"] is None
    # The answer stands in the one sentence that can be read.
    assert figures["f1"] > 0.0


def test_without_a_command_both_are_measured(
    squad: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(["--dataset", squad, "--json", "-", "--systems", "bm25"]) == 0
    figures = json.loads(capsys.readouterr().out)
    assert figures.keys() == {"retrieval", "answers"}
    assert list(figures["retrieval"]["systems"]) == ["bm25"]


def test_a_limit_and_further_passages(
    squad: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    other = tmp_path / "otro.json"
    other.write_text(
        json.dumps({"data": [{"paragraphs": [{"context": "Otro.", "qas": []}]}]}),
        encoding="utf-8",
    )
    command = ["retrieval", "--dataset", squad, "--limit", "1", "--passages", str(other)]
    assert cli.main([*command, "--json", "-"]) == 0
    figures = json.loads(capsys.readouterr().out)
    assert (figures["questions"], figures["passages"]) == (1, 3)


@pytest.mark.parametrize(
    ("command", "expected"),
    [
        (["--nada"], "no se conoce --nada"),
        (["buscar"], "ORDEN no puede ser 'buscar'; use 'all', 'retrieval'"),
        (["retrieval", "--dataset"], "falta el valor de --dataset"),
        (["retrieval", "--split", "x"], "--split no puede ser 'x'; use 'report'"),
        (["retrieval", "--no-cache=1"], "--no-cache no lleva valor, y se le da '1'"),
        (["answers", "--limit", "0"], "«0» no es un número entero mayor que 0"),
        (["export-feedback"], "falta --archive, --out"),
    ],
)
def test_wrong_arguments_are_told_in_spanish(
    command: list[str], expected: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(command) == 2
    shown = capsys.readouterr()
    assert shown.out == ""
    assert expected in shown.err
    assert "Traceback" not in shown.err


def test_input_that_cannot_be_used_is_told(
    squad: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for command, expected in (
        (["retrieval", "--dataset", str(tmp_path / "nada")], "No existe el conjunto"),
        (["retrieval", "--dataset", squad, "--systems", "x"], "No existe el sistema «x»"),
        (["retrieval", "--passages", squad], "Solo se pueden añadir pasajes"),
        (["retrieval", "--dataset", squad, "--json", str(tmp_path)], "No se puede escribir"),
        (["export-feedback", "--archive", str(tmp_path / "no"), "--out", "x"], "ningún archivo"),
    ):
        assert cli.main(command) == 2
        assert expected in capsys.readouterr().err


@pytest.mark.parametrize(
    ("error", "status"),
    [
        (InputError("mal"), 2),
        (EncoderError("mal"), 1),
        (KeyboardInterrupt(), 1),
        (ZeroDivisionError("mal"), 1),
    ],
)
def test_whatever_goes_wrong_is_a_sentence_and_a_status(
    error: BaseException,
    status: int,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    def fail(_options: object) -> None:
        raise error

    monkeypatch.setattr(cli, "_run", fail)
    assert cli.main(["retrieval"]) == status
    shown = capsys.readouterr()
    assert shown.out == ""
    assert len(shown.err.strip().splitlines()) == 1


def test_help_is_in_spanish(capsys: pytest.CaptureFixture[str]) -> None:
    for command in (["--help"], ["retrieval", "-h"], ["export-feedback", "--help"]):
        with pytest.raises(SystemExit) as left:
            arguments.parse(command)
        assert left.value.code == 0
        shown = capsys.readouterr().out
        assert shown.startswith("uso: python -m eval")
        assert "opciones:" in shown
        assert "show this help" not in shown


def test_an_archive_without_feedback_says_so(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    archive = tmp_path / "archivo"
    cli.Archive.open(archive, encoder=FakeEncoder()).close()
    # Opening it again asks for the encoder it was made with, by name; an empty one has none.
    status = cli.main(["export-feedback", "--archive", str(archive), "--out", str(tmp_path / "x")])
    assert status == 2
    assert "ninguna valoración" in capsys.readouterr().err
    assert not (tmp_path / "x").exists()
