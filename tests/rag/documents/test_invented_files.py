"""Title, outlet, author, day and text of files invented as sites, agencies and people make them.

Each file of the table stands for a kind of fault that was met in the field; what is right of it was
written by hand before it was read. ``-`` and nothing stand for what it does not say.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import pytest

from rag.documents.loading import load
from rag.documents.paragraphs import passages
from rag.documents.sentences import split_sentences
from rag.documents.types import Article, LoadError

_SET: Final = Path(__file__).with_name("invented_files.txt")
_TEXT: Final = {
    "A": "El río Alcor subió dos metros en pocas horas y los vecinos de la ribera tuvieron que "
    "salir de sus casas con lo puesto, según contaron los que llegaron al polideportivo de la "
    "villa.",
    "B": "La regidora Marta Ezquerra pidió calma y dijo que las bombas seguirán en marcha mientras "
    "haga falta, porque el agua entra todavía por los sótanos de la calle Mayor.",
    "C": "El consejo de aguas abrirá una investigación y revisará las compuertas de la presa "
    "vieja, que nadie había tocado desde la riada anterior.",
}
_LONGEST_HEAD_LINE: Final = 100


@dataclass(frozen=True, slots=True)
class Invented:
    """A file, and what is right of it.

    :param kind: of what was got wrong in such files.
    :param right: by name: ``title``, ``source``, ``author``, ``date``; ``first`` and ``last`` of
        its passages; what they have (``has``) and have not (``without``), whole ``sentence``s, each
        parted by a bar; or the words with which it is ``refused``.
    """

    kind: str
    name: str
    encoding: str
    right: dict[str, str]
    content: str


def _filled(text: str) -> str:
    pages = "".join(f"<p>{{{{{letter}}}}}</p>" for letter in _TEXT)
    text = text.replace("{{ps}}", pages).replace("{{ts}}", "{{A}}\n\n{{B}}\n\n{{C}}")
    for letter, sentence in _TEXT.items():
        text = text.replace(f"{{{{{letter}}}}}", sentence)
    return text


def invented_files() -> Iterator[Invented]:
    for block in ("\n" + _SET.read_text("utf-8")).split("\n=== ")[1:]:
        head, _, rest = block.partition("\n")
        told, _, content = f"\n{rest}".partition("\n---\n")
        kind, name, *encoding = head.split(" | ")
        right = {
            field: _filled(value.strip())
            for field, _, value in (line.partition(":") for line in told.split("\n") if line)
        }
        if "{{ps}}" in content:
            right = {"first": _TEXT["A"], "last": _TEXT["C"], **right}
        yield Invented(kind, name, (encoding or ["utf-8"])[0], right, _filled(content).rstrip("\n"))


FILES: Final = tuple(invented_files())


def _shown(article: Article) -> str:
    """The text of an article's passages."""
    found = passages(
        article.text, count_tokens=lambda text: len(text) // 4, limit=10**5, title=article.title
    )
    return "\n\n".join(article.text[span.start : span.end] for span in found.spans)


def _sentences(text: str) -> list[str]:
    return [
        line[slice(*place)].strip() for line in text.split("\n") for place in split_sentences(line)
    ]


@pytest.mark.parametrize("file", FILES, ids=lambda file: f"{file.kind} {file.name}")
def test_what_a_file_says_is_read_and_what_is_no_article_of_it_left_out(
    file: Invented, tmp_path: Path
) -> None:
    path, right = tmp_path / file.name, file.right
    path.write_bytes(file.content.encode(file.encoding))
    if "refused" in right:
        with pytest.raises(LoadError, match=f"no trae ningún {right['refused']}"):
            load(path)
        return
    (article,) = load(path).articles
    found = {
        "title": article.title,
        "source": article.source,
        "author": article.author,
        "date": article.date or "-",
    }
    wanted = {field: right[field] for field in found if field in right}
    assert {field: found[field] for field in wanted} == wanted
    text = _shown(article)
    if "first" in right:
        before, begin, _ = text.partition(right["first"])
        assert begin, text
        assert all(len(line) <= _LONGEST_HEAD_LINE for line in before.split("\n")), text
    assert text.rstrip().endswith(right.get("last", "")), text
    for piece in filter(None, right.get("has", "").split(" | ")):
        assert piece in text
    for piece in filter(None, right.get("without", "").split(" | ")):
        assert piece not in text
    sentences = _sentences(text)
    for piece in filter(None, right.get("sentence", "").split(" | ")):
        assert piece in sentences


def test_the_set_has_as_many_files_of_each_kind_as_the_documents_say() -> None:
    found = Counter(file.kind for file in FILES)
    said = Path("docs/reading.md").read_text("utf-8")
    table = re.findall(r"^\| (\d+) \| `(\w+)` \|", said, re.MULTILINE)
    assert {kind: str(count) for kind, count in found.items()} == {k: n for n, k in table}
    assert f"{len(FILES)} invented files" in " ".join(said.split())
