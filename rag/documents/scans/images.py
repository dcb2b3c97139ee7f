"""Opens pictures of pages within bounds: whole ones, in shades of grey, as they are shown.

A picture's head says how large it is before a pixel is unpacked; what is larger than any page, or
moves, is refused there. A damaged one is refused when it is unpacked, never half read.
"""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Final

from rag.documents.mending.decoding import clean
from rag.documents.types import LoadError, SourceFile, load_error

if TYPE_CHECKING:
    from PIL.Image import Image

MAX_PIXELS: Final = 150_000_000
"""A broadsheet of 60 × 40 cm at 600 dots an inch has 134 million; unpacked in colour it takes
three bytes each, which the process that reads files has."""

MAX_SIDE: Final = 40_000
"""Pixels; a cutting a metre long at 600 dots an inch has 24,000."""

MAX_FRAMES: Final = 500
"""Pages of a TIFF; at 3 s each they take 25 minutes."""

FORMATS: Final = ("PNG", "JPEG", "TIFF")
"""As Pillow calls them."""

_AGAIN: Final = "Ábrala en un programa de imágenes y guárdela de nuevo como .png o .tiff."
_SMALLER: Final = "Redúzcala, o córtela en varias."
_DOCUMENT_NAME: Final = 269
"""The TIFF tag (TIFF 6.0, section 12)."""
_SHADES: Final = 256
"""What a picture of 16 bits a pixel has for each shade of one of 8."""


@contextmanager
def _damage_told(path: Path) -> Iterator[None]:
    """Tell people of what Pillow raises."""
    from PIL import Image, UnidentifiedImageError

    try:
        with warnings.catch_warnings(action="ignore"):  # ours is the bound; Pillow warns of less
            yield
    except (LoadError, MemoryError):
        raise
    except UnidentifiedImageError as error:
        raise load_error(path, "no es una imagen PNG, JPEG ni TIFF", _AGAIN) from error
    except Image.DecompressionBombError as error:
        problem = f"tiene más píxeles que el límite, {MAX_PIXELS // 1_000_000} millones"
        raise load_error(path, problem, _SMALLER) from error
    except Exception as error:  # Pillow raises anything on damaged files
        problem = f"la imagen está dañada o incompleta ({type(error).__name__})"
        raise load_error(path, problem, _AGAIN) from error


def opened(file: SourceFile) -> Image:
    """Open a picture, of which no pixel is unpacked yet.

    :raises LoadError: it is damaged, of another kind than its name says, moves, or has too many
        pages.
    """
    from PIL import Image

    path = file.path
    with _damage_told(path):
        image = Image.open(BytesIO(file.data), "r", FORMATS)
        frames = getattr(image, "n_frames", 1)
    if frames > MAX_FRAMES:
        problem = f"tiene {frames} páginas y el límite es {MAX_FRAMES}"
        raise load_error(path, problem, "Divídala en varios archivos.")
    # A camera's .jpg may hold a smaller copy of the picture (MPO).
    if frames > 1 and image.format not in ("TIFF", "MPO"):
        problem = f"es una animación de {frames} cuadros"
        raise load_error(path, problem, "Guarde como imagen el cuadro que valga.")
    _check_size(image, path)
    return image


def title_of(image: Image) -> str:
    """Give the title that a picture says it has: a PNG's ``Title``, a TIFF's name of document.
    Other fields hold what cameras write."""
    told = image.info.get("Title", "")
    if image.format == "TIFF":
        told = image.getexif().get(_DOCUMENT_NAME, "")
    return " ".join(clean(told).split()) if isinstance(told, str) else ""


def pages(image: Image, path: Path) -> Iterator[Image]:
    """Unpack the pages of an opened picture one by one, in shades of grey and upright as its
    head says.

    :raises LoadError: one is damaged or too large.
    """
    from PIL import ImageOps

    frames = getattr(image, "n_frames", 1) if image.format == "TIFF" else 1
    for frame in range(frames):
        with _damage_told(path):
            image.seek(frame)
            _check_size(image, path)
            page = grey(ImageOps.exif_transpose(image))
        yield page


def _check_size(image: Image, path: Path) -> None:
    width, height = image.size
    if width * height > MAX_PIXELS or max(width, height) > MAX_SIDE:
        problem = (
            f"mide {width} × {height} píxeles y el límite es {MAX_PIXELS // 1_000_000} millones, "
            f"{MAX_SIDE} por lado"
        )
        raise load_error(path, problem, _SMALLER)


def grey(image: Image) -> Image:
    """Give a picture in shades of grey, what is transparent in white."""
    from PIL import Image

    if image.mode in ("I;16", "I;16B", "I;16L", "I", "F"):
        return image.convert("F").point(lambda value: value / _SHADES).convert("L")
    if "A" in image.getbands() or "transparency" in image.info:
        shown = image.convert("RGBA")
        under = Image.new("RGBA", shown.size, "white")
        return Image.alpha_composite(under, shown).convert("L")
    return image.convert("L")
