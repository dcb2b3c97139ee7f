"""Systems that look at what their process is given."""

from __future__ import annotations

import json
import os
from pathlib import Path

from eval.bench.candidate import IndexingResult
from eval.bench.task import Task
from tests.eval.bench.fakes import Silent


class CountsFiles(Silent):
    """As many passages as files."""

    def index(self, task: Task) -> IndexingResult:
        """Count."""
        return IndexingResult(len(list(Path(task.files).glob("*.txt"))))


class TellsItsEnvironment(Silent):
    """Writes the variables of its process beside the files."""

    def index(self, task: Task) -> IndexingResult:
        """Write."""
        text = json.dumps(dict(os.environ))
        Path(task.files, "environment.json").write_text(text, encoding="utf-8")
        return IndexingResult(len(task.texts))
