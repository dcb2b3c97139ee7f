"""Batches from file to file, killed and gone on with."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest

from index.errors import InputError
from rag.batches.journal import SUFFIX, Journal
from rag.batches.running import run
from tests.rag.batches.examples import Counting


def questions(folder: Path, count: int = 12) -> Path:
    path = folder / "preguntas.csv"
    path.write_text("pregunta\n" + "".join(f"¿{n}?\n" for n in range(count)), encoding="utf-8")
    return path


def answers(out: Path) -> list[str]:
    return [json.loads(line)["answer"] for line in out.read_text(encoding="utf-8").splitlines()]


def test_a_killed_batch_goes_on_without_asking_again(tmp_path: Path) -> None:
    source, out = questions(tmp_path), tmp_path / "r.jsonl"
    first = Counting(die_after=5)
    with pytest.raises(KeyboardInterrupt):
        run(source, out, first, "a")
    journal = tmp_path / f"r.jsonl{SUFFIX}"
    assert not out.exists() and journal.exists()
    kept = [json.loads(line) for line in journal.open(encoding="utf-8")][1:]
    done = {line["record"]["question"] for line in kept}
    assert done
    with journal.open("ab") as file:
        file.write(b'{"key": "cut in the mid')
    second = Counting()
    progress: list[tuple[int, int]] = []
    report = run(source, out, second, "a", lambda *at: progress.append(at))
    assert set(second.asked) == {f"¿{n}?" for n in range(12)} - done
    assert answers(out) == [str(n) for n in range(12)]
    assert (report.resumed, report.answered, report.questions) == (len(done), 12, 12)
    assert progress[0] == (len(done), 12) and progress[-1] == (12, 12)
    assert not journal.exists()


def test_answers_of_another_state_of_the_archive_are_not_taken_up(tmp_path: Path) -> None:
    source, out = questions(tmp_path), tmp_path / "r.jsonl"
    with pytest.raises(KeyboardInterrupt):
        run(source, out, Counting(die_after=5), "a")
    again = Counting()
    report = run(source, out, again, "b")
    assert len(again.asked) == 12
    assert any("ha cambiado" in note for note in report.notes)


def test_a_question_corrected_meanwhile_is_asked_and_the_others_are_not(tmp_path: Path) -> None:
    source, out = questions(tmp_path), tmp_path / "r.jsonl"
    with Journal(out, "a") as journal:
        pass
    with pytest.raises(KeyboardInterrupt):
        run(source, out, Counting(die_after=9), "a")
    with Journal(out, "a") as journal:
        done = {str(record["question"]) for record in journal.records.values()}
    changed = source.read_text(encoding="utf-8").replace("¿0?", "¿99?")
    source.write_text(changed, encoding="utf-8")
    ask = Counting()
    run(source, out, ask, "a")
    assert "¿99?" in ask.asked and not done & set(ask.asked)
    assert answers(out)[0] == "99"


def test_two_batches_do_not_write_one_file_at_a_time(tmp_path: Path) -> None:
    with Journal(tmp_path / "r.csv", "a"), pytest.raises(InputError, match="otro lote"):
        run(questions(tmp_path), tmp_path / "r.csv", Counting(), "a")


def test_a_batch_replaces_its_own_answers_and_no_other_file(tmp_path: Path) -> None:
    source = questions(tmp_path)
    for kind in ("csv", "xlsx", "jsonl"):
        out = tmp_path / f"r.{kind}"
        run(source, out, Counting(), "a")
        before = out.stat().st_ino
        assert run(source, out, Counting(), "a").answered == 12
        assert out.stat().st_ino != before
        other = tmp_path / f"mio.{kind}"
        other.write_text("nota,mía\n1,2\n", encoding="utf-8")
        with pytest.raises(InputError, match="no se toca"):
            run(source, other, Counting(), "a")
        assert other.read_text(encoding="utf-8") == "nota,mía\n1,2\n"
    with pytest.raises(InputError, match="no se toca"):
        run(source, source, Counting(), "a")
    assert len(source.read_text(encoding="utf-8").splitlines()) == 13


WRONG = {
    "another kind": ("r.docx", "acabe en .xlsx, .csv, .jsonl"),
    "no folder": ("nada/r.csv", "No hay ninguna carpeta"),
    "a folder": ("carpeta.csv", "no se toca"),
}


@pytest.mark.parametrize("case", WRONG)
def test_answers_that_could_not_be_written_are_not_asked_for(tmp_path: Path, case: str) -> None:
    name, message = WRONG[case]
    (tmp_path / "carpeta.csv").mkdir()
    ask = Counting()
    with pytest.raises(InputError, match=message):
        run(questions(tmp_path), tmp_path / name, ask, "a")
    assert not ask.asked


def test_the_answers_come_parted_as_the_questions_did(tmp_path: Path) -> None:
    source = tmp_path / "p.csv"
    source.write_bytes("pregunta;fuente\n¿Íñigo?;\n".encode("latin-1"))
    out = tmp_path / "r.csv"
    run(source, out, Counting(), "a")
    assert out.read_bytes().startswith(b"\xef\xbb\xbfquestion;answer;")
    source.write_bytes("question,source\n¿Íñigo?,\n".encode())
    run(source, out, Counting(), "a")
    with out.open(encoding="utf-8", newline="") as file:
        assert next(csv.DictReader(file))["answer"] == "Íñigo"


def test_a_batch_where_nothing_could_be_asked_leaves_a_report_of_it(tmp_path: Path) -> None:
    source, out = tmp_path / "p.csv", tmp_path / "r.csv"
    source.write_text("pregunta;fuente\n;x\n¿a?;Nadie\n", encoding="utf-8")
    report = run(source, out, Counting(), "a")
    assert (report.done, [row for row, _ in report.problems]) == (0, [2, 3])
    assert "Nadie" in out.read_text(encoding="utf-8-sig")
