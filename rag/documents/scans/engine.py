"""Asks Tesseract for the words of a picture, and knows what to install where it is missing.

pytesseract hands the picture over in a file of the folder for temporary files, which in the
process that reads files is one of its own, in memory where the system has such a place.
"""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from PIL.Image import Image

PAGE_S: Final = 120.0
"""Seconds by the clock that a page may take; a dense one takes 4 s of one core, and a broadsheet
of 60,000 characters 30 s."""

LANGUAGE: Final = "spa"


class NotRecognisedError(Exception):
    """A picture's text was not recognised; says in Spanish why."""


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
    that installs it; ``""`` when nothing is.

    :param languages: as Tesseract takes them: ``spa+cat``.
    """
    wanted, installed = languages.split("+"), installed_languages()
    missing = [name for name in wanted if name not in installed]
    if not is_installed():
        return f"No hay Tesseract en esta máquina. Instálelo: {_command(wanted)}"
    if missing:
        names = ", ".join(f"«{name}»" for name in missing)
        return f"A Tesseract le falta el idioma {names}. Instálelo: {_command(missing)}"
    return ""


def _command(languages: list[str]) -> str:
    if sys.platform == "darwin":
        return "brew install tesseract tesseract-lang"
    if sys.platform == "win32":
        return "winget install UB-Mannheim.TesseractOCR (y marque el idioma al instalarlo)"
    packages = " ".join(f"tesseract-ocr-{name.replace('_', '-')}" for name in languages)
    return f"sudo apt install tesseract-ocr {packages}"


def words_table(image: Image, languages: str, seconds: float = PAGE_S) -> str:
    """Recognise a picture; give Tesseract's table of words as TSV, in pixels of the picture.

    :param image: in shades of grey.
    :param seconds: by the clock; then Tesseract is ended.
    :raises NotRecognisedError: it took too long, or Tesseract could not do it.
    """
    import pytesseract

    handle, path = tempfile.mkstemp(suffix=".pgm")
    try:
        with os.fdopen(handle, "wb") as file:
            image.save(file, format="PPM")  # as it is: packing it as PNG takes .3 s of a page
        table = pytesseract.image_to_data(path, lang=languages, timeout=seconds)
    except pytesseract.TesseractError as error:
        raise NotRecognisedError(f"Tesseract no pudo con ella (estado {error.status}).") from error
    except RuntimeError as error:  # so pytesseract says that the time was up
        raise NotRecognisedError(f"Tesseract no acabó con ella en {seconds:.0f} s.") from error
    except OSError as error:
        reason = error.strerror or str(error)
        raise NotRecognisedError(f"No se pudo dar a Tesseract ({reason}).") from error
    finally:
        Path(path).unlink(missing_ok=True)
    return str(table)
