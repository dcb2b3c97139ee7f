"""Reads pictures of pages: scans, cuttings, photographs, and TIFF files of several pages."""

from __future__ import annotations

from rag.documents.scans import engine, images
from rag.documents.scans.blocks import write
from rag.documents.scans.pages import recognise_pages
from rag.documents.types import Article, FileContents, SourceFile, load_error


class ImageFormat:
    """Reads the text in pictures, by Tesseract."""

    suffixes = (".png", ".jpg", ".jpeg", ".tif", ".tiff")
    isolated = True
    libraries = (
        "PIL.PngImagePlugin",
        "PIL.JpegImagePlugin",
        "PIL.TiffImagePlugin",
        "PIL.ImageOps",
        "pytesseract",
        "scipy.ndimage",
    )

    def read(self, file: SourceFile) -> FileContents:
        """Read the article of a picture, a page a frame.

        :raises LoadError: it is damaged, too large or moves; its text is not to be recognised, or
            nothing is there to recognise it with; or no text was recognised.
        """
        path = file.path
        image = images.opened(file)
        if file.options.ocr == "no":
            problem = "es una imagen, y se pidió no reconocer el texto de las imágenes"
            raise load_error(path, problem, "Añádala con «--ocr auto».")
        if lacking := engine.lacking(file.options.ocr_lang):
            raise load_error(path, "es una imagen y su texto no se puede reconocer", lacking)
        pictures = enumerate(images.pages(image, path), start=1)
        scans = list(recognise_pages(pictures, file))
        read = [(scan.page.number, scan.text) for scan in scans if scan.text is not None]
        if not read:
            said = scans[0].page.problem
            raise load_error(path, "no se ha reconocido texto en la imagen", said)
        written = write(read)
        article = Article(written.text, images.title_of(image), lines=tuple(written.lines))
        return FileContents((article,), pages=tuple(scan.page for scan in scans))
