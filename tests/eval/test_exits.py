"""Whatever is run with ``python -m eval…`` ends with a sentence and a status, not a traceback."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

from eval import exits
from index.errors import InputError, ServerError

ROOT = Path(__file__).parents[2]
CHILDREN = {"eval/bench/child.py", "eval/growth/measuring.py", "eval/growth/workers.py"}
"""Started by a measurement, which reads what they print; no person meets them. So are the peers of
the bench."""


def _runs_by_itself(path: Path) -> bool:
    return '\nif __name__ == "__main__":\n' in path.read_text(encoding="utf-8")


PROGRAMS = sorted(
    place
    for path in (ROOT / "eval").rglob("*.py")
    if _runs_by_itself(path)
    and not (place := path.relative_to(ROOT).as_posix()).startswith("eval/bench/peers/")
    and place not in CHILDREN
)


@pytest.mark.parametrize("program", PROGRAMS)
def test_every_program_ends_by_its_status(program: str) -> None:
    last = ast.parse((ROOT / program).read_text(encoding="utf-8")).body[-1]
    assert isinstance(last, ast.If)
    assert [ast.unparse(line) for line in last.body] == ["sys.exit(exits.status_of(main))"]


@pytest.mark.parametrize(
    ("error", "status"), [(InputError("Mal."), 2), (ServerError("Mal."), 1), (KeyError("a"), 1)]
)
def test_an_error_is_one_line(
    error: Exception, status: int, capsys: pytest.CaptureFixture[str]
) -> None:
    def command() -> None:
        raise error

    assert exits.status_of(command) == status
    said = capsys.readouterr()
    assert (said.out, said.err.count("\n")) == ("", 1)


def test_a_status_of_its_own_is_kept() -> None:
    assert [exits.status_of(lambda: None), exits.status_of(lambda: 3)] == [0, 3]


@pytest.mark.slow
def test_an_address_that_is_none_is_told_in_one_line() -> None:
    command = [sys.executable, "-m", "eval.growth.server", "nada"]
    run = subprocess.run(command, capture_output=True, text=True, check=False, cwd=ROOT)
    assert (run.returncode, run.stdout) == (2, "")
    assert run.stderr.startswith("Error: ")
    assert run.stderr.count("\n") == 1
