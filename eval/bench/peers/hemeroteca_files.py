"""Runs the product as a person meets it: a folder of files, ``Archive.add``, all on disk.

More is done here than the other systems do: files are listed, hashed, read, cleared of
clutter and cut into passages whose tokens are counted.
"""

from __future__ import annotations

import tempfile
from pathlib import Path

from eval.bench.candidate import IndexingResult
from eval.bench.peers.hemeroteca import load_warm_encoder
from eval.bench.stopwatch import Stopwatch
from eval.bench.task import Model, Task
from index.encoders.bundled import BundledEncoder
from index.text import searched_text
from rag import Archive
from rag.documents import adding


class Files:
    """``hemeroteca add``; it does not rank, since its passages are cut its own way."""

    def load(self, model: Model) -> None:
        """Load the bundled encoder in int8, whatever the others use."""
        self._encoder = load_warm_encoder()

    def index(self, task: Task) -> IndexingResult:
        """Add the folder to a new archive."""
        stopwatch = Stopwatch()
        with tempfile.TemporaryDirectory(prefix="hemeroteca-") as folder:
            with (
                stopwatch.stage("whole"),
                stopwatch.time_calls(adding, "parse", "read"),
                stopwatch.time_calls(adding, "cut", "cut"),
                stopwatch.time_calls(BundledEncoder, "encode_and_name", "encode"),
                stopwatch.time_calls(searched_text, "terms_of", "analyse"),
            ):
                archive = Archive.open(Path(folder), encoder=self._encoder)
                archive.add(task.files)
                with stopwatch.stage("derived"):
                    archive.prepare()
            passages = archive.stats()["passages"]
            archive.close()
        return IndexingResult(passages, stopwatch.split("whole", rest="store"))

    def rank(self, query: str, depth: int) -> list[int]:
        """Return nothing: its rows are not the task's."""
        return []
