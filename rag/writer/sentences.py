"""Cuts what a model writes into sentences as it comes, each with the marks that it carries.

Models write marks before the full stop, after it, or several in one bracket; some think aloud
first, or write Markdown. What comes out is plain text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from index.text.folding import fold
from rag.documents.sentences import split_sentences

_MARKS: Final = re.compile(r"\s*[\[［]\s*(\d{1,3}(?:\s*[,;y]\s*\d{1,3})*)\s*[\]］]")
_LATE: Final = re.compile(r"([.!?…]+[»”\"']?)((?:\s?[\[［][\d\s,;y]{1,20}[\]］])+)")
_THOUGHT: Final = re.compile(
    r"<think(?:ing)?>.*?(?:</think(?:ing)?>|\Z)", re.DOTALL | re.IGNORECASE
)
_OPEN: Final = re.compile(r"(?:\s*[\[［][\d\s,;y]*|<[a-z/]*)$", re.IGNORECASE)
"""A bracket or a tag that has only begun."""
_BULLET: Final = re.compile(r"^\s*(?:[-*•–]|\d{1,2}[.)])\s+")
_HEADING: Final = re.compile(r"^\s*#{1,6}\s")
_EMPHASIS: Final = re.compile(r"\*\*|__|(?<!\w)[*_](?=\w)|(?<=\w)[*_](?!\w)|`")
_ENDED: Final = re.compile(r"[.!?…][»”\"')]*\s*$")


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence that was written.

    :param text: without its marks.
    :param marks: numbers of the passages that it names, in their order.
    :param opens: whether it begins a line.
    """

    text: str
    marks: tuple[int, ...]
    opens: bool = False


class Cutter:
    """Takes pieces of text and gives back the sentences that have ended.

    The whole text is cut anew with every piece: it is short, and what a piece means may be told
    only by the next one («junio.», « [1», «] Tiene»).
    """

    def __init__(self) -> None:
        self._text = ""
        self._given = 0

    def feed(self, piece: str) -> list[Sentence]:
        """The sentences that are whole with this piece."""
        self._text += piece
        # The last sentence may go on, or its marks may come behind it.
        return self._new(self._sentences(_OPEN.sub("", self._text))[:-1])

    def end(self) -> list[Sentence]:
        """What is left when nothing more comes."""
        return self._new(self._sentences(self._text))

    def _new(self, sentences: list[Sentence]) -> list[Sentence]:
        new = sentences[self._given :]
        self._given = max(self._given, len(sentences))
        return new

    def _sentences(self, text: str) -> list[Sentence]:
        sentences: list[Sentence] = []
        for line in _joined(_THOUGHT.sub("", text)).split("\n"):
            opens = True
            for start, end in split_sentences(line):
                for sentence in self._sentence(line[start:end], opens):
                    sentences.append(sentence)
                    opens = False
        return sentences

    def _sentence(self, written: str, opens: bool) -> list[Sentence]:
        if _HEADING.match(written):
            return []
        plain = _EMPHASIS.sub("", _BULLET.sub("", written))
        marks = [
            int(number)
            for match in _MARKS.finditer(plain)
            for number in re.findall(r"\d+", match[1])
        ]
        text = " ".join(_MARKS.sub("", plain).split())
        text = re.sub(r"\s+([.,;:!?…])", r"\1", text)
        if not re.search(r"\w", text):
            return []
        if not _ENDED.search(text):
            text = f"{text.rstrip(',;: ')}."
        return [Sentence(text, tuple(dict.fromkeys(marks)), opens)]


def _joined(text: str) -> str:
    """Marks behind a full stop are put before it, where they belong to their sentence."""
    return _LATE.sub(lambda match: f"{match[2]}{match[1]}", text)


def words(text: str) -> tuple[str, ...]:
    """The words and numbers of a text, folded: two sentences that share them say the same. Not by
    letters alone, since «un 1,5 %» is no «un 15 %»."""
    return tuple(re.findall(r"\w+", fold(text)))


def marked(text: str, numbers: tuple[int, ...]) -> str:
    """The sentence with its marks before its full stop."""
    marks = "".join(f" [{n}]" for n in numbers)
    end = re.search(r"[.!?…]+[»”\"')]*$", text)
    if end is None:
        return f"{text}{marks}"
    if end[0] == ".":
        return f"{text[: end.start()]}{marks}."
    return f"{text}{marks}"
