"""The sample archive is made on first use, and answers the questions it is shown with."""

from __future__ import annotations

from pathlib import Path

import pytest

from index.encoders import loading as encoders
from index.encoders.bundled import BundledEncoder
from rag import Archive, sample
from tests.rag.answer_checks import check
from tests.rag.fakes_rag import FakeEncoder, folder_of

QUESTIONS = (
    "¿Cuántos soldados envió Corea del Norte?",
    "¿Cuántas hectáreas quemó el incendio de Lombrada?",
    "¿Cuándo se inaugura el tren de alta velocidad?",
    "¿Cuántos días duró la huelga de Ñielpán?",
    "¿Cuántos soldados norcoreanos han muerto?",
)


@pytest.fixture
def data_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the sample is kept during a test."""
    monkeypatch.setenv("HOME", str(tmp_path / "casa"))
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "datos"))
    return tmp_path / "datos"


def test_the_sample_is_made_once_and_kept(data_home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    encoder = FakeEncoder()
    monkeypatch.setattr(encoders, "load", lambda name=None: encoder)
    seen: list[tuple[int, int]] = []
    archive = sample.open_sample(lambda done, total: seen.append((done, total)))
    assert folder_of(archive) == sample.folder() == data_home / "hemeroteca" / "muestra"
    files = [path for path in sample.NOTES.iterdir() if path.suffix not in (".py", ".pyc")]
    assert seen[-1][0] == seen[-1][1] == len([path for path in files if path.is_file()])
    assert len(archive.list()) >= 40
    assert archive.check() == []
    encoded, fingerprint = encoder.encoded, archive.stats()["fingerprint"]
    again = sample.open_sample()
    assert encoder.encoded == encoded
    assert again.stats()["fingerprint"] == fingerprint


def test_every_note_is_used_whole(data_home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(encoders, "load", lambda name=None: FakeEncoder())
    archive = Archive.open(sample.folder())
    report = archive.add(sample.NOTES)
    assert report.failed == ()
    assert [file.reason for file in report.files if file.reason] == []
    assert archive.backend.store.count_passages() > 100
    rows = archive.list()
    assert all(row.title and row.date and row.source for row in rows)
    assert len({row.source for row in rows}) >= 5
    assert len({str(row.date)[:7] for row in rows}) >= 6


@pytest.mark.slow
def test_the_questions_shown_are_answered_with_their_sources(
    sample_archive: Path, bundled: BundledEncoder
) -> None:
    archive = Archive.open(sample_archive, encoder=bundled)
    for question in QUESTIONS:
        answer = archive.ask(question)
        check(answer)
        assert not answer.abstained, question
        assert answer.citations
    fire = archive.ask(QUESTIONS[1])
    assert fire.agreement == "disagree"
    assert len({citation.source for citation in fire.citations}) > 1
