"""A bar on standard error, where somebody looks; nothing elsewhere, and nothing in its way."""

from __future__ import annotations

import subprocess
import sys

import pytest
from rich.console import Console

from rag.cli.progress import progress_bar, stage_bar


def test_nothing_is_shown_where_nobody_looks(capsys: pytest.CaptureFixture[str]) -> None:
    with progress_bar("Añadiendo") as advance, stage_bar() as report:
        advance(1, 2)
        report("leyendo", 1, 2)
    assert capsys.readouterr() == ("", "")


def test_a_terminal_sees_the_label_and_the_count_on_standard_error(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Console, "is_terminal", True)
    with progress_bar("Añadiendo") as advance:
        advance(3, 4)
    out, err = capsys.readouterr()
    assert out == ""
    assert "Añadiendo" in err
    assert "3/4" in err
    with stage_bar(elapsed=True) as report:
        report("Leyendo", 1, 2)
        report("Midiendo", 5, 6)
    out, err = capsys.readouterr()
    assert out == ""
    assert "Midiendo" in err
    assert "5/6" in err
    assert "0:00:00" in err


def test_a_command_that_shows_no_bar_does_not_import_one() -> None:
    code = "import sys, rag.cli.main; print('rich.progress' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"
