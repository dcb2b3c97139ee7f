"""Bombs of as much as a file may hold: captions, lines, headers and pages by the million.

Nothing in them is wrong but how much of it there is, so that each is as large as the limit on files
lets it be, or packed.
"""

from __future__ import annotations

import gzip
from typing import Final

from tests.rag.documents.formats.made_files import warc
from tests.torture.bomb import Bomb

_CUE: Final = b"1\n00:00:01,000 --> 00:00:02,000\n"
_PACKED: Final = "text/html; charset=utf-8\r\nContent-Encoding: gzip"
_MAIL: Final = b"From: a@b.example\nSubject: x\n"
_QUOTED: Final = (
    b"Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: quoted-printable\n\n"
)


def _packed_pages(pages: int, paragraphs: int) -> bytes:
    """A stored site of so many pages, each packed."""
    page = b"<html><body><article>" + b"<p>Llueve sobre los montes de Urdaz.</p>" * paragraphs
    packed = gzip.compress(page)
    return warc({f"http://eco.example/{i}": (_PACKED, packed) for i in range(pages)}, zipped=True)


LONG: Final[dict[str, Bomb]] = {
    "srt: 1.25 million captions": Bomb(
        ".srt", lambda: (_CUE + b"hola\n\n") * 1_250_000, "subtítulos y el límite"
    ),
    "srt: one caption of 49 MB": Bomb(".srt", lambda: _CUE + b"hola " * 9_800_000 + b"\n"),
    "srt: one caption of 9 million lines": Bomb(
        ".srt", lambda: _CUE + b"hola\n" * 9_000_000, "líneas y el límite"
    ),
    "vtt: 20 MB of notes": Bomb(
        ".vtt",
        lambda: (
            b"WEBVTT\n\n" + b"NOTE a\n\n" * 2_500_000 + b"00:01.000 --> 00:02.000\nHola, Urdaz.\n"
        ),
        "líneas y el límite",
    ),
    "eml: 400,000 headers": Bomb(".eml", lambda: _MAIL + b"X-A: b\n" * 400_000 + b"\nHola.\n"),
    "eml: 45 MB of quoted-printable": Bomb(
        ".eml", lambda: _MAIL + _QUOTED + (b"=C3=B1" * 12 + b"=\n") * 600_000
    ),
    "warc: 400 packed pages of 4 MB": Bomb(".warc.gz", lambda: _packed_pages(400, 100_000)),
    "warc: 400 packed pages": Bomb(".warc.gz", lambda: _packed_pages(400, 50)),
}
