"""A conversation in the terminal: a question a line, until the input ends."""

from __future__ import annotations

import sys
from collections.abc import Iterable

from index import Filters
from index.errors import InputError
from rag.conversation import Conversation


def talk(conversation: Conversation, lines: Iterable[str], filters: Filters) -> None:
    """Answer each line on standard output, after the question really asked where it differs.

    A line that cannot be asked is told on standard error, and the talk goes on.
    """
    for line in filter(None, map(str.strip, lines)):
        try:
            answer = conversation.ask(line, filters)
        except InputError as error:
            print(error, file=sys.stderr, flush=True)
            continue
        if answer.standalone_question != answer.question:
            print(f"({answer.standalone_question})")
        print(answer, end="\n\n", flush=True)
