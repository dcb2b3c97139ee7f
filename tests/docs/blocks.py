"""Finds the code blocks of the documents, and runs them as a reader would.

``console`` blocks show a session: what stands after ``$`` is run and what it prints compared,
``…`` standing for whatever was left out there and any folding of lines ignored. ``sh`` blocks are
commands without their output; those that serve until they are stopped, install, or take hours are
held against what the program accepts instead, and ``docs/origins.md`` lists them. ``python`` blocks
of a page share their names.
"""

from __future__ import annotations

import contextlib
import io
import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final
from unittest import mock

from markdown_it import MarkdownIt

from eval import cli as evaluation
from rag.cli.main import main

ROOT: Final = Path(__file__).parents[2]
LANGUAGES: Final = ("console", "sh", "python")
PLAIN: Final = ("", "text", "json", "jsonc", "sql", "toml", "xml")
"""Fences that are no code to run: shapes, diagrams, what other programs print."""

SERVING: Final = {"chat", "worker"}
"""Commands that run until they are stopped."""

ENDLESS: Final = {"--watch"}
ELSEWHERE: Final = {"--writer", "--queue", "reencode"}
"""Commands that want what is not on every machine: a language model's server, a database, another
encoder. Tests of their own run them."""
PROGRAM: Final = (".venv/bin/hemeroteca", "hemeroteca")
PYTHON: Final = (".venv/bin/python", "python", "python3")
OWN: Final = "preguntas.json"
"""The questions of a reader's own, few enough to be measured here."""
SYSTEM: Final = {
    "sudo",
    "apt-get",
    "pip",
    ".venv/bin/pip",
    "git",
    "cd",
    "docker",
    "export",
    "createdb",
    "psql",
}
"""What a document may ask of the reader's system; not run here."""


@dataclass(frozen=True, slots=True)
class Block:
    """A code block.

    :param page: its document, relative to the root.
    :param line: where it begins, from 1.
    """

    page: str
    line: int
    language: str
    text: str

    def __str__(self) -> str:
        """Name the block in the list of tests."""
        return f"{self.page}:{self.line}:{self.language}"


def pages() -> list[Path]:
    """Every document that a reader of the repository meets."""
    return sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])


def blocks() -> list[Block]:
    """The blocks of all documents, in their order."""
    found = []
    for page in pages():
        for token in MarkdownIt().parse(page.read_text(encoding="utf-8")):
            if token.type in ("fence", "code_block") and token.map:
                language = token.info.split()[0] if token.info.split() else ""
                name = str(page.relative_to(ROOT))
                found.append(Block(name, token.map[0] + 1, language, token.content))
    return found


def sessions(text: str) -> Iterator[tuple[str, str]]:
    """Each command of a ``console`` block with what is shown under it."""
    parts = re.split(r"(?m)^\$ ", text)
    assert not parts[0].strip(), f"what stands before the first «$» is no command: {parts[0]}"
    for part in parts[1:]:
        command, _, shown = part.replace("\\\n", " ").partition("\n")
        yield command, shown


def shows(shown: str, printed: str) -> bool:
    """Whether a document shows what was printed, but for what it leaves out and folds."""
    pieces = [re.escape(" ".join(piece.split())) for piece in shown.split("…")]
    pattern = " ?.*? ?".join(pieces)
    return re.fullmatch(pattern, " ".join(printed.split()), re.DOTALL) is not None


def runs(block: Block, words: list[str]) -> bool:
    """Whether a command of an ``sh`` block is run; the others are held against the program."""
    if words[0] in PYTHON and words[1:3] == ["-m", "eval"]:
        return is_short(words[3:])
    return (
        words[0] in PROGRAM
        and block.page != "docs/postgres.md"  # its server is on another machine
        and words[1] not in SERVING
        and not (ENDLESS | ELSEWHERE) & {*words}
    )


def is_short(evaluated: list[str]) -> bool:
    """Whether an evaluation takes seconds: over the reader's own files, or a few cases."""
    command, *options = evaluated
    return (
        command == "export-feedback"
        or (command in ("retrieval", "answers") and OWN in options)
        or (command == "prensa" and "--answers" in options)
        or (command == "campo" and "--kind" in options)
        or (command == "claims" and not options)
    )


