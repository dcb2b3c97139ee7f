"""The chat: a question box, answers with their marks, and the passages they were read from.

A thin skin over :mod:`rag`: it asks the archive and shows what comes back. Everything is
served from this machine to this machine; the page fetches nothing from anywhere else.
"""

from __future__ import annotations

import argparse
import logging
import os
import re
import socket
import sys
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any, Final

os.environ["GRADIO_ANALYTICS_ENABLED"] = "False"  # read by Gradio while it is imported

import gradio as gr

import rag
from index.errors import HemerotecaError, InputError
from rag import Archive, printing, questions, rendering, sample
from rag.cli import DEBUG, DONE, FAILED, UNUSABLE, Parser
from rag.rendering import WORDS, Words

HOST: Final = "127.0.0.1"
PORT: Final = 7860
LANGUAGE: Final = "es"
TURNS: Final = 30
"""Turns kept on the page; with four full passages each they weigh about 400 kB."""
QUEUED: Final = 64
"""Questions that may wait: at 150 ms each, the last one waits ten seconds."""
AT_ONCE: Final = 2
"""Questions answered at the same time: one already keeps two cores busy while it is read."""
HITS: Final = 50
"""Hits that one call of ``/search`` may ask for."""

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Conversation:
    """What one visitor has asked: how many questions, and the turns still shown."""

    asked: int = 0
    turns: tuple[str, ...] = ()


@contextmanager
def _told() -> Iterator[None]:
    """Turns errors meant for people into Gradio's, whose text reaches API clients."""
    try:
        yield
    except HemerotecaError as error:
        raise gr.Error(str(error), print_exception=False) from error


def build(archive: Archive, examples: Sequence[str] = (), *, language: str = LANGUAGE) -> gr.Blocks:
    """The page over an archive, and the API's endpoints ``/ask`` and ``/search``.

    :param examples: questions offered to begin with.
    :param language: of the page, a key of :data:`rag.rendering.WORDS`.
    """
    words = WORDS[language]

    def header() -> str:
        facts = archive.facts()
        return rendering.header(words, documents=facts["documents"], passages=facts["passages"])

    def ask(question: str) -> str:
        with _told():
            return archive.ask(str(question)).text

    def search(question: str, k: int = 10) -> list[dict[str, Any]]:
        with _told():
            if not isinstance(k, int):  # clients may send anything
                raise InputError(f"«k» es {k!r} y tiene que ser un número entero.")
            hits = archive.find(str(question), min(k, HITS)).to_dict()["hits"]
        return list(hits)

    reply = partial(_reply, archive, words)
    with gr.Blocks(title=words.title, analytics_enabled=False) as page:
        plain: dict[str, Any] = {"apply_default_css": False, "js_on_load": None}
        masthead = gr.HTML(header(), **plain)
        with gr.Row(elem_id="ask-row"):
            question = gr.Textbox(
                label=words.question,
                placeholder=words.placeholder,
                show_label=False,
                container=False,
                autofocus=True,
                scale=5,
                html_attributes=gr.InputHTMLAttributes(autocomplete="off", spellcheck=True),
                elem_id="question",
            )
            button = gr.Button(words.ask, variant="primary", scale=1, min_width=110, elem_id="ask")
        with gr.Row(elem_id="examples", visible=bool(examples)):
            offered = [gr.Button(example, size="sm") for example in examples]
        shown = gr.HTML(rendering.conversation("", words), **plain)
        talk = gr.State(Conversation())
        outputs = [question, button, shown, talk]
        # What the page does is no endpoint of the API; both share the same few places.
        quiet: dict[str, Any] = {"show_progress": "hidden", "api_visibility": "private"}
        shared: dict[str, Any] = {"concurrency_limit": AT_ONCE, "concurrency_id": "ask"}
        page.load(header, None, masthead, **quiet)
        gr.on([question.submit, button.click], reply, [question, talk], outputs, **quiet, **shared)
        for example in offered:
            example.click(reply, [example, talk], outputs, **quiet, **shared)
        gr.api(ask, api_name="ask", **shared)
        gr.api(search, api_name="search", **shared)
    page.queue(max_size=QUEUED, api_open=False, default_concurrency_limit=AT_ONCE)
    return page


