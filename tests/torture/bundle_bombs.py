"""Bombs of the formats that hold files, rows, slides, chapters or messages."""

from __future__ import annotations

import gzip
import zipfile
from io import BytesIO
from typing import Final

from tests.rag.documents.formats.made_files import (
    epub,
    mail,
    mbox,
    odt_file,
    pptx_file,
    rtf,
    srt_file,
    table,
    warc,
    workbook,
    zipped,
)
from tests.torture.bomb import Bomb, named_again

_TEXT: Final = "La Diputación envió 120 bomberos a la sierra de Urdaz el 3 de mayo de 2025.\n"
_HTML: Final = "text/html; charset=utf-8"
_LAUGHS: Final = (
    '<!DOCTYPE d [<!ENTITY e0 "jaja"><!ENTITY x SYSTEM "file:///etc/passwd">'
    + "".join(f'<!ENTITY e{i} "{f"&e{i - 1};" * 10}">' for i in range(1, 12))
    + "]>"
)


def _nested(levels: int, wide: int, leaf: bytes) -> bytes:
    for _ in range(levels):
        leaf = zipped({f"{i}.zip": leaf for i in range(wide)})
    return leaf


def _overlapping() -> bytes:
    """A .zip whose directory names the same megabyte 900 times."""
    return named_again("a.txt", _TEXT.encode() * 13_000, "{}.txt", 900)


def _lying() -> bytes:
    """A .zip that says a text of 13 MB has 100 bytes."""
    data = bytearray(zipped({"a.txt": _TEXT * 160_000, "b.txt": _TEXT}))
    at = data.index(b"PK\x01\x02")
    data[at + 24 : at + 28] = (100).to_bytes(4, "little")
    return bytes(data)


def _with_part(data: bytes, name: str, content: bytes) -> bytes:
    with zipfile.ZipFile(BytesIO(data)) as archive:
        parts = {part: archive.read(part) for part in archive.namelist()}
    return zipped({**parts, name: content})


def _sheet(rows: bytes, head: str = "") -> bytes:
    """A workbook whose sheet has these rows."""
    book = workbook({"Hoja1": [["hola", "adiós"]]})
    xml = (
        f'{head}<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
        '<dimension ref="A1:XFD1048576"/><sheetData>'
    )
    return _with_part(
        book, "xl/worksheets/sheet1.xml", xml.encode() + rows + b"</sheetData></worksheet>"
    )


def _cell(where: str, text: str = "hola") -> bytes:
    return f'<c r="{where}" t="inlineStr"><is><t>{text}</t></is></c>'.encode()


def _odt(body: str, head: str = "") -> bytes:
    names = {"office": "office", "text": "text", "table": "table"}
    spaces = " ".join(
        f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{space}:1.0"'
        for name, space in names.items()
    )
    content = (
        f"{head}<office:document-content {spaces}><office:body><office:text>{body}"
        "</office:text></office:body></office:document-content>"
    )
    return _with_part(odt_file("x", ""), "content.xml", content.encode())


def _slide(inside: str) -> bytes:
    space = 'xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"'
    group = "<p:nvGrpSpPr/><p:grpSpPr/>"
    slide = f"<p:sld {space}><p:cSld><p:spTree>{group}{inside}</p:spTree></p:cSld></p:sld>"
    return _with_part(pptx_file("Hola.", ""), "ppt/slides/slide1.xml", slide.encode())


def _chart(points: int) -> bytes:
    """A presentation with a chart that says it has so many points."""
    import pptx
    from pptx.chart.data import CategoryChartData
    from pptx.enum.chart import XL_CHART_TYPE

    presentation = pptx.Presentation()
    slide = presentation.slides.add_slide(presentation.slide_layouts[6])
    data = CategoryChartData()
    data.categories = ["uno"]
    data.add_series("Hola", (1,))
    slide.shapes.add_chart(XL_CHART_TYPE.BAR_CLUSTERED, 0, 0, 9, 9, data)
    out = BytesIO()
    presentation.save(out)
    with zipfile.ZipFile(BytesIO(out.getvalue())) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    parts = {
        name: part.replace(b'ptCount val="1"', f'ptCount val="{points}"'.encode())
        for name, part in parts.items()
    }
    return zipped(parts)


def _page(body: str, head: str = "") -> str:
    return f"{head}<html><body>{body}</body></html>"


def _multipart(levels: int) -> bytes:
    head = b"Subject: x\n"
    for level in range(levels):
        head += b'Content-Type: multipart/mixed; boundary="%d"\n\n--%d\n' % (level, level)
    return head + b"\nhola\n"


def _parts(count: int) -> bytes:
    part = b"--x\nContent-Type: application/pdf\nContent-Disposition: attachment\n\nhola\n"
    return b'Subject: x\nContent-Type: multipart/mixed; boundary="x"\n\n' + part * count