def not_run() -> list[tuple[str, str]]:
    """The page and the words of every command that is shown and not run."""
    return [
        (block.page, " ".join(words).removeprefix(".venv/bin/"))
        for block in blocks()
        if block.language == "sh"
        for words in commands(block.text)
        if not runs(block, words)
    ]


def listed_commands() -> str:
    """What ``docs/origins.md`` says of commands that are not run."""
    return (ROOT / "docs/origins.md").read_text(encoding="utf-8").partition("## Commands")[2]


def inputs(page: str) -> dict[str, str]:
    """The files that a page shows with ``cat``, and takes for granted afterwards."""
    shown = {}
    for block in blocks():
        if block.page == page and block.language == "console":
            for command, text in sessions(block.text):
                if command.startswith("cat "):
                    shown[command.split()[1]] = text.strip() + "\n"
    return shown


def commands(text: str) -> list[list[str]]:
    """The words of each command of an ``sh`` block, comments and variables taken off."""
    lines = text.replace("\\\n", " ").splitlines()
    split = [shlex.split(line, comments=True) for line in lines]
    return [drop_variables(words) for words in split if words]


def drop_variables(words: list[str]) -> list[str]:
    """The words without ``NAME=value`` before the command."""
    while words and re.fullmatch(r"[A-Z_]+=.*", words[0]):
        words = words[1:]
    return words


def run(words: list[str], typed: str = "", *, succeeding: bool = True) -> str:
    """What a command of ours prints, both streams together.

    :param typed: what is typed into it, a line each.
    :param succeeding: whether it must end with 0; a session may show an error.
    """
    assert words[0] in PROGRAM or words[1:3] == ["-m", "eval"], f"«{words[0]}» is none of ours"
    started, rest = (main, words[1:]) if words[0] in PROGRAM else (evaluation.main, words[3:])
    out = io.StringIO()
    with (
        contextlib.redirect_stdout(out),
        contextlib.redirect_stderr(out),
        mock.patch.object(sys, "stdin", io.StringIO(typed)),
    ):
        status = started(
            [str(Path(word).expanduser()) if word[:1] == "~" else word for word in rest]
        )
    assert status == 0 or not succeeding, f"{' '.join(words)} ended with {status}: {out.getvalue()}"
    return out.getvalue()


def accepted(words: list[str]) -> str:
    """Why a command that is not run here is right all the same; fails where it is not."""
    first, *rest = words
    if first == "make":
        targets = [word for word in rest if "=" not in word]
        makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
        for target in targets:
            assert re.search(rf"(?m)^{re.escape(target)}:", makefile), f"make has no «{target}»"
        return "target of the Makefile"
    if first in PYTHON and rest[:1] == ["-m"]:
        names = [rest[1], *(word for word in rest[2:3] if re.fullmatch(r"[a-z][a-z-]*", word))]
        _has_options(["-m", *names], rest[2:])
        return "options of the module"
    if first in PYTHON:
        assert (ROOT / rest[0]).exists(), f"there is no «{rest[0]}»"
        _has_options([rest[0]], rest[1:])
        return "options of the script"
    if first in PROGRAM:
        _has_options(["-m", "rag", *rest[:1]], rest[1:])
        return "options of the command"
    assert first in SYSTEM, f"«{first}» is neither ours nor known to a reader's system"
    return "of the system"


@cache
def _help(*program: str) -> str:
    """What a program says of itself; ours without a process of its own, others once."""
    if program[:2] == ("-m", "rag"):
        out = io.StringIO()
        with (
            contextlib.redirect_stdout(out),
            contextlib.redirect_stderr(out),
            contextlib.suppress(SystemExit),
        ):
            main([*program[2:], "--help"])
        return out.getvalue()
    told = subprocess.run(
        [sys.executable, *program, "--help"], capture_output=True, text=True, cwd=ROOT, check=False
    )
    return told.stdout + told.stderr


def _has_options(program: list[str], words: list[str]) -> None:
    """Hold options against the program's help."""
    asked = [word.split("=")[0] for word in words if word.startswith("--")]
    if not asked:
        return
    text = _help(*program)
    for option in asked:
        assert re.search(rf"{option}\b", text), f"{' '.join(program)} has no {option}:\n{text}"
