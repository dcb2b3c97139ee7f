"""Offers programs the API's endpoints ``/ask``, ``/search`` and ``/add``."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import gradio as gr

from index.errors import InputError
from rag.archive import Archive
from rag.chat.actions.errors import error_message
from rag.chat.actions.sources import HITS
from rag.chat.components.page_parts import ASKING, WRITING
from rag.chat.wording.languages import WORDS
from rag.chat.wording.names import LANGUAGE


def add_endpoints(archive: Archive) -> None:
    """Add the endpoints to the page that is being built, as it documents them."""

    def ask(question: str) -> str:
        with _readable_errors():
            return str(archive.ask(str(question)))  # with the list of its sources

    def search(question: str, k: int = 10) -> list[dict[str, Any]]:
        with _readable_errors():
            if not isinstance(k, int):  # clients may send anything
                raise InputError(f"«k» es {k!r} y tiene que ser un número entero.")
            hits = archive.search_result(str(question), min(k, HITS)).to_dict()["hits"]
        return list(hits)

    def add(text: str, title: str = "", date: str = "", source: str = "") -> dict[str, Any]:
        with _readable_errors():
            report = archive.add_text(str(title), str(text), str(date), str(source))
        # Gradio's client takes whatever has a "path" for a file to be fetched.
        counts = {key: value for key, value in report.to_dict().items() if key != "files"}
        return counts | {
            "documents": [id for file in report.files for id in file.documents],
            "reasons": [file.reason for file in report.files if file.reason],
        }

    spanish = WORDS[LANGUAGE]
    gr.api(ask, api_name="ask", api_description=spanish.api_ask, **ASKING)
    gr.api(search, api_name="search", api_description=spanish.api_search, **ASKING)
    gr.api(add, api_name="add", api_description=spanish.api_add, **WRITING)


@contextmanager
def _readable_errors() -> Iterator[None]:
    """Turn errors into Gradio's, whose text reaches API clients; the unexpected ones are logged."""
    try:
        yield
    except Exception as error:
        message = error_message(error, WORDS[LANGUAGE])
        raise gr.Error(message, print_exception=False) from error
