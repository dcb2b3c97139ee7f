"""Reads files in the child that :mod:`rag.documents.formats.isolation` starts; replies in JSON.

A request is a line of JSON (path, size, seconds, options, parts) and as many bytes; the reply is a
line, and after it the bytes of the files that were found inside, in their order. Before it
come lines that say only that a page has been read, where pages take long: each page then has the
time that a file has.
"""

from __future__ import annotations

import json
import os
import shutil
import signal
import sys
import time
from dataclasses import astuple
from pathlib import Path
from typing import Any, Final

from rag.documents.formats import registry
from rag.documents.types import (
    FileContents,
    LoadError,
    Member,
    ReadOptions,
    SourceFile,
)

MAX_MEMORY: Final = 1_500_000_000
"""Bytes beside what the child takes empty; see docs/security-tests.md for what files need."""

PAGE_READ: Final = b'{"page": "read"}\n'
"""Said before the reply of each page that takes long."""


def reply_to(file: SourceFile) -> tuple[dict[str, Any], list[bytes]]:
    """Read a file and give its contents or its error as JSON may hold them, and the bytes of
    the files inside it."""
    try:
        contents = registry.format_of(file.path).read(file)
    except LoadError as error:
        return {"error": str(error), "path": error.path, "blank": error.blank}, []
    except (RecursionError, MemoryError) as error:
        return {"complex": type(error).__name__}, []
    return _as_json(contents), [member.data for member in contents.members]


def _as_json(contents: FileContents) -> dict[str, Any]:
    return {
        "articles": [astuple(article) for article in contents.articles],
        "failures": [astuple(failure) for failure in contents.failures],
        "pages": [astuple(page) for page in contents.pages],
        "members": [
            [member.name, len(member.data), member.source, member.whole]
            for member in contents.members
        ],
        "unread": contents.unread,
        "sheets": contents.sheets,
    }


def _limit_memory() -> None:
    """Bound memory on Linux; elsewhere only time is bounded."""
    try:
        import resource

        pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0])
    except (ImportError, OSError):
        return
    most = pages * resource.getpagesize() + MAX_MEMORY
    resource.setrlimit(resource.RLIMIT_AS, (most, most))


def _import_libraries() -> None:
    """Import what a file would import, before memory is counted."""
    for format in registry.FORMATS:
        for name in format.libraries if format.isolated else ():
            __import__(name)


def _limit_time(allowed: float) -> None:
    """End this process when it has worked so much longer, whoever is left to see it; on
    Windows the parent's clock alone does."""
    try:
        import resource
    except ImportError:
        return
    used = resource.getrusage(resource.RUSAGE_SELF)
    soft = int(used.ru_utime + used.ru_stime + allowed) + 1
    resource.setrlimit(resource.RLIMIT_CPU, (soft, resource.getrlimit(resource.RLIMIT_CPU)[1]))


def main() -> None:
    """Reply to files until nobody sends any."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C is the parent's to handle
    requests = sys.stdin.buffer
    replies = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # whatever a library prints is no reply
    _import_libraries()
    _limit_memory()
    replies.write(b"{}\n")
    replies.flush()
    while line := requests.readline():
        header = json.loads(line)
        data, options = requests.read(header["size"]), ReadOptions(**header["options"])
        parts = tuple(Member(name, requests.read(size)) for name, size in header["parts"])
        allowed = header["seconds"]

        def on_page(allowed: float = allowed) -> None:
            _limit_time(allowed)
            replies.write(PAGE_READ)
            replies.flush()

        _limit_time(allowed)
        begin = time.process_time()
        reply, blobs = reply_to(
            SourceFile(data, Path(header["path"]), options, parts, on_page=on_page)
        )
        reply["took"] = time.process_time() - begin
        replies.write(json.dumps(reply).encode() + b"\n")
        replies.writelines(blobs)
        replies.flush()
    # Whoever made our folder may have been killed, and then leaves it to us.
    for folder in sys.argv[1:]:
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    main()
