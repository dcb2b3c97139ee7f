"""The command that writes articles as references."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import rispy

from tests.rag.cli.commands import Run, only_line, parsed


def ids(run: Run, notes: Path) -> dict[str, str]:
    run("add", notes)
    _, out, _ = run("list", "--json")
    return {row["title"]: row["id"] for row in parsed(out)}


def test_documents_are_cited_in_their_order_each_once(run: Run, notes: Path) -> None:
    known = ids(run, notes)
    wanted = [known["Kursk"], known["Riada"], known["Kursk"]]
    status, out, err = run("cite", *wanted)
    assert (status, err) == (0, "")
    assert [entry["title"] for entry in rispy.loads(out)] == ["Kursk", "Riada"]
    _, out, _ = run("cite", *wanted, "--format", "csl")
    assert json.loads(out)[0]["container-title"] == "La Voz"
    _, out, _ = run("cite", known["Kursk"], "--format", "bibtex", "--json")
    assert parsed(out)["text"].startswith("@article{lavoz2025-")
    assert parsed(out)["documents"] == [known["Kursk"]]


def test_references_are_written_into_a_file(run: Run, notes: Path, tmp_path: Path) -> None:
    known = ids(run, notes)
    target = tmp_path / "fuentes.ris"
    status, _, _ = run("cite", known["Kursk"], "--out", target)
    assert status == 0
    assert rispy.loads(target.read_text(encoding="utf-8"))[0]["title"] == "Kursk"


@pytest.mark.parametrize("wrong", [["nada"], ["nada", "--format", "endnote"], []])
def test_what_cannot_be_cited_exits_2(run: Run, notes: Path, wrong: list[str]) -> None:
    ids(run, notes)
    status, out, err = run("cite", *wrong)
    assert (status, out) == (2, "")
    assert only_line(err)


def test_an_unknown_document_is_named_and_nothing_is_written(run: Run, notes: Path) -> None:
    known = ids(run, notes)
    status, out, err = run("cite", known["Kursk"], "nada", "otro")
    assert (status, out) == (2, "")
    assert "No hay documentos «nada», «otro» en el archivo" in only_line(err)
