"""Asks Tesseract for the words of a picture, and knows what to install where it is missing.

pytesseract hands the picture over in a file of the folder for temporary files, which in the
process that reads files is one of its own, in memory where the system has such a place.
"""

from __future__ import annotations

import os
import shutil
import signal
import sys
import tempfile
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from PIL.Image import Image

PAGE_S: Final = 600.0
"""Seconds by the clock that a page may take where nobody sets another limit. A dense one takes 4 s
of one core, a broadsheet of 60,000 characters 30 s; with two cores that eight programs used, 120 s
were not enough for front pages. How much the processor may work is bounded apart, by the process
that reads files, which Tesseract is started from."""

TIME_VARIABLE: Final = "HEMEROTECA_OCR_TIMEOUT"
"""What sets another limit, in seconds a page."""
_LONGEST_S: Final = 36_000.0
_OTHERS: Final = 5
"""Times its processor time that a page may take by the clock."""
BESIDE_S: Final = 120.0
"""What a page takes beside Tesseract: it is drawn, set upright, and waits for the one before."""

OUT_OF_TIME: Final = "a Tesseract se le acabó el tiempo"
"""So begins what is said of a page that was given up, of which nobody knows whether it can be
read."""

LANGUAGE: Final = "spa"
_PROCESSOR_TIME: Final = getattr(signal, "SIGXCPU", None)


class NotRecognisedError(Exception):
    """A picture's text was not recognised; says in Spanish why."""


class OutOfTimeError(NotRecognisedError):
    """Tesseract was ended over a picture."""

    def __init__(self, seconds: float) -> None:
        super().__init__(f"{OUT_OF_TIME} ({seconds:.0f} s). {more_time()}")


def page_seconds() -> float:
    """How many seconds by the clock a page may take, as set in the environment or by default."""
    try:
        seconds = float(os.environ.get(TIME_VARIABLE) or PAGE_S)
    except ValueError:
        return PAGE_S
    return seconds if 1 <= seconds <= _LONGEST_S else PAGE_S


def with_pages(allowed: float, patience: float) -> tuple[float, float]:
    """Lengthen the seconds that a file may take, of the processor and by the clock until something
    is heard of it, so that each page of it has the time of a page.

    >>> with_pages(30.0, 150.0)
    (30.0, 720.0)
    """
    page = page_seconds()
    if page > PAGE_S:
        allowed = max(allowed, page / _OTHERS)
    return allowed, max(patience, page + BESIDE_S)


def more_time() -> str:
    """Say in Spanish what to do about a page that took too long."""
    return (
        "Repita con menos carga en la máquina, o dé más segundos a cada página: "
        f"{TIME_VARIABLE}={2 * page_seconds():.0f}."
    )


def _misset() -> str:
    """Say in Spanish what is wrong with the limit that is set, ``""`` when nothing is."""
    value = os.environ.get(TIME_VARIABLE, "")
    with suppress(ValueError):
        if not value or float(value) == page_seconds():
            return ""
    return (
        f"{TIME_VARIABLE} vale «{value[:40]}»: ponga los segundos que tiene cada página, de 1 a "
        f"{_LONGEST_S:.0f}, o quítela."
    )


def is_installed() -> bool:
    """Whether there is a Tesseract on this machine."""
    return shutil.which("tesseract") is not None


def installed_languages() -> frozenset[str]:
    """The languages that Tesseract has on this machine; none without Tesseract."""
    import pytesseract

    try:
        return frozenset(pytesseract.get_languages())
    except (pytesseract.TesseractNotFoundError, OSError, RuntimeError):
        return frozenset()


def lacking(languages: str) -> str:
    """Say in Spanish what is missing to recognise texts of these languages, with the command
    that installs it, or which setting is wrong; ``""`` when nothing is.

    :param languages: as Tesseract takes them: ``spa+cat``.
    """
    wanted, installed = languages.split("+"), installed_languages()
    missing = [name for name in wanted if name not in installed]
    if not is_installed():
        return f"No hay Tesseract en esta máquina. Instálelo: {_command(wanted)}"
    if missing:
        names = ", ".join(f"«{name}»" for name in missing)
        return f"A Tesseract le falta el idioma {names}. Instálelo: {_command(missing)}"
    return _misset()


def _command(languages: list[str]) -> str:
    if sys.platform == "darwin":
        return "brew install tesseract tesseract-lang"
    if sys.platform == "win32":
        return "winget install UB-Mannheim.TesseractOCR (y marque el idioma al instalarlo)"
    packages = " ".join(f"tesseract-ocr-{name.replace('_', '-')}" for name in languages)
    return f"sudo apt install tesseract-ocr {packages}"


def words_table(image: Image, languages: str, seconds: float) -> str:
    """Recognise a picture; give Tesseract's table of words as TSV, in pixels of the picture.

    :param image: in shades of grey.
    :param seconds: by the clock; then Tesseract is ended.
    :raises OutOfTimeError: it took too long, by the clock or of the processor.
    :raises NotRecognisedError: Tesseract could not do it.
    """
    import pytesseract

    handle, path = tempfile.mkstemp(suffix=".pgm")
    try:
        with os.fdopen(handle, "wb") as file:
            image.save(file, format="PPM")  # as it is: packing it as PNG takes .3 s of a page
        table = pytesseract.image_to_data(path, lang=languages, timeout=seconds)
    except pytesseract.TesseractError as error:
        if -error.status == _PROCESSOR_TIME:
            raise OutOfTimeError(page_seconds()) from error
        raise NotRecognisedError(f"Tesseract no pudo con ella (estado {error.status}).") from error
    except RuntimeError as error:  # so pytesseract says that the time was up
        raise OutOfTimeError(seconds) from error
    except OSError as error:
        reason = error.strerror or str(error)
        raise NotRecognisedError(f"No se pudo dar a Tesseract ({reason}).") from error
    finally:
        Path(path).unlink(missing_ok=True)
    return str(table)
