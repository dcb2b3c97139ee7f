"""Carries out the commands that question an archive: search, ask, talk."""

from __future__ import annotations

import argparse
import io
import sys
from collections.abc import Iterable

from index import Filters
from index.errors import InputError
from index.types import MODES
from rag.cli import printing, writing
from rag.cli.arguments import Commands, filters_of
from rag.cli.exits import DONE
from rag.cli.opening import open_archive, open_to_ask
from rag.conversation import Conversation
from rag.followups.small_talk import ALONE_KEY
from rag.questions.query import Query


def add_commands(commands: Commands) -> None:
    """Add the commands of this module."""
    search = commands.add("search", _search, "Busca pasajes.", json=True, filters=True)
    search.add_argument("question", metavar="PREGUNTA", help="entre comillas")
    search.add_argument("-k", type=int, default=10, help="cuántos pasajes (10)")
    search.add_argument(
        "--mode",
        choices=MODES,
        default="hybrid",
        help="por significado y palabras (hybrid), solo por significado (dense) o solo por "
        "palabras (bm25)",
    )
    ask = commands.add(
        "ask", _ask, "Responde a una pregunta, con sus fuentes.", json=True, filters=True
    )
    ask.add_argument("question", metavar="PREGUNTA", help="entre comillas")
    talk = commands.add("talk", _talk, "Conversa, a una pregunta por línea.", filters=True)
    for parser in (ask, talk):
        writing.add_options(parser)


def _search(options: argparse.Namespace) -> int:
    archive = open_archive(options)
    result = archive.search_result(options.question, options.k, options.mode, filters_of(options))
    if options.json:
        printing.print_json(result.to_dict())
    else:
        if result.note:
            print(result.note)
        printing.show_hits(result.hits)
        if result.left_out:
            print(result.left_out.in_words)
    return DONE


def _ask(options: argparse.Namespace) -> int:
    # On a command line an empty question is a slip of the one who typed it.
    query = Query.of(options.question.strip())
    archive = open_to_ask(options.archive, options.encoder, writing.answerer_of(options))
    if options.json:
        printing.print_json(archive.ask(query, filters=filters_of(options)).to_dict())
        return DONE
    progressive = printing.Progressive()
    progressive.end(archive.ask(query, filters=filters_of(options), on_text=progressive.show))
    return DONE


def _talk(options: argparse.Namespace) -> int:
    if isinstance(sys.stdin, io.TextIOWrapper):
        sys.stdin.reconfigure(encoding="utf-8", errors="replace")
    archive = open_archive(options, answerer=writing.answerer_of(options))
    talk(Conversation(archive), sys.stdin, filters_of(options))
    return DONE


def talk(conversation: Conversation, lines: Iterable[str], filters: Filters) -> None:
    """Answer each line on standard output, below what it was taken to mean where that differs.

    «!» by itself asks the last question without its context. A line that cannot be asked is
    reported on standard error, and the talk goes on.
    """
    for line in filter(None, map(str.strip, lines)):
        progressive = printing.Progressive()

        def show(text: str, progressive: printing.Progressive = progressive) -> None:
            if text and not progressive.begun and (query := conversation.query) is not None:
                _understood(query.question, query.standalone_question)
            progressive.show(text)

        try:
            answer = conversation.ask(line, filters, on_text=show)
        except InputError as error:
            print(error, file=sys.stderr, flush=True)
            continue
        if not progressive.begun:
            _understood(answer.question, answer.standalone_question)
        progressive.end(answer)
        print(flush=True)


def _understood(question: str, standalone: str) -> None:
    if standalone != question:
        print(f"({standalone})  [{ALONE_KEY} = preguntar sin contexto]")
