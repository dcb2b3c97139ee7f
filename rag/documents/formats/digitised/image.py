"""Reads pictures of pages: scans, cuttings, photographs, and TIFF files of several pages."""

from __future__ import annotations

from typing import Final

from rag.documents.formats.digitised.masthead import dated
from rag.documents.pages.articles import articles_of
from rag.documents.pages.layout import layout_of
from rag.documents.scans import engine, images
from rag.documents.scans.pages import recognise_pages
from rag.documents.scans.sheets import page_of
from rag.documents.types import FileContents, SourceFile, load_error

NOTHING: Final = "no se ha reconocido texto en la imagen"


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
            nothing is there to recognise it with; or no text was recognised: ``blank``.
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
        layouts = [
            layout_of(page_of(scan.text, scan.page.number))
            for scan in scans
            if scan.text is not None
        ]
        articles = dated(articles_of(layouts, images.title_of(image)), layouts)
        if not articles:
            said = next((s.page.problem for s in scans if s.page.kind == "scanned"), "")
            remedy = "Compruebe que lo tiene y que se lee."
            if said.startswith(engine.OUT_OF_TIME):
                said, remedy = f"{engine.OUT_OF_TIME} con la imagen", engine.more_time()
            raise load_error(path, said.rstrip(".") or NOTHING, remedy, blank=not said)
        return FileContents(articles, pages=tuple(scan.page for scan in scans))