def _reply(archive: Archive, words: Words, question: str, talk: Conversation) -> Iterator[Any]:
    """First that it is being searched, then the answer: box, button, turns, conversation."""
    earlier = "".join(talk.turns)
    free, busy = gr.update(interactive=True), gr.update(interactive=False)

    def show(turn: str) -> str:
        return rendering.conversation(turn + earlier, words)

    try:
        questions.checked(question)  # before it is shown: it might be of any length
        yield gr.update(value=""), busy, show(rendering.waiting(question, words)), talk
        answer = archive.ask(question)
    except Exception as error:
        told = isinstance(error, HemerotecaError)
        if not told:
            _log.exception("A question could not be answered")
        notice = rendering.problem(str(error) if told else words.unexpected)
        yield gr.update(value=question), free, show(notice), talk
        return
    turn = rendering.turn(answer, talk.asked + 1, words)
    talk = Conversation(talk.asked + 1, (turn, *talk.turns)[:TURNS])
    yield gr.update(), free, show(turn), talk


def serve(
    archive: Archive,
    *,
    host: str = HOST,
    port: int = PORT,
    examples: Sequence[str] = (),
    language: str = LANGUAGE,
) -> None:
    """Serve the chat until interrupted.

    :raises HemerotecaError: the address cannot be used.
    """
    _check_address(host, port)
    # Gradio checks its own address through whatever proxy is set.
    for name in ("NO_PROXY", "no_proxy"):
        os.environ[name] = ",".join(filter(None, (os.environ.get(name), host, HOST, "localhost")))
    page = build(archive, examples, language=language)
    _, url, _ = page.launch(
        server_name=host,
        server_port=port,
        share=False,
        quiet=True,
        prevent_thread_lock=True,
        footer_links=["api"],
        run_history=False,
        enable_monitoring=False,
        mcp_server=False,
        max_file_size="1kb",  # nothing is uploaded yet
        state_session_capacity=1_000,
        theme=gr.themes.Base(neutral_hue="stone", font=["system-ui", "sans-serif"]),
        css_paths=Path(rag.__file__).with_name("chat.css"),
        js=f"() => {{ document.documentElement.lang = '{language}' }}",
    )
    print(f"Chat abierto en {url} (Ctrl+C para cerrarlo)", flush=True)
    try:
        threading.Event().wait()
    except KeyboardInterrupt:
        page.close(verbose=False)
        print("\nChat cerrado.")


def _check_address(host: str, port: int) -> None:
    """Find out before anything slow whether the address is free, and say why not."""
    try:
        family = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0][0]
        socket.create_server((host, port), family=family).close()
    except (OSError, UnicodeError) as error:
        raise HemerotecaError(
            f"No se puede abrir el chat en {host}:{port}: el puerto está ocupado o la dirección "
            "no es de esta máquina. Elija otro puerto con --port, u otra dirección con --host."
        ) from error


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = Parser(prog="app.py", description="Abre el chat sobre un archivo de artículos.")
    parser.add_argument("--archive", metavar="CARPETA", help="carpeta del archivo")
    parser.add_argument("--sample", action="store_true", help="abre el archivo de muestra")
    parser.add_argument("--host", default=HOST, metavar="DIRECCIÓN")
    parser.add_argument("--port", default=str(PORT), metavar="PUERTO")
    parser.add_argument("--lang", default=LANGUAGE, metavar="IDIOMA", help=", ".join(WORDS))
    options = parser.parse_args(arguments)
    if options.sample and options.archive:
        raise InputError("--sample y --archive no van juntos: elija uno de los dos archivos.")
    if not re.fullmatch("[0-9]{1,5}", options.port) or not 1 <= int(options.port) <= 65_535:
        raise InputError(f"«{options.port}» no es un puerto. Dé un número de 1 a 65535.")
    if options.lang not in WORDS:
        raise InputError(f"«{options.lang}» no es un idioma del chat. Hay: {', '.join(WORDS)}.")
    return options


def main(arguments: Sequence[str] | None = None) -> int:
    """Open an archive, serve the chat over it, and return the exit status."""
    try:
        options = _options(arguments)
        address: dict[str, Any] = {"host": options.host, "port": int(options.port)}
        _check_address(**address)
        if options.sample:
            with printing.progress("Preparando el archivo de muestra") as advance:
                archive = sample.open_sample(advance)
        else:
            archive = Archive.open(options.archive, create=False)
        examples = sample.QUESTIONS if options.sample else ()
        serve(archive, **address, examples=examples, language=options.lang)
    except HemerotecaError as error:
        print(error, file=sys.stderr)
        return UNUSABLE if isinstance(error, InputError) else FAILED
    except KeyboardInterrupt:
        print("\nInterrumpido.", file=sys.stderr)
        return FAILED
    except Exception as error:
        if os.environ.get(DEBUG):
            raise
        print(f"Error inesperado ({type(error).__name__}): {error}", file=sys.stderr)
        return FAILED
    return DONE


if __name__ == "__main__":
    raise SystemExit(main())
