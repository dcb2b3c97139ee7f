"""Turns bytes into text, without asking anybody for the encoding.

Spanish archives mix UTF-8 with files saved by old Windows programs. UTF-8 and marked
UTF-16 are certain; of the rest nearly all is Windows-1252, which detectors that look at
statistics mistake for its Central European sisters on short notes, so a text that makes
good Spanish in it is taken as such and only others are left to the detector. Old Macintosh and
DOS files are told by their letters, which make signs inside words in any other encoding.
"""

from __future__ import annotations

import codecs
import re
from pathlib import Path
from typing import Final

from rag.documents.mending.characters import decoded_twice, plain_characters
from rag.documents.types import load_error

_BOMS: Final = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # before UTF-16, whose mark begins the same
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# Enough to judge by; the detector reads about 1 MB a second.
_SAMPLE: Final = 200_000
# Random bytes have 10 % of these, archives and images more; text has none but by accident.
_CONTROL_SHARE: Final = 0.01
_CONTROL_BYTES: Final = bytes(set(range(32)) - set(b"\t\n\v\f\r\x1a\x1b"))
# In Spanish as UTF-16 every second byte is NUL, but for dashes and curly quotes.
_UTF16_SHARE: Final = 0.7
# A UTF-8 file damaged here and there still has far more good sequences than bad bytes.
_GOOD_PER_BAD: Final = 10
_SPANISH: Final = frozenset("áéíóúüñÁÉÍÓÚÜÑàèìòùâêîôûäëïöçãõÀÈÇÖåøæß")
_SIGNS: Final = frozenset("¿¡«»“”‘’–—…ºª€·°\xa0©®™•´%§²³½¼¾£")
_PLAUSIBLE_SHARE: Final = 0.9
_LETTERS: Final = frozenset("áéíóúüñÁÉÍÓÚÜÑ")
_OPENING: Final = frozenset("¿¡«“‘")
_CLOSING: Final = frozenset("»”…ºª°€")
# Macintosh, and DOS in Spain and in America; CP437 has no capitals with accents but É, Ñ and Ü.
_OLD: Final = ("mac_roman", "cp850", "cp437")
_MARGIN: Final = 0.1

_LINE_ENDS: Final = re.compile("\r\n?|[\v\f\x85\u2028]")
_CONTROL_CHARS: Final = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\ud800-\udfff]")
_WIDE: Final = re.compile(rb"[\xc2-\xf4][\x80-\xbf]+")


def clean(text: str) -> str:
    """Make ``text`` what is stored: line ends as newlines, no byte order mark, no control
    characters, no halves of surrogate pairs; letters for ligatures, no soft hyphens, and what was
    encoded twice decoded (:mod:`rag.documents.mending.characters`). Nothing else is touched."""
    text = decoded_twice(text.removeprefix("\ufeff"))
    text = _LINE_ENDS.sub("\n", text).replace("\u2029", "\n\n")
    return plain_characters(_CONTROL_CHARS.sub("", text))


def _plausible(text: str) -> bool:
    """Whether the characters beyond ASCII are those of Spanish, in places of theirs."""
    total = good = 0
    for i, char in enumerate(text):
        if char < "\x80":
            continue
        total += 1
        if char in _SPANISH:
            good += 1
        elif char in _SIGNS:
            # No sign but the apostrophe stands between two small letters.
            inside = text[i - 1 : i].islower() and text[i + 1 : i + 2].islower()
            good += char == "’" or not inside
    return good >= _PLAUSIBLE_SHARE * total


def _utf16_without_mark(data: bytes) -> str | None:
    sample = data[:_SAMPLE]
    even, odd = sample[::2], sample[1::2]
    if odd and odd.count(0) >= _UTF16_SHARE * len(odd) and not even.count(0):
        return "utf-16-le"
    if odd and even.count(0) >= _UTF16_SHARE * len(even) and not odd.count(0):
        return "utf-16-be"
    return None


