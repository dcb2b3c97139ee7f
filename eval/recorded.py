"""Records a run of ``python -m eval``, so that what the documents say can be held against it.

    python -m eval.recorded prensa -- prensa
    python -m eval.recorded followups -- followups

The figures go to ``docs/figures/NAME.json`` with the command, the day and the machine's class; rows
of single questions are left out. ``tests/docs/test_figures.py`` compares the documents with them.
"""

from __future__ import annotations

import argparse
import json
import tempfile
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any, Final

from eval import cli
from eval.bench import machine
from eval.files import write_json

FOLDER: Final = Path(__file__).parents[1] / "docs" / "figures"
ROWS: Final = frozenset(
    {"answers", "questions_by_id", "records", "cases_by_name", "misses", "rows"}
)
"""Keys under which runs list single questions; those are no figures."""


def summary(run: dict[str, Any]) -> dict[str, Any]:
    """The run's figures, without the rows of single questions."""
    return {
        key: summary(value) if isinstance(value, dict) else value
        for key, value in run.items()
        if key not in ROWS
    }


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the measurement and record it; returns the exit status of the run."""
    parser = argparse.ArgumentParser(prog="python -m eval.recorded")
    parser.add_argument("name", help="of the file, without .json")
    parser.add_argument("command", nargs="+", help="what follows «python -m eval»")
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as folder:
        figures = Path(folder) / "cifras.json"
        status = cli.main([*options.command, "--json", str(figures)])
        if status:
            return status
        run = json.loads(figures.read_text(encoding="utf-8"))
    record = {
        "command": " ".join(["python -m eval", *options.command]),
        "date": date.today().isoformat(),
        "machine": machine.metadata(),
        "figures": summary(run),
    }
    FOLDER.mkdir(parents=True, exist_ok=True)
    write_json(record, str(FOLDER / f"{options.name}.json"))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
