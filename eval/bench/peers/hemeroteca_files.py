"""The product as a person meets it: files in a folder, ``Archive.add``, everything on disk.

More is done here than the other systems do: files are found, hashed, read, cleared of
clutter and cut into passages whose tokens are counted.
"""

from __future__ import annotations

import tempfile
from pathlib import Path

from eval.bench.candidate import Indexed
from eval.bench.peers.hemeroteca import warm
from eval.bench.stopwatch import Stopwatch
from eval.bench.task import Model, Task
from index.encoders.bundled import BundledEncoder
from index.text import searched_text
from rag import Archive
from rag.documents import adding


class Files:
    """``hemeroteca add``; it is not asked, since its passages are cut its own way."""

    def load(self, model: Model) -> None:
        """The bundled encoder in int8, whatever the others use."""
        self._encoder = warm()

    def index(self, task: Task) -> Indexed:
        """Add the folder to a new archive."""
        watch = Stopwatch()
        with tempfile.TemporaryDirectory(prefix="hemeroteca-") as folder:
            with (
                watch.stage("whole"),
                watch.over(adding, "load", "read"),
                watch.over(adding, "cut", "cut"),
                watch.over(BundledEncoder, "encode_passages", "encode"),
                watch.over(searched_text, "terms_of", "analyse"),
            ):
                archive = Archive.open(Path(folder), encoder=self._encoder)
                archive.add(task.files)
                with watch.stage("derived"):
                    archive.prepare()
            passages = archive.stats()["passages"]
            archive.close()
        return Indexed(passages, watch.split("whole", rest="store"))

    def rank(self, query: str, depth: int) -> list[int]:
        """Nothing: its rows are not the task's."""
        return []
