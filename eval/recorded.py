"""Records a run of a measurement, so that what the documents say can be held against it.

    python -m eval.recorded prensa -- prensa
    python -m eval.recorded pages -- eval.pages
    python -m eval.recorded pages_scans --of scans.json --date 2026-11-27 -- eval.pages --scans

A command is what follows ``python -m eval``, or a module of ``eval`` with its own ``main`` and
``--json``. The figures go to ``docs/figures/NAME.json`` with the command, the day and the
machine's class; rows of single questions are left out. With ``--of`` the run is not made again: its
JSON was kept. ``tests/docs/test_figures.py`` compares the documents with the records, and
``docs/origins.md`` says of every figure without one where it comes from.
"""

from __future__ import annotations

import argparse
import importlib
import json
import sys
import tempfile
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any, Final

from eval import cli, exits
from eval.bench import machine
from eval.files import write_json

FOLDER: Final = Path(__file__).parents[1] / "docs" / "figures"
ROWS: Final = frozenset({"questions_by_id", "records", "cases_by_name", "misses", "rows"})
"""Keys under which runs have single questions; those are no figures, nor are lists of objects."""


def summary(run: dict[str, Any]) -> dict[str, Any]:
    """The run's figures, without the rows of single questions."""
    return {
        key: summary(value) if isinstance(value, dict) else value
        for key, value in run.items()
        if key not in ROWS and not _lists_objects(value)
    }


def _lists_objects(value: object) -> bool:
    return isinstance(value, list) and any(isinstance(item, dict) for item in value)


def measure(command: Sequence[str], figures: Path) -> int:
    """Make the run that a command asks for, with its JSON in a file; returns its exit status."""
    words = [*command, "--json", str(figures)]
    if not command[0].startswith("eval."):
        return cli.main(words)
    name = command[0]
    package = importlib.import_module(name)
    module = (
        importlib.import_module(f"{name}.__main__") if hasattr(package, "__path__") else package
    )
    status: int | None = module.main(words[1:])
    return status or 0


def spoken(command: Sequence[str]) -> str:
    """The command as a person types it, without the folders of files that are nobody else's."""
    words = [Path(word).name if word.startswith("/") else word for word in command]
    module = [] if command[0].startswith("eval.") else ["eval"]
    return " ".join(["python -m", *module, *words])


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the measurement and record it; returns the exit status of the run."""
    parser = argparse.ArgumentParser(prog="python -m eval.recorded")
    parser.add_argument("name", help="of the file, without .json")
    parser.add_argument("--of", type=Path, metavar="JSON", help="the kept figures of a run")
    parser.add_argument("--date", default=date.today().isoformat(), help="of that run")
    parser.add_argument(
        "command", nargs="+", help="what follows «python -m eval», or a module: eval.pages …"
    )
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as folder:
        figures: Path = options.of or Path(folder) / "cifras.json"
        if options.of is None and (status := measure(options.command, figures)):
            return status
        run = json.loads(figures.read_text(encoding="utf-8"))
    record = {
        "command": spoken(options.command),
        "date": options.date,
        "machine": machine.metadata(),
        "figures": summary(run),
    }
    FOLDER.mkdir(parents=True, exist_ok=True)
    write_json(record, str(FOLDER / f"{options.name}.json"))
    return 0


if __name__ == "__main__":
    sys.exit(exits.status_of(main))
