"""Reads JSON Lines: one article a line. A bad line costs only itself."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from rag.documents.mending.decoding import clean, decode
from rag.documents.mending.markup import plain
from rag.documents.metadata.columns import find_column
from rag.documents.metadata.records import Metadata, read_metadata, text_of
from rag.documents.types import Article, Failure, FileContents, SourceFile, load_error

# Nobody reads more; the rest is counted.
_MAX_FAILURES = 100
# So many bad lines at the head of a file without a good one: it is something else.
_GIVE_UP = 10_000
_REMEDY = 'Escriba en cada línea un objeto como {"text": "…", "title": "…", "date": "2025-08-14"}.'


def _entry(line: str, number: int, columns: Mapping[str, str]) -> tuple[str, Metadata] | Failure:
    try:
        record = json.loads(line, strict=False)
    except RecursionError:
        return Failure(number, "demasiados niveles anidados")
    except ValueError as error:
        column = f" (columna {error.colno})" if isinstance(error, json.JSONDecodeError) else ""
        return Failure(number, f"no es JSON válido{column}: «{_excerpt(line)}»")
    if not isinstance(record, dict):
        return Failure(number, f"no es un objeto JSON: «{_excerpt(line)}»")
    record = _mapped(record, columns)
    value = text_of(record)
    if value is None:
        keys = ", ".join(map(repr, list(record)[:5])) or "ninguna"
        return Failure(number, f"le falta la clave «text» (tiene: {_excerpt(keys, 100)})")
    if not isinstance(value, str):
        return Failure(number, f"«text» no es una cadena: «{_excerpt(json.dumps(value))}»")
    text = clean(plain(value))
    if not any(c.isalnum() for c in text):
        return Failure(number, "«text» está vacío")
    return text, read_metadata(record)


def _mapped(record: dict[str, Any], columns: Mapping[str, str]) -> dict[Any, Any]:
    """Put what is mapped under the names that are known, before anything else."""
    names = list(record)
    found = {field: find_column(names, name) for field, name in columns.items()}
    mapped = {field: record[names[at]] for field, at in found.items() if at is not None}
    taken = {names[at] for at in found.values() if at is not None}
    return {**mapped, **{k: v for k, v in record.items() if k not in taken and k not in mapped}}


def _excerpt(line: str, length: int = 40) -> str:
    text = " ".join(clean(line[: 4 * length]).split())
    return text if len(text) <= length else text[:length] + "…"


class JsonLinesFormat:
    """Reads JSON Lines, where every line is an article."""

    suffixes = (".jsonl",)
    isolated = False
    libraries = ()

    def read(self, file: SourceFile) -> FileContents:
        """Read the articles, and say which lines are none.

        :raises LoadError: no line is an article.
        """
        text = decode(file.data, file.path)
        articles: list[Article] = []
        failures: list[Failure] = []
        unread: list[Failure] = []
        further = 0
        for number, line in enumerate(text.split("\n"), start=1):
            if not line.strip():
                continue
            parsed = _entry(line, number, file.options.columns)
            if not isinstance(parsed, Failure):
                body, said = parsed
                title, source, author = map(clean, (said.title, said.source, said.author))
                articles.append(Article(body, title, said.date, source, author, number))
                unread += [Failure(number, said.problem)] if said.problem else []
            elif len(failures) < _MAX_FAILURES:
                failures.append(parsed)
            else:
                further += 1
                if not articles and further > _GIVE_UP:
                    break
        if not articles and failures:
            if text.lstrip().startswith(("[", "{\n")):
                problem = "es JSON corriente, no un artículo por línea"
            else:
                first = failures[0]
                problem = f"ninguna línea es un artículo; la {first.line} {first.reason}"
            raise load_error(file.path, problem, _REMEDY)
        if further:
            failures.append(Failure(None, f"y otras {further} líneas que no son artículos"))
        if len(unread) > _MAX_FAILURES:
            others = f"y otras {len(unread) - _MAX_FAILURES} fechas no entendidas"
            unread[_MAX_FAILURES:] = [Failure(None, others)]
        return FileContents(tuple(articles), (*failures, *unread))
