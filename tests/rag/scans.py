"""Pages as a scanner sees them: typeset, drawn, and put a little askew and dirty on purpose.

reportlab's and PDFium's own fonts are used, so that no font of the machine matters.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO
from xml.sax.saxutils import escape

import numpy as np
import pypdfium2
from PIL import Image
from PIL.PngImagePlugin import PngInfo
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Frame, Paragraph


@dataclass(frozen=True, slots=True)
class Setting:
    """How a page is set.

    :param width: of the page, in points; ``height`` as well.
    :param size: of the letters, in points.
    """

    columns: int = 1
    size: float = 11.0
    font: str = "Times-Roman"
    width: float = 420.0
    height: float = 300.0


PLAIN = Setting()
_MARGIN = 24.0
_GUTTER = 14.0


def typeset(
    paragraphs: Sequence[str], headline: str = "", setting: Setting = PLAIN
) -> tuple[bytes, list[str]]:
    """Typeset a page, justified; give the PDF and the paragraphs that found room on it."""
    out = BytesIO()
    canvas = Canvas(out, (setting.width, setting.height))
    top = setting.height - _MARGIN
    if headline:
        canvas.setFont("Times-Bold", 2 * setting.size)
        canvas.drawString(_MARGIN, top - 2 * setting.size, headline)
        top -= 3 * setting.size
    style = ParagraphStyle(
        "text", fontName=setting.font, fontSize=setting.size, leading=1.2 * setting.size,
        alignment=4, firstLineIndent=setting.size,
    )  # fmt: skip
    room = setting.width - 2 * _MARGIN - _GUTTER * (setting.columns - 1)
    column = room / setting.columns
    left, set_ = list(paragraphs), []
    for number in range(setting.columns):
        x = _MARGIN + number * (column + _GUTTER)
        frame = Frame(x, _MARGIN, column, top - _MARGIN, 0, 0, 0, 0)
        while left and frame.add(Paragraph(escape(left[0]), style), canvas):
            set_.append(left.pop(0))
    canvas.save()
    return out.getvalue(), set_


def scanned(
    pdf: bytes, *, dpi: int = 200, angle: float = 0.0, noise: float = 0.0, blur: int = 0
) -> list[Image.Image]:
    """Draw the pages of a PDF as a scanner sees them.

    :param angle: degrees by which the page lies turned, counter-clockwise.
    :param noise: standard deviation of the shades, of 255.
    :param blur: how often each way the resolution is halved on the way.
    """
    rng, pages = np.random.default_rng(7), []
    document = pypdfium2.PdfDocument(pdf)
    for page in document:
        picture = page.render(scale=dpi / 72, grayscale=True).to_pil().convert("L")
        if angle:
            picture = picture.rotate(angle, Image.Resampling.BICUBIC, fillcolor=255)
        for _ in range(blur):
            size = picture.size
            picture = picture.resize((size[0] // 2, size[1] // 2), Image.Resampling.BOX)
            picture = picture.resize(size, Image.Resampling.BICUBIC)
        if noise:
            shades = np.asarray(picture) + rng.normal(0, noise, (picture.height, picture.width))
            picture = Image.fromarray(np.clip(shades, 0, 255).astype(np.uint8))
        pages.append(picture)
    document.close()
    return pages


def file_of(pages: Sequence[Image.Image], kind: str, title: str = "") -> bytes:
    """Save pages as a file of a kind that Pillow writes: ``PNG``, ``JPEG``, ``TIFF``, ``PDF``."""
    out = BytesIO()
    several = {"save_all": True, "append_images": pages[1:]} if len(pages) > 1 else {}
    if kind == "PDF":
        several["resolution"] = 200
    if kind == "PNG" and title:
        info = PngInfo()
        info.add_itxt("Title", title)
        several["pnginfo"] = info
    pages[0].save(out, kind, **several)
    return out.getvalue()


def png_file(text: str, title: str) -> bytes:
    """A .png of a page with one paragraph."""
    if not text.isprintable():
        raise ValueError(text)
    pdf, _ = typeset([text], setting=Setting(height=120))
    return file_of(scanned(pdf), "PNG", title)


def png_head(width: int, height: int, body: bytes = b"", rows: int = 1) -> bytes:
    """A PNG of one bit a pixel that says it has that size, with this for rows of pixels."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        check = struct.pack(">I", zlib.crc32(kind + data))
        return struct.pack(">I", len(data)) + kind + data + check

    head = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    parts = ((b"IHDR", head), (b"IDAT", zlib.compress(body * rows)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunk(*part) for part in parts)
