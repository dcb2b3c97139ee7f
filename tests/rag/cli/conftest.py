"""An archive with four articles, and commands run on it without a process of their own."""

from __future__ import annotations

from pathlib import Path

import pytest

from index.encoders import loading as encoders
from rag import archive
from rag.cli import main
from tests.rag.cli.commands import Run
from tests.rag.fakes_rag import MINE, RIVER, TRAIN, FakeEncoder, article

PRESS = (
    "Corea del Norte envió más de 11,000 soldados a Kursk.",
    "Combatieron alrededor de 15.000 soldados norcoreanos.",
)


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Runs a command on the archive ``tmp_path/archivo``: status, standard output and error."""
    monkeypatch.setattr(encoders, "load", lambda name=None: FakeEncoder())
    monkeypatch.setenv(archive.SETTING, str(tmp_path / "archivo"))
    monkeypatch.delenv(main.DEBUG, raising=False)

    def call(*arguments: str | Path) -> tuple[int, str, str]:
        status = main.main([str(argument) for argument in arguments])
        printed = capsys.readouterr()
        assert "Traceback" not in printed.out + printed.err
        return status, printed.out, printed.err

    return call


@pytest.fixture
def notes(tmp_path: Path) -> Path:
    """Four articles."""
    folder = tmp_path / "notas"
    article(folder, "1.txt", PRESS[0], title="Kursk", date="2025-08-14", source="La Voz")
    article(folder, "2.txt", PRESS[1], title="El frente", date="2025-06-30", source="El Faro")
    article(folder, "3.txt", RIVER, TRAIN, title="Riada")
    article(folder, "4.txt", MINE, title="Huelga")
    return folder
