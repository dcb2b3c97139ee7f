"""Reads mail: one message (.eml) or a box of them (.mbox), with what is attached."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from rag.documents.formats.bundles import message
from rag.documents.types import (
    Article,
    Failure,
    FileContents,
    Member,
    SourceFile,
    load_error,
)

MAX_MESSAGES: Final = 20_000
"""Messages of a mailbox that are read; the others are counted."""
_FROM: Final = re.compile(rb"(?:\A\s*|(?<=\n\n)|(?<=\n\r\n))From [^\n]*\d\d:\d\d[^\n]*\n")
_ESCAPED: Final = re.compile(rb"^>(>*From )", re.MULTILINE)
_MAX_FAILURES: Final = 100
"""Messages that are named one by one where they cannot be read."""


class MailFormat:
    """Reads a message."""

    suffixes = (".eml",)
    isolated = True
    libraries = ("email.policy", "lxml.html")

    def read(self, file: SourceFile) -> FileContents:
        """Read the message, and give its attachments back to be read by their formats.

        :raises LoadError: it is no message, or is empty.
        """
        found = message.read(file.data, file.path)
        if not found.known:
            remedy = "Guárdelo en su programa de correo como .eml, o su texto como .txt."
            raise load_error(file.path, "no es un mensaje de correo", remedy)
        if found.article is None and not found.members:
            remedy = "Si está cifrado, guárdelo descifrado."
            raise load_error(file.path, "el mensaje no tiene texto", remedy)
        articles = (found.article,) if found.article else ()
        return FileContents(articles, tuple(found.failures), members=tuple(found.members))


class MailboxFormat:
    """Reads a box of messages."""

    suffixes = (".mbox",)
    isolated = True
    libraries = ("email.policy", "lxml.html")

    def read(self, file: SourceFile) -> FileContents:
        """Read each message as an article, and give attachments back.

        :raises LoadError: it is no box of messages.
        """
        starts = list(_FROM.finditer(file.data))
        if not starts:
            remedy = "Guárdelo en su programa de correo como .mbox o .eml."
            raise load_error(file.path, "no es un buzón de correo (.mbox)", remedy)
        articles: list[Article] = []
        failures: list[Failure] = []
        members: list[Member] = []
        empty = 0
        ends = [start.start() for start in starts[1:]] + [len(file.data)]
        for number, (start, end) in enumerate(zip(starts, ends, strict=True), start=1):
            if number > MAX_MESSAGES:
                left = len(starts) - MAX_MESSAGES
                failures.append(Failure(None, f"Quedan {left} mensajes sin leer; divida el buzón."))
                break
            data = _ESCAPED.sub(rb"\1", file.data[start.end() : end])
            try:
                found = message.read(data, file.path)
            except RecursionError:
                failures.append(Failure(None, f"El mensaje {number} es demasiado complejo."))
                continue
            place = f"mensaje {number}"
            if found.article:
                articles.append(replace(found.article, place=place))
            elif not found.members:
                empty += 1
            members += [replace(one, name=f"{place}/{one.name}") for one in found.members]
            failures += [Failure(None, f"Mensaje {number}: {one.reason}") for one in found.failures]
        if empty:
            failures.append(Failure(None, f"{empty} mensajes sin texto no se han leído."))
        if len(failures) > _MAX_FAILURES:
            more = Failure(None, f"y otros {len(failures) - _MAX_FAILURES} problemas.")
            failures = [*failures[:_MAX_FAILURES], more]
        return FileContents(tuple(articles), tuple(failures), members=tuple(members))