def _encoded(content: bytes) -> bytes:
    kind = f"{_HTML}\r\nContent-Encoding: gzip"
    return warc({"http://eco.example/a": (kind, gzip.compress(content))})


_SLOW: Final = "complejo|tras|no ha podido|dañad"

BUNDLES: Final[dict[str, Bomb]] = {
    "zip: 10 MB of zeros, five levels of ten": Bomb(
        ".zip",
        lambda: _nested(5, 10, zipped({"a.txt": b"0" * 10_000_000})),
        "nada de lo que lleva dentro",
    ),
    "zip: in a zip, fifty deep": Bomb(
        ".zip",
        lambda: _nested(50, 1, zipped({"a.txt": _TEXT})),
        "nada de lo que lleva dentro",
        quick=True,
    ),
    "zip: 900 MB of overlapping members": Bomb(
        ".zip", _overlapping, "descomprimido ocuparía", quick=True
    ),
    "zip: a size that is a lie": Bomb(".zip", _lying, quick=True),
    "zip: paths outside": Bomb(
        ".zip", lambda: zipped({"../../../etc/a.txt": _TEXT, "/etc/b.txt": _TEXT}), quick=True
    ),
    "zip: 60,000 members": Bomb(
        ".zip", lambda: zipped({f"{i}.txt": "a" for i in range(60_000)}), "archivos; el límite"
    ),
    "zip: 9,000 texts": Bomb(".zip", lambda: zipped({f"{i}.txt": _TEXT for i in range(9_000)})),
    "zip: 18 MB of prose": Bomb(
        ".zip",
        lambda: zipped(
            {f"{i}.md": "".join(f"{j} {_TEXT}" for j in range(40_000)) for i in range(6)}
        ),
    ),
    "csv: an open quotation mark, 45 MB": Bomb(
        ".csv", lambda: b'a,b\n"' + b"x," * 22_000_000, "no es una tabla"
    ),
    "csv: 50 MB of commas": Bomb(".csv", lambda: b"," * 50_000_000, "columnas y el límite"),
    "csv: 12 million rows": Bomb(".csv", lambda: b"a,b\n" * 12_000_000, "millones de celdas"),
    "csv: a million quotation marks": Bomb(".csv", lambda: b'a,b\n"' * 200_000, quick=True),
    "csv: 200,000 articles": Bomb(
        ".csv", lambda: table([["titular", "texto"], *([["Arde", _TEXT]] * 200_000)])
    ),
    "xlsx: a million empty rows": Bomb(
        ".xlsx",
        lambda: _sheet(
            b"".join(b'<row r="%d"/>' % i for i in range(1, 1_000_000))
            + b'<row r="1000000">'
            + _cell("A1000000")
            + b"</row>"
        ),
    ),
    "xlsx: a cell in the last corner": Bomb(
        ".xlsx", lambda: _sheet(b'<row r="1048576">' + _cell("XFD1048576") + b"</row>")
    ),
    "xlsx: a row numbered 999,999,999,999": Bomb(
        ".xlsx", lambda: _sheet(b'<row r="999999999999"><c/></row>'), "millones de celdas"
    ),
    "xlsx: 100,000 rows as wide as a sheet": Bomb(
        ".xlsx",
        lambda: _sheet(
            b"".join(
                f'<row r="{i}">'.encode() + _cell(f"XFD{i}") + b"</row>" for i in range(1, 100_000)
            )
        ),
        "millones de celdas",
    ),
    "xlsx: billion laughs": Bomb(
        ".xlsx",
        lambda: _sheet(b'<row r="1">' + _cell("A1", "&e11;") + b"</row>", _LAUGHS),
        "define entidades XML",
        quick=True,
    ),
    "xlsx: 400 MB of nothing": Bomb(
        ".xlsx",
        lambda: _with_part(workbook({"A": [["a"]]}), "xl/media/x.bin", b"\0" * 400_000_000),
        "descomprimido ocuparía",
    ),
    "odt: billion laughs": Bomb(
        ".odt", lambda: _odt("<text:p>&e11;</text:p>", _LAUGHS), "define entidades XML", quick=True
    ),
    "odt: 100,000 nested lists": Bomb(
        ".odt", lambda: _odt("<text:list><text:list-item>" * 100_000), "dañado|complejo"
    ),
    "odt: cells that repeat, 50 GB": Bomb(
        ".odt",
        lambda: _odt(
            "<table:table><table:table-row>"
            + f'<table:table-cell table:number-columns-repeated="9999"><text:p>{"a" * 250}</text:p>'
            "</table:table-cell>" * 30_000 + "</table:table-row></table:table>"
        ),
    ),
    "odt: 400 MB of nothing": Bomb(
        ".odt",
        lambda: _with_part(odt_file("x", ""), "Pictures/x.bin", b"\0" * 400_000_000),
        "descomprimido ocuparía",
    ),
    "rtf: 5 million groups": Bomb(".rtf", lambda: b"{\\rtf1 " + b"{" * 5_000_000, "complejo"),
    "rtf: 100,000 links that never end": Bomb(
        ".rtf", lambda: rtf("{\\field{\\*\\fldinst{" * 100_000 + "hola"), _SLOW
    ),
    "rtf: 200,000 fonts without a set": Bomb(
        ".rtf",
        lambda: b"{\\rtf1{\\fonttbl" + b"\\f1 " * 200_000 + b"}Hola.}",
        "tras",
    ),
    "rtf: 10 MB of escaped letters": Bomb(".rtf", lambda: rtf("\\u241? " * 1_200_000)),
    "rtf: more bytes than there are": Bomb(
        ".rtf", lambda: rtf("Hola.{\\pict\\bin999999999 x}Fin."), quick=True
    ),
    "pptx: 100,000 groups in groups": Bomb(
        ".pptx",
        lambda: _slide("<p:grpSp><p:nvGrpSpPr/><p:grpSpPr/>" * 100_000 + "</p:grpSp>" * 100_000),
        "dañada|complejo",
    ),
    "pptx: a chart of two billion points": Bomb(".pptx", lambda: _chart(2_000_000_000), _SLOW),
    "pptx: billion laughs": Bomb(
        ".pptx",
        lambda: _with_part(
            pptx_file("Hola.", ""), "ppt/slides/slide1.xml", f"{_LAUGHS}<a>&e11;</a>".encode()
        ),
        "define entidades XML",
        quick=True,
    ),
    "epub: billion laughs and paths outside": Bomb(
        ".epub",
        lambda: epub(
            "",
            {
                "1.xhtml": _page("<p>Hola &e11; &x;.</p>", _LAUGHS),
                "../../../../../etc/passwd": _page("<p>x</p>"),
                "/etc/passwd": _page("<p>y</p>"),
            },
        ),
        quick=True,
    ),
    "epub: 400,000 nested div": Bomb(
        ".epub", lambda: epub("", {"1.xhtml": _page("<div>" * 400_000 + "Hola.")}), _SLOW + "|texto"
    ),
    "epub: cells that span, 30 GB": Bomb(
        ".epub",
        lambda: epub(
            "",
            {
                "1.xhtml": _page(
                    "<table>"
                    + ("<tr>" + f"<td colspan=99 rowspan=99>{'a' * 250}</td>" * 100 + "</tr>") * 900
                    + "</table>"
                )
            },
        ),
    ),
    "epub: two million paragraphs": Bomb(
        ".epub", lambda: epub("", {"1.xhtml": _page("<p>a</p>" * 1_100_000)}), "marcas XML"
    ),
    "eml: parts nested 20,000 deep": Bomb(
        ".eml", lambda: _multipart(20_000), "complejo|tras", quick=True
    ),
    "eml: 100,000 attachments": Bomb(".eml", lambda: _parts(100_000), "complejo"),
    "eml: 100,000 encoded words in the subject": Bomb(
        ".eml", lambda: b"Subject: " + b"=?utf-8?q?a?= " * 100_000 + b"\n\nHola."
    ),
    "eml: 20 MB in one header": Bomb(
        ".eml", lambda: b"Subject: " + b"a" * 20_000_000 + b"\n\nHola."
    ),
    "eml: a zip of zeros in a mail in a mail": Bomb(
        ".eml",
        lambda: mail(
            "Hola.", "x", {"m.eml": mail("", "y", {"z.zip": zipped({"a.txt": "0" * 9_000_000})})}
        ),
    ),
    "mbox: 300,000 messages": Bomb(".mbox", lambda: mbox(b"Subject: x\n\nhola\n") * 300_000),
    "warc: 400 MB of nothing, packed": Bomb(
        ".warc.gz",
        lambda: gzip.compress(b"\0" * 400_000_000),
        "no es un archivo WARC|ninguna pág|complejo",
    ),
    "warc: a page of 400 MB that was packed": Bomb(
        ".warc", lambda: _encoded(b"<p>hola" * 60_000_000), "lleva dentro"
    ),
    "warc: a record that says it has 10 GB": Bomb(
        ".warc",
        lambda: warc({"http://e.example/a": (_HTML, b"<p>Hola, Urdaz.</p>")}).replace(
            b"Content-Length: ", b"Content-Length: 9999999", 1
        ),
    ),
    "srt: 400,000 captions": Bomb(".srt", lambda: srt_file(_TEXT, "") * 400_000),
    "vtt: 5 MB of tags": Bomb(
        ".vtt", lambda: b"WEBVTT\n\n00:01.000 --> 00:02.000\nHola " + b"<c." * 1_600_000
    ),
    "doc: nothing behind its first bytes": Bomb(
        ".doc",
        lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\xff" * 9_000,
        "LibreOffice",
        quick=True,
    ),
}
