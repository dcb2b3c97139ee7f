"""The house as CONTRIBUTING.md describes it: sizes, docstrings, names and the map.

Who may import whom is in ``pyproject.toml`` and checked by ``make check``; what the tool for it
cannot see (``app.py`` is no package) is here.
"""

from __future__ import annotations

import ast
import importlib
import re
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import TypeGuard

import pytest

ROOT = Path(__file__).parents[1]
PACKAGES = ("hemeroteca", "index", "rag", "eval")
MODULES = sorted(path for name in PACKAGES for path in (ROOT / name).rglob("*.py"))
ROOMS = sorted({path.parent for path in MODULES})

MOST_MODULES = 14
MOST_LINES = 300


def place(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def imports(path: Path) -> Iterator[str]:
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module


@pytest.mark.parametrize("room", ROOMS, ids=place)
def test_a_room_is_small_and_says_what_it_is_for(room: Path) -> None:
    modules = [path for path in room.glob("*.py") if path.name != "__init__.py"]
    assert len(modules) <= MOST_MODULES, [path.name for path in modules]
    start = room / "__init__.py"
    assert start.is_file(), "a room without a docstring"
    lines = (ast.get_docstring(tree(start)) or "").splitlines()
    assert len(lines) >= 3, "what it is for, and what it may import, in three lines"


@pytest.mark.parametrize("path", MODULES, ids=place)
def test_a_module_is_short_and_says_why_it_exists(path: Path) -> None:
    assert ast.get_docstring(tree(path))
    assert len(path.read_text(encoding="utf-8").splitlines()) <= MOST_LINES


def parameters(node: ast.FunctionDef | ast.AsyncFunctionDef) -> set[str]:
    given = node.args
    names = [a.arg for a in (*given.posonlyargs, *given.args, *given.kwonlyargs)]
    return {*names, *(a.arg for a in (given.vararg, given.kwarg) if a)}


def is_stored(node: ast.AST) -> TypeGuard[ast.Attribute]:
    return isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Store)


def described(node: ast.AST) -> set[str]:
    """What a docstring may call a parameter: arguments; of a class, fields, what its
    ``__init__`` takes and keeps, and properties."""
    if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
        return parameters(node)
    names = set()
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.AnnAssign) and isinstance(child.target, ast.Name):
            names.add(child.target.id)
        elif isinstance(child, ast.FunctionDef) and child.name == "__init__":
            names |= parameters(child) | {n.attr for n in ast.walk(child) if is_stored(n)}
        elif isinstance(child, ast.FunctionDef):
            names.add(child.name)
    return names


@pytest.mark.parametrize("path", MODULES, ids=place)
def test_docstrings_describe_parameters_that_exist(path: Path) -> None:
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            named = re.findall(r":param (\w+):", ast.get_docstring(node) or "")
            assert set(named) <= described(node), f"{place(path)}:{node.lineno}"


REFERENCE = re.compile(r":(?:mod|class|func|meth|data|attr|exc):`~?([\w.]+)`")


@pytest.mark.parametrize("path", MODULES, ids=place)
def test_docstrings_refer_to_what_exists(path: Path) -> None:
    """References with a full name, as ``:func:`rag.sample.build```; they outlive no renaming."""
    for name in REFERENCE.findall(path.read_text(encoding="utf-8")):
        if name.partition(".")[0] in PACKAGES:
            assert exists(name), f"{place(path)}: {name}"


def exists(name: str) -> bool:
    """Whether a module, or something defined in one, has this full name; nothing is imported,
    since some modules need what is not always installed."""
    module, rest = name, []
    while module:
        file = ROOT / module.replace(".", "/")
        source = file.with_suffix(".py") if file.with_suffix(".py").is_file() else None
        source = file / "__init__.py" if (file / "__init__.py").is_file() else source
        if source is not None:
            return not rest or rest[0] in defined(tree(source))
        module, _, last = module.rpartition(".")
        rest.insert(0, last)
    return False


def defined(module: ast.Module) -> set[str]:
    names: set[str] = set()
    for node in ast.walk(module):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            names.add(node.name)
        elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            names.add(node.id)
        elif isinstance(node, ast.alias):
            names.add(node.asname or node.name)
    return names


@pytest.mark.parametrize("package", ["hemeroteca", "index", "rag"])
def test_every_public_name_of_a_package_can_be_imported(package: str) -> None:
    module = importlib.import_module(package)
    assert module.__all__ == sorted(module.__all__, key=lambda n: (n[0].islower(), n))
    for name in module.__all__:
        assert getattr(module, name) is not None


def test_app_is_above_everything_and_imports_the_command_line_alone() -> None:
    ours = [name for name in imports(ROOT / "app.py") if name.partition(".")[0] in PACKAGES]
    assert all(name.startswith("rag.cli") for name in ours), ours
    assert not [place(path) for path in MODULES if {"app", "tests"} & set(imports(path))]


def test_the_map_names_every_room_and_no_other() -> None:
    text = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    rows = set(re.findall(r"^\| `([a-z0-9_/]+)/` \|", text, re.MULTILINE))
    assert rows == {place(room) for room in ROOMS}


def test_the_lock_holds_hashes_alone_and_nothing_of_cuda() -> None:
    """PyTorch comes by version, its builds for CUDA by nobody's wish but the machine's owner's."""
    locked = (ROOT / "requirements.txt").read_text(encoding="utf-8")
    entries = re.split(r"\n(?=[a-z0-9])", locked, flags=re.IGNORECASE)[1:]
    assert len(entries) > 100
    for entry in entries:
        assert "--hash=sha256:" in entry
        assert not entry.startswith(("torch==", "nvidia", "cuda", "triton"))
    assert "://" not in locked, "addresses belong to the machine's settings"


def test_the_lock_holds_every_package_that_is_asked_for() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = project["optional-dependencies"]
    asked = [*project["dependencies"], *extras["eval"], *extras["dev"]]
    names = {re.split(r"[\[<>=;! ]", entry)[0].lower().replace("_", "-") for entry in asked}
    files = [ROOT / "requirements.txt", ROOT / "requirements-torch.txt"]
    text = "\n".join(path.read_text(encoding="utf-8") for path in files)
    locked = {name.lower() for name in re.findall(r"^([\w.-]+)==", text, re.MULTILINE)}
    assert names <= locked, "run `make lock`"


def test_the_version_has_a_chapter_in_the_changelog() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    text = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    assert f"\n## {project['version']}" in text
