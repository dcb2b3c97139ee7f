"""Each room of the chat imports what its docstring says, and nothing else."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

import rag.chat

CHAT = Path(rag.chat.__file__).parent
BELOW = {
    "wording": (),
    "conversation_state": ("rag.answers",),
    "views": (
        *("rag.chat.wording", "rag.chat.conversation_state"),
        *("rag.answers", "rag.documents.report", "index"),
        *("rag.documents.types", "rag.documents.formats.registry"),
        *("rag.intake.sync_report", "rag.exact", "rag.batches"),
        *("rag.bibliography", "rag.timelines", "rag.entities"),
    ),
    "actions": (
        *("rag.chat.wording", "rag.chat.conversation_state", "rag.chat.views"),
        *("rag.archive", "rag.conversation", "rag.answers", "rag.documents", "rag.questions"),
        *("rag.intake.sync_report", "rag.sample", "rag.exact", "rag.batches", "index"),
        *("rag.bibliography", "rag.timelines", "rag.errors", "rag.entities", "rag.maintenance"),
    ),
    "components": (
        *("rag.chat.wording", "rag.chat.conversation_state", "rag.chat.views"),
        *("rag.chat.actions", "rag.archive", "rag.conversation", "index.errors", "gradio"),
        *("rag.batches", "rag.timelines", "index.types"),
    ),
    "server": (
        *("rag.chat.wording", "rag.chat.actions", "rag.chat.components"),
        *("rag.archive", "index.errors", "gradio", "starlette"),
    ),
}
"""What a room may import of this project, of Gradio and of what Gradio is made of."""


def imports(path: Path) -> set[str]:
    """Collect the modules that a module imports."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.module is not None
            # ``from rag.chat import views`` imports a module, ``from index import Hit`` a name.
            is_room = node.module in ("rag", "rag.chat")
            names |= (
                {f"{node.module}.{alias.name}" for alias in node.names}
                if is_room
                else {node.module}
            )
    return names


def modules(room: str) -> list[Path]:
    return sorted((CHAT / room).rglob("*.py")) or [CHAT / f"{room}.py"]


def test_every_room_is_known() -> None:
    rooms = {path.stem for path in CHAT.iterdir() if path.suffix == ".py" or path.is_dir()}
    assert rooms - {"__init__", "__pycache__", "static"} == set(BELOW)


@pytest.mark.parametrize("room", BELOW)
def test_a_room_imports_only_what_lies_below_it(room: str) -> None:
    allowed = (f"rag.chat.{room}", *BELOW[room])
    for path in modules(room):
        for name in imports(path):
            if name.split(".")[0] in ("rag", "index", "eval", "gradio", "starlette", "hemeroteca"):
                assert any(name == a or name.startswith(f"{a}.") for a in allowed), (path, name)
