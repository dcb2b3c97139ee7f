"""Reads subtitles and transcripts of speech (.srt, .vtt) by webvtt-py, as running text.

A caption is as much as fits on a screen, half a sentence; a passage is what was said between two
pauses. What automatic captions repeat while they roll is said once.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import unescape
from typing import Any, Final

from rag.documents.mending.decoding import clean, decode
from rag.documents.types import Article, FileContents, SourceFile, load_error

MAX_CAPTIONS: Final = 500_000
"""A day of speech has 30,000; webvtt-py takes 1 kB of memory for each."""
MAX_LINES: Final = 3_000_000
"""A caption has five, with its number, its times and a blank one."""
_PAUSE_S: Final = 2.0
"""Between sentences of one speaker there is less, between two matters more."""
_LONG: Final = 500
"""Characters after which a paragraph ends with the next sentence; a passage of the press."""
_TAG: Final = re.compile(r"<[^<>]{0,200}>|\{\\[^{}]{0,100}\}")
_ENDED: Final = re.compile(r"[.!?…][\"»”')\]]*\Z")
_SPEAKER: Final = re.compile(r"\A\s*[-–—]\s*")
# «[Música]», «(risas)», «♪»: nobody says it.
_SOUND: Final = re.compile(r"[\[(][^\])]{0,60}[\])]|[♪♫#\s]+")
_TIMES: Final = re.compile(r"-->")
_SMALLER: Final = "Divídalo en partes, o guarde su texto como .txt."
_REMEDY: Final = "Guárdelo de nuevo como .srt o .vtt, o su texto como .txt."


@dataclass(frozen=True, slots=True)
class Caption:
    """What stands on the screen at a time.

    :param start: seconds from the beginning.
    """

    start: float
    end: float
    lines: Sequence[str]
    voice: str = ""


def _captions(text: str) -> tuple[list[Caption], str]:
    """Parse a file by what it begins with, whatever it is called; also give its title."""
    import webvtt

    text = text.lstrip("\n")
    found: Any = webvtt.from_buffer(
        io.StringIO(text), format="vtt" if text.startswith("WEBVTT") else "srt"
    )
    title = " ".join(str(found.header_text or "").split()).lstrip("-–— ")
    captions = [
        Caption(
            float(one.start_in_seconds),
            float(one.end_in_seconds),
            [line for line in one.text.split("\n") if line.strip()],
            " ".join(str(one.voice or "").split()),
        )
        for one in found
    ]
    return captions, title


def paragraphs(captions: Sequence[Caption]) -> Iterator[str]:
    """Join captions to paragraphs: between pauses, and at a change of speaker."""
    said: list[str] = []
    length = 0
    end, voice = 0.0, ""
    before = ""
    for caption in captions:
        for number, line in enumerate(caption.lines):
            words = " ".join(_TAG.sub("", line).split())
            if not words or _SOUND.fullmatch(words) or words == before:
                continue
            before = words
            spoken = _SPEAKER.sub("", words)
            turn = spoken != words or caption.voice != voice
            pause = number == 0 and caption.start - end >= _PAUSE_S
            ended = bool(said) and _ENDED.search(said[-1]) is not None
            if said and (turn or (ended and (pause or length >= _LONG))):
                yield " ".join(said)
                said, length = [], 0
            if caption.voice != voice or not said:
                voice = caption.voice
                if voice and not said:
                    spoken = f"{voice}: {spoken}"
            said.append(spoken)
            length += len(spoken) + 1
            end = max(end, caption.end)
    if said:
        yield " ".join(said)


class SubtitlesFormat:
    """Reads subtitles."""

    suffixes = (".srt", ".vtt")
    isolated = True
    libraries = ("webvtt",)

    def read(self, file: SourceFile) -> FileContents:
        """Read what is said as one article.

        :raises LoadError: there are no subtitles in it.
        """
        path = file.path
        text = clean(decode(file.data, path))
        if (some := text.count("-->")) > MAX_CAPTIONS:
            problem = f"tiene {some} subtítulos y el límite es {MAX_CAPTIONS}"
            raise load_error(path, problem, _SMALLER)
        if (some := text.count("\n")) > MAX_LINES:
            problem = f"tiene {some} líneas y el límite es {MAX_LINES}"
            raise load_error(path, problem, _SMALLER)
        try:
            captions, title = _captions(text)
        except (MemoryError, RecursionError):
            raise
        except Exception as error:  # its parsers raise errors of many kinds
            problem = f"no son subtítulos que se puedan leer ({type(error).__name__})"
            raise load_error(path, problem, _REMEDY) from error
        spoken = unescape("\n\n".join(paragraphs(captions)))
        if not any(c.isalnum() for c in spoken):
            some = len(_TIMES.findall(text))
            problem = f"no hay nada dicho en sus {some} subtítulos" if some else "no son subtítulos"
            raise load_error(path, problem, _REMEDY)
        return FileContents((Article(clean(spoken), clean(title)),))