def _spanish_share(text: str) -> float:
    """Give the share of the characters beyond ASCII that are Spanish where they stand: letters
    among letters of their size, signs at the edges of words."""
    total = good = 0
    for i, char in enumerate(text):
        if char < "\x80":
            continue
        total += 1
        before, after = text[i - 1 : i] if i else "", text[i + 1 : i + 2]
        if char in _LETTERS:
            # A capital follows no small letter, and a small one no two capitals.
            capitals = i > 1 and text[i - 2].isupper() and before.isupper()
            good += not (before.islower() if char.isupper() else capitals)
        elif char in _OPENING:
            good += not before.isalnum()
        elif char in _CLOSING:
            good += not after.isalpha()
        elif char in _SIGNS:
            good += not before.isalpha() and not after.isalpha()
    return good / total if total else 1.0


def _single_byte(sample: bytes) -> str | None:
    """Tell the old encodings of a byte a character by which of them makes Spanish.

    Windows-1252 is taken wherever it is as good as another.
    """
    best, share = "cp1252", _spanish_share(sample.decode("cp1252", "replace"))
    for encoding in _OLD:
        other = _spanish_share(sample.decode(encoding, "replace"))
        if other >= max(_PLAUSIBLE_SHARE, share + _MARGIN):
            best, share = encoding, other
    if best == "cp1252" and not _plausible(sample.decode("cp1252", "replace")):
        return None
    return best


def _detect(sample: bytes) -> str:
    """Guess the encoding of bytes that are neither marked nor clean UTF-8."""
    repaired = sample.decode("utf-8", "replace")
    if len(_WIDE.findall(sample)) >= _GOOD_PER_BAD * repaired.count("\ufffd"):
        return "utf-8"
    if known := _single_byte(sample):
        return known
    import charset_normalizer

    best = charset_normalizer.from_bytes(sample).best()
    return best.encoding if best else "cp1252"


def decode(data: bytes, path: Path, declared: str | None = None) -> str:
    """Decode the text of a file, without byte order mark.

    :param declared: the encoding the file itself names, tried after UTF-8.
    :raises LoadError: when the bytes are not text.
    """
    remedy = "Compruebe que es un archivo de texto y no una imagen, un programa o un comprimido."
    for mark, name in _BOMS:
        if data.startswith(mark):
            try:
                return data.decode(name)
            except UnicodeDecodeError as error:
                encoding = name.upper().removesuffix("-SIG")
                problem = f"dice ser {encoding} pero el byte {error.start} no lo es"
                raise load_error(path, problem, "Vuelva a guardarlo como UTF-8.") from None
    if wide := _utf16_without_mark(data):
        return data.decode(wide, "replace")
    sample = data[:_SAMPLE]
    controls = len(sample) - len(sample.translate(None, _CONTROL_BYTES))
    if controls > _CONTROL_SHARE * len(sample):
        share = max(1, 100 * controls // len(sample))
        raise load_error(path, f"no es texto ({share} % de bytes de control)", remedy)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        doubtful = max(0, error.start - _SAMPLE // 2)
    if declared:
        try:
            return data.decode(declared)
        except (LookupError, ValueError):
            pass
    return data.decode(_detect(data[doubtful : doubtful + _SAMPLE]), "replace")


def illegible(text: str) -> str:
    """Say in Spanish how many characters of a text nobody can read any more, ``""`` if none.

    They were lost before: some program wrote U+FFFD for what it did not understand.
    """
    count = text.count("\ufffd")
    if not count:
        return ""
    at = text.index("\ufffd")
    begin = text.rfind(" ", max(0, at - 20), at) + 1 or max(0, at - 20)
    example = " ".join(text[begin : at + 20].split()[:1])
    several = "caracteres no se entienden" if count > 1 else "carácter no se entiende"
    return f"{count} {several} («{example}»): guarde el archivo de nuevo como UTF-8."
