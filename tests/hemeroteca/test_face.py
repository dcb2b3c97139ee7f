"""The names that people import, and that importing loads nothing that it does not need."""

from __future__ import annotations

import ast
import subprocess
import sys
from operator import attrgetter
from pathlib import Path

import pytest

import hemeroteca
import index
import rag
from index import errors

ROOT = Path(__file__).parents[2]
HEAVY = (
    "numpy faiss onnxruntime onnx torch sentence_transformers tokenizers gradio yaml babel".split()
)
MENDED_INSIDE = {"IndexFilesError"}
"""Errors that the engine answers itself, by computing anew."""

NEEDS_LIBRARIES = {"Archive", "Conversation", "Findings", "HybridIndex"}

BLOCKED = f"""
import sys
from importlib.abc import MetaPathFinder

class Blocker(MetaPathFinder):
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in {HEAVY!r}:
            raise ModuleNotFoundError(f"No module named {{name!r}}", name=name)

sys.meta_path.insert(0, Blocker())
"""


def run(code: str) -> str:
    """What a fresh process prints that runs the code in the checkout."""
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_the_face_has_these_names_and_no_others() -> None:
    names = "Archive Answer Citation Claim Conversation Document Hit Filters Findings HybridIndex"
    main = names.split()
    rest = set(hemeroteca.__all__) - set(main)
    assert set(main) <= set(hemeroteca.__all__)
    assert all(name.endswith("Error") for name in rest)
    assert dir(hemeroteca) == sorted(hemeroteca.__all__)


def test_every_name_of_the_face_is_the_one_of_its_home() -> None:
    for name in hemeroteca.__all__:
        value = getattr(hemeroteca, name)
        assert value.__name__ == name
        assert value.__module__.partition(".")[0] in ("index", "rag")
    assert hemeroteca.Archive is rag.Archive
    assert hemeroteca.HybridIndex is index.HybridIndex
    assert hemeroteca.Filters is index.Filters


def classes() -> dict[str, set[str]]:
    """Every class that somebody who imports the face can meet, with the names of its bases: those
    of the command line and the chat they cannot."""
    files = [path for room in ("index", "rag") for path in (ROOT / room).rglob("*.py")]
    files = [path for path in files if path.relative_to(ROOT).parts[1] not in ("cli", "chat")]
    nodes = [node for path in files for node in ast.walk(ast.parse(path.read_text("utf-8")))]
    return {
        node.name: {base.id for base in node.bases if isinstance(base, ast.Name)}
        for node in nodes
        if isinstance(node, ast.ClassDef)
    }


def test_the_face_has_every_error_of_the_family() -> None:
    bases, family = classes(), {"HemerotecaError"}
    while more := {name for name in bases if bases[name] & family} - family:
        family |= more
    shown = {name for name in hemeroteca.__all__ if name.endswith("Error")}
    assert family - MENDED_INSIDE == shown
    assert all(issubclass(getattr(hemeroteca, name), errors.HemerotecaError) for name in shown)


@pytest.mark.parametrize("module", [hemeroteca, rag, index], ids=lambda m: str(m.__name__))
def test_a_name_that_is_none_is_told_as_python_tells_it(module: object) -> None:
    with pytest.raises(AttributeError, match="has no attribute 'Nada'"):
        attrgetter("Nada")(module)


@pytest.mark.parametrize("module", ["hemeroteca", "rag", "index"])
def test_importing_the_package_loads_none_of_the_heavy_libraries(module: str) -> None:
    code = f"import sys, {module}; print(*(n for n in {HEAVY!r} if n in sys.modules))"
    assert run(code).split() == []


def test_names_that_need_no_library_can_be_imported_where_none_is_there() -> None:
    light = sorted(set(hemeroteca.__all__) - NEEDS_LIBRARIES)
    code = (
        f"{BLOCKED}\nfrom hemeroteca import Document, Filters, Answer, {', '.join(light)}\n"
        "print(Filters(frozenset(['El Faro'])), Document('Llueve.', ()).id, Answer.__name__)"
    )
    assert "El Faro" in run(code)


def test_a_missing_library_is_named_where_it_is_needed() -> None:
    code = (
        f"{BLOCKED}\nimport hemeroteca\n"
        "try:\n    hemeroteca.HybridIndex\nexcept ModuleNotFoundError as error:\n"
        "    print(error.name)"
    )
    assert run(code).strip() in HEAVY


def test_each_package_tells_type_checkers_that_it_is_annotated() -> None:
    for package in ("hemeroteca", "index", "rag"):
        assert (ROOT / package / "py.typed").is_file()
