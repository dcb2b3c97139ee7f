"""Files of many kinds with one article each, made by the libraries that write them."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from collections.abc import Callable, Mapping, Sequence
from email.message import EmailMessage
from io import BytesIO
from types import MappingProxyType
from typing import Final
from xml.sax.saxutils import escape

import docx
import odfdo
import openpyxl
import pptx
from openpyxl.utils.exceptions import IllegalCharacterError
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from tests.rag.alto_files import alto_file
from tests.rag.scans import png_file


def zipped(members: Mapping[str, str | bytes], compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A .zip file with these members."""
    out = BytesIO()
    with zipfile.ZipFile(out, "w", compression) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return out.getvalue()


def zip_file(text: str, title: str) -> bytes:
    """A .zip with one Markdown file."""
    return zipped({"prensa/nota.md": f"# {title}\n\n{text}\n" if title else text})


def table(rows: Sequence[Sequence[str]], delimiter: str = ",") -> bytes:
    """A .csv file of these rows."""
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter, lineterminator="\n").writerows(rows)
    return out.getvalue().encode()


def csv_file(text: str, title: str) -> bytes:
    """A .csv with one article."""
    return table([["titular", "texto"], [title, text]], ";")


def workbook(sheets: Mapping[str, Sequence[Sequence[object]]]) -> bytes:
    """A .xlsx file of these sheets."""
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def xlsx_file(text: str, title: str) -> bytes:
    """A .xlsx with one article."""
    try:
        return workbook({"Hoja1": [["Título", "Cuerpo"], [title, text]]})
    except IllegalCharacterError as error:
        raise ValueError(text) from error


def docx_file(text: str, title: str) -> bytes:
    """A Word document of one paragraph."""
    document = docx.Document()
    document.core_properties.title = title
    document.add_paragraph(text)
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def odt_file(text: str, title: str) -> bytes:
    """A text of LibreOffice with one paragraph."""
    document = odfdo.Document("text")
    document.body.clear()
    document.body.append(odfdo.Paragraph(text))
    document.meta.title = title
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def rtf_code(text: str) -> str:
    """Text as Rich Text Format spells it."""
    coded = "".join(c if " " <= c <= "~" and c not in "\\{}" else _rtf_char(c) for c in text)
    return coded.replace("\n", "\\par ")


