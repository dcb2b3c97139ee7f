"""Runs every system over the same task, each in a fresh process, one after another.

With several rounds all systems run in every round, so that a noisy machine is noisy to all
of them, and speeds are compared within a round.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Final

from eval.bench import articles
from eval.bench.registry import SYSTEMS, Entry, check_names
from eval.bench.results import BenchRun, Round, SystemRun
from eval.bench.task import Model, Task
from eval.datasets.types import Dataset
from index.encoders.e5 import reference, unpacked
from index.errors import InputError

Progress = Callable[[str, int, int], None]

#: The libraries' own switches, so that nothing is fetched and nobody is notified.
_QUIET: Final[Mapping[str, str]] = {
    "HF_HUB_OFFLINE": "1",
    "HF_HUB_DISABLE_TELEMETRY": "1",
    "HAYSTACK_TELEMETRY_ENABLED": "False",
    "DO_NOT_TRACK": "1",
    "TOKENIZERS_PARALLELISM": "true",
}
#: Characters of a library's error that are shown.
_REASON: Final = 200


class _FailedError(Exception):
    """A system could not be measured; the text says why, in Spanish."""


def run(
    dataset: Dataset,
    names: Sequence[str],
    *,
    rounds: int = 1,
    files: Path | None = None,
    model: Model | None = None,
    systems: Mapping[str, Entry] = SYSTEMS,
    progress: Progress = lambda _stage, _done, _total: None,
) -> BenchRun:
    """Measure the named systems over the dataset.

    :param files: a folder with the same passages as articles; written for the run if ``None``.
    :param model: what the other systems encode with; the reference weights if ``None``.
    :param progress: called with a stage (Spanish), how many done, of how many.
    :raises InputError: a system is unknown or no question has an answer.
    """
    names = check_names(names, systems)
    if not dataset.answerable:
        raise InputError(
            f"El conjunto «{dataset.name}» no tiene preguntas con respuesta: no hay nada que "
            "medir en la búsqueda."
        )
    runs = {name: _start(systems[name]) for name in names}
    with tempfile.TemporaryDirectory(prefix="hemeroteca-bench-") as folder:
        place = Path(folder)
        task = Task(
            tuple(passage.searched for passage in dataset.passages),
            tuple(question.text for question in dataset.answerable),
            str(files or articles.write(dataset, place / "articles")),
            model or reference_model(),
        )
        for number in range(rounds):
            for turn, name in enumerate(names):
                progress(f"Midiendo {name}", number * len(names) + turn, rounds * len(names))
                if not runs[name].skip_reason:
                    runs[name] = _measure(systems[name], runs[name], task, place)
    return BenchRun(dataset, runs)


def reference_model() -> Model:
    """Return the bundled weights in fp32, unpacked on first use."""
    prompts = reference.PROMPTS
    return Model(str(unpacked.reference_folder()), prompts["query"], prompts["document"])


def _start(entry: Entry) -> SystemRun:
    missing = entry.missing()
    reason = f"falta instalar {', '.join(missing)}: extra «bench»" if missing else ""
    return SystemRun(entry, skip_reason=reason)


def _measure(entry: Entry, before: SystemRun, task: Task, folder: Path) -> SystemRun:
    """One more round of a system; one that fails is left out from there on."""
    own_task = task if entry.ranks else replace(task, queries=())
    try:
        figures, rankings = _in_a_process(entry.place, own_task, folder)
    except _FailedError as error:
        return replace(before, skip_reason=str(error))
    # The same passages and weights rank alike every round: the first one's rankings stay.
    return replace(
        before, rounds=(*before.rounds, figures), rankings=before.rankings or tuple(rankings)
    )


def _in_a_process(place: str, task: Task, folder: Path) -> tuple[Round, list[list[int]]]:
    task_path, result, errors = (
        folder / name for name in ("task.json", "result.json", "errors.txt")
    )
    task.write(task_path)
    result.unlink(missing_ok=True)
    with errors.open("wb") as stream:
        process = subprocess.run(  # noqa: S603 - our own interpreter and module
            [sys.executable, "-m", "eval.bench.child", place, str(task_path), str(result)],
            env={**os.environ, **_QUIET},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=stream,
            check=False,
        )
    if process.returncode < 0:
        raise _FailedError(f"terminó por la señal {signal.Signals(-process.returncode).name}")
    if process.returncode or not result.exists():
        lines = errors.read_text(encoding="utf-8", errors="replace").strip().splitlines()
        raise _FailedError((lines or [f"terminó con el estado {process.returncode}"])[-1][:_REASON])
    figures = json.loads(result.read_text(encoding="ascii"))
    rankings: list[list[int]] = figures.pop("rankings")
    return Round(**figures), rankings
