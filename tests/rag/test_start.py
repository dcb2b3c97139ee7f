"""What a cold start loads: nothing that asking does not need."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Sequence

import pytest

HEAVY = (
    "torch",
    "transformers",
    "sentence_transformers",
    "gradio",
    "onnx",
    "pandas",
    "matplotlib",
    "scipy",
)


UNASKED = (
    "rag.chat.wording.words",
    "rag.documents.adding",
    "rag.documents.formats.registry",
    "rag.writer",
    "openai",
    "rich.progress",
    "yaml",
)
"""What only adding, a progress bar, the chat and a writer need."""

WRITING = ("rag.writer", "openai", "jiter", "index.encoders.e5.trunk")
"""What only a writer needs."""


def loaded_after(code: str, *arguments: str, modules: Sequence[str] = HEAVY) -> set[str]:
    """Those of the modules that a fresh process has loaded after running the code."""
    said = f"{code}\nimport sys\nprint(*(n for n in {modules!r} if n in sys.modules), sep='\\n')"
    done = subprocess.run(
        [sys.executable, "-c", said, *arguments], capture_output=True, text=True, check=True
    )
    return set(done.stdout.split("\n---\n")[-1].split())


@pytest.mark.slow
@pytest.mark.parametrize("module", ["rag", "index", "rag.cli.main", "rag.reader.span_reader"])
def test_importing_loads_no_heavy_module(module: str) -> None:
    assert loaded_after(f"import {module}") == set()


@pytest.mark.slow
def test_a_command_loads_only_what_all_commands_need() -> None:
    assert loaded_after("import rag.cli.main", modules=UNASKED) == set()


@pytest.mark.slow
def test_adding_and_asking_loads_no_heavy_module(tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = tmp_path_factory.mktemp("archivo")
    article = folder / "nota.txt"
    article.write_text("El puerto de Quirimay abrirá en junio con ocho grúas.", encoding="utf-8")
    code = (
        "import sys\nfrom rag.cli import main as cli\n"
        "status = cli.main(['ask', '¿Cuándo abrirá el puerto?', '--archive', sys.argv[1]])\n"
        "print('\\n---')\nassert status == 0"
    )
    add = [sys.executable, "-m", "rag", "add", str(article), "--archive", str(folder / "a")]
    subprocess.run(add, capture_output=True, check=True)
    assert loaded_after(code, str(folder / "a"), modules=(*HEAVY, *WRITING)) == set()


@pytest.mark.slow
@pytest.mark.parametrize("module", ["hemeroteca", "rag.cli.main", "rag.conversation", "app"])
def test_without_a_writer_nothing_of_it_is_imported(module: str) -> None:
    assert loaded_after(f"import {module}", modules=WRITING) == set()


@pytest.mark.slow
def test_the_whole_tokenizer_is_left_alone_where_western_text_is_asked() -> None:
    code = (
        "from index.encoders.loading import load_default\nr = load_default().runtime\n"
        "r.tokens(['¿Cuántos años?'])\nprint('tokenizer' in vars(r), '_western' in vars(r))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["False", "True"]
