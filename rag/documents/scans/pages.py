"""Recognises the pages of a file, as many at once as there are cores, within the time it has."""

from __future__ import annotations

import os
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from rag.documents.scans.engine import NotRecognisedError, page_seconds
from rag.documents.scans.recognition import Recognised, recognise
from rag.documents.types import LOW_QUALITY, PageRead, SourceFile

if TYPE_CHECKING:
    from PIL.Image import Image

MAX_S: Final = 3_600.0
"""Seconds by the clock that the pictures of one file may take: some 1,500 pages on two cores."""

AT_ONCE: Final = 4
"""Pages at once at most: each takes up to 300 MB."""


NOTHING: Final = "no se ha reconocido texto en su imagen."
"""What is said of a page that shows no text."""


@dataclass(frozen=True, slots=True)
class Scan:
    """A page after its picture was looked at.

    :param text: ``None`` where no word could be recognised.
    """

    page: PageRead
    text: Recognised | None = None


def recognise_pages(
    pictures: Iterable[tuple[int, Image]], file: SourceFile, seconds: float = MAX_S
) -> Iterator[Scan]:
    """Recognise pages, in their order.

    :param pictures: number and picture of each, made when it is its turn.
    :param file: what they are of; its ``on_page`` is called after each.
    :param seconds: by the clock; pages that are not begun by then are left out and named.
    """
    deadline = time.monotonic() + seconds
    cores = min(os.cpu_count() or 1, AT_ONCE)
    waiting: deque[tuple[int, Future[Recognised]]] = deque()

    def read(picture: Image) -> Recognised:
        left = deadline - time.monotonic()
        if left <= 0:
            raise NotRecognisedError("se acabó el tiempo que tiene un archivo; divídalo en partes.")
        return recognise(picture, file.options.ocr_lang, min(page_seconds(), left))

    with ThreadPoolExecutor(cores) as pool:
        try:
            for number, picture in pictures:
                waiting.append((number, pool.submit(read, picture)))
                if len(waiting) > cores:  # one more than are being read lies ready
                    yield _scan(*waiting.popleft(), file.on_page)
            while waiting:
                yield _scan(*waiting.popleft(), file.on_page)
        finally:
            pool.shutdown(cancel_futures=True)


def _scan(number: int, future: Future[Recognised], on_page: Callable[[], object]) -> Scan:
    try:
        text = future.result()
    except NotRecognisedError as error:
        return Scan(PageRead(number, "scanned", problem=str(error)))
    finally:
        on_page()
    if not text.words:
        return Scan(PageRead(number, "empty", problem=NOTHING))
    problem = ""
    if text.quality < LOW_QUALITY:
        problem = (
            f"se lee mal ({percent(text.quality)} de seguridad por palabra); coteje lo que se cite."
        )
    return Scan(PageRead(number, "scanned", round(text.quality, 3), problem), text)


def percent(share: float) -> str:
    """Write a share of 0…1 as people do: «83 %»."""
    return f"{100 * share:.0f} %"
