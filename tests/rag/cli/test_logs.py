"""``--verbose`` shows what is done on standard error; without it errors alone are seen."""

from __future__ import annotations

import json
import logging
from pathlib import Path

import pytest

from rag.cli.logs import logs_on_stderr
from tests.rag.cli.commands import Run


def test_nothing_is_logged_unless_asked_for(run: Run, notes: Path) -> None:
    assert run("add", notes)[2] == ""


def test_verbose_tells_what_is_done_and_leaves_the_json_alone(run: Run, notes: Path) -> None:
    status, out, err = run("add", notes, "--json", "--verbose")
    assert status == 0
    assert json.loads(out)["added"] == 4
    assert "INFO rag.documents.adding:" in err
    assert "3.txt: added, 2 passages" in err
    _, out, err = run("add", notes, "--json", "-v")
    assert json.loads(out)["unchanged"] == 4
    assert "unchanged" not in err
    _, out, err = run("add", notes, "--json", "-vv")
    assert json.loads(out)["unchanged"] == 4
    assert "3.txt: unchanged" in err


def test_only_our_own_logs_are_shown_and_only_while_the_command_runs(
    capsys: pytest.CaptureFixture[str],
) -> None:
    loggers = [logging.getLogger(name) for name in ("index.search", "rag.cli", "otra")]
    before = [(list(logger.handlers), logger.level) for logger in loggers]
    with logs_on_stderr(1):
        for logger in loggers:
            logger.info("uno de %s", logger.name)
            logger.debug("dos")
    err = capsys.readouterr().err
    assert "uno de index.search" in err
    assert "uno de rag.cli" in err
    assert "otra" not in err
    assert "dos" not in err
    assert [(list(logger.handlers), logger.level) for logger in loggers] == before
    loggers[0].info("tres")
    assert capsys.readouterr().err == ""


def test_without_verbose_a_warning_is_silent_and_an_error_is_not(
    capsys: pytest.CaptureFixture[str],
) -> None:
    with logs_on_stderr(0):
        logging.getLogger("index.search").warning("poco")
        logging.getLogger("rag.chat").error("mucho")
    assert capsys.readouterr().err == "mucho\n"