def _rtf_char(char: str) -> str:
    if char == "\n":
        return char
    if ord(char) < 256 and ord(char) > 31:
        return f"\\'{ord(char):02x}"
    units = char.encode("utf-16-le", "surrogatepass")
    numbers = [
        int.from_bytes(units[i : i + 2], "little", signed=True) for i in (0, 2)[: len(units) // 2]
    ]
    return "".join(f"\\u{number}?" for number in numbers)


def rtf(body: str, info: str = "") -> bytes:
    """A file of Rich Text Format with this code."""
    head = "{\\rtf1\\ansi\\ansicpg1252\\deff0{\\fonttbl{\\f0\\fswiss\\fcharset0 Arial;}}"
    return f"{head}{{\\info{info}}}\\f0 {body}\\par}}".encode("latin-1")


def rtf_file(text: str, title: str) -> bytes:
    """A .rtf with one paragraph."""
    return rtf(rtf_code(text), f"{{\\title {rtf_code(title)}}}")


def pptx_file(text: str, title: str) -> bytes:
    """A presentation of one slide."""
    presentation = pptx.Presentation()
    slide = presentation.slides.add_slide(presentation.slide_layouts[5 if title else 6])
    if title:
        slide.shapes.title.text = title
    slide.shapes.add_textbox(0, 0, 9_000_000, 900_000).text_frame.text = text
    out = BytesIO()
    presentation.save(out)
    return out.getvalue()


_CONTAINER: Final = (
    '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>'
    '<rootfile full-path="OEBPS/libro.opf" media-type="application/oebps-package+xml"/>'
    "</rootfiles></container>"
)


def epub(metadata: str, chapters: Mapping[str, str]) -> bytes:
    """A book: its Dublin Core as XML, and pages of XHTML by name, in reading order."""
    items = "".join(
        f'<item id="c{i}" href="{name}" media-type="application/xhtml+xml"/>'
        for i, name in enumerate(chapters)
    )
    spine = "".join(f'<itemref idref="c{i}"/>' for i in range(len(chapters)))
    book = (
        '<package xmlns="http://www.idpf.org/2007/opf" version="3.0"><metadata '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:opf="http://www.idpf.org/2007/opf">'
        f"{metadata}</metadata><manifest>{items}</manifest><spine>{spine}</spine></package>"
    )
    return zipped(
        {
            "mimetype": "application/epub+zip",
            "META-INF/container.xml": _CONTAINER,
            "OEBPS/libro.opf": book,
            **{f"OEBPS/{name}": page for name, page in chapters.items()},
        }
    )


def epub_file(text: str, title: str) -> bytes:
    """A book of one chapter."""
    page = f"<html><body><p>{escape(text)}</p></body></html>"
    return epub(f"<dc:title>{escape(title)}</dc:title>", {"uno.xhtml": page})


def mail(text: str, subject: str, attached: Mapping[str, bytes] = MappingProxyType({})) -> bytes:
    """A message of mail."""
    message = EmailMessage()
    message["From"] = "Prensa de Urdaz <prensa@urdaz.example>"
    message["Subject"] = subject
    message["Date"] = "Fri, 03 May 2024 23:30:00 +0200"
    message.set_content(text)
    for name, data in attached.items():
        message.add_attachment(data, maintype="application", subtype="octet-stream", filename=name)
    return message.as_bytes()


def mbox(*messages: bytes) -> bytes:
    """A box of these messages."""
    begin = b"From prensa@urdaz.example Fri May  3 23:30:00 2024\n"
    return b"".join(begin + re.sub(rb"(?m)^(>*From )", rb">\1", m) + b"\n" for m in messages)


def srt_file(text: str, title: str) -> bytes:
    """Subtitles of one caption; they have no title."""
    return f"1\n00:00:01,000 --> 00:00:04,000\n{text}\n".encode()


def vtt_file(text: str, title: str) -> bytes:
    """Subtitles for the web of one caption."""
    head = f"WEBVTT - {title}" if title else "WEBVTT"
    return f"{head}\n\n00:01.000 --> 00:04.000\n{text}\n".encode()


def warc(pages: Mapping[str, tuple[str, bytes]], zipped: bool = False) -> bytes:
    """A stored site: content type and body by address."""
    out = BytesIO()
    writer = WARCWriter(out, gzip=zipped)
    for address, (kind, body) in pages.items():
        headers = StatusAndHeaders("200 OK", [("Content-Type", kind)], protocol="HTTP/1.0")
        record = writer.create_warc_record(
            address, "response", payload=BytesIO(body), http_headers=headers
        )
        writer.write_record(record)
    return out.getvalue()


def warc_file(text: str, title: str) -> bytes:
    """A stored site of one page."""
    head = f"<title>{escape(title)}</title>" if title else ""
    page = f"<html><head>{head}</head><body><article><p>{escape(text)}</p></article></body></html>"
    return warc({"http://eco.example/nota": ("text/html; charset=utf-8", page.encode())})


MADE: Final[Mapping[str, Callable[[str, str], bytes]]] = {
    ".odt": odt_file,
    ".ott": odt_file,
    ".rtf": rtf_file,
    ".pptx": pptx_file,
    ".ppsx": pptx_file,
    ".epub": epub_file,
    ".doc": rtf_file,
    ".dot": rtf_file,
    ".eml": mail,
    ".mbox": lambda text, title: mbox(mail(text, title)),
    ".srt": srt_file,
    ".vtt": vtt_file,
    ".warc": warc_file,
    ".warc.gz": warc_file,
    ".csv": csv_file,
    ".tsv": lambda text, title: table([["title", "text"], [title, text]], "\t"),
    ".xlsx": xlsx_file,
    ".xlsm": xlsx_file,
    ".zip": zip_file,
    ".png": png_file,
    ".xml": alto_file,
}
"""What makes a file of a suffix: (text of the article, its title) → bytes."""
