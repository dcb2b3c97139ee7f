"""Files nobody should send: valid ones of ours, damaged, and others built to do harm."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Sequence
from functools import cache
from io import BytesIO
from typing import Final

import docx
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from tests.rag.documents.formats.made_files import MADE
from tests.rag.pdf_files import assemble, pdf
from tests.rag.scans import Setting, file_of, scanned, typeset
from tests.torture.hostile_texts import hostile_texts

OWN: Final = ("txt", "md", "html", "pdf", "docx", "jsonl")
_LEFT: Final = {".ott", ".ppsx", ".xlsm", ".dot"}  # the same as others
_PICTURES: Final = {".png", ".jpg", ".jpeg", ".tif", ".tiff"}  # two kinds of them are tried
MADE_KINDS: Final = tuple(
    suffix.removeprefix(".") for suffix in MADE if suffix not in _LEFT | _PICTURES
)
KINDS: Final = (*OWN, *MADE_KINDS, "png", "tiff")
W: Final = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"

_TEXT: Final = (
    "Arde la sierra de Urdaz\n\nEl fuego empezó de madrugada. La Diputación envió 120 bomberos, "
    "según el alcalde.\n\n- uno\n- dos\n\nVea también: Otra noticia\n\nLlueve sobre los montes."
)
_HEAD: Final = (
    "---\ntitle: Arde la sierra\ndate: 2025-07-02\nsource: El Eco\nauthor: [Ana, Luis]\n---\n"
)
_PAGE: Final = (
    '<!DOCTYPE html><html lang="es"><head><meta charset="utf-8"><title>Arde la sierra</title>'
    '<meta property="article:published_time" content="2025-07-02"><script type="application/ld+json">'
    '{"@type": "NewsArticle", "headline": "Arde", "datePublished": "2025-07-02"}</script></head>'
    "<body><nav><a href='/'>Inicio</a></nav><article><h1>Arde la sierra</h1>"
    + "".join(f"<p>{part}</p>" for part in _TEXT.split("\n\n"))
    + "<table><tr><td>año</td><td>2024</td></tr></table></article></body></html>"
)
_PACKED: Final = ("docx", "odt", "pptx", "xlsx", "epub", "zip")
_TOKENS: Final[dict[str, Sequence[bytes]]] = {
    "txt": [b"\xff\xfe", b"\xef\xbb\xbf", b"\r\n", b"---\n", b"\x85", b"\xe2\x80\xa8", b"\xed\xa0\x80"],
    "md": [b"---\n", b"title: ", b"&a ", b"*a ", b"- [", b"!!python/object:os.system ", b"{", b"? ",
           b"date: 9999-99-99\n", b"# ", b"```", b"[1]", b"<script>"],
    "html": [b"<div>", b"</p>", b"<table><tr>", b"<!--", b"<![CDATA[", b"&#0;", b"&#xD800;", b"<svg>",
             b"<meta charset=utf-7>", b"<base href='file:///etc/'>", b"<script>", b"<template>", b"\x00",
             b"<?xml version='1.0' encoding='utf-16'?>", b"<img src=x onerror=y>", b"<frameset>"],
    "pdf": [b"endobj", b"stream\n", b"endstream", b"<<", b">>", b"[", b"]", b"(", b"/Kids [2 0 R]",
            b"/Length 99999999", b"/Filter [/ASCIIHexDecode /LZWDecode]", b"3 0 R", b"null", b"%%EOF",
            b"/Encrypt << /V 9 >>", b"startxref\n0\n", b"trailer <<", b"/Count -1", b"<</Size 1>>",
            b"/Type /ObjStm /N 1 /First 0", b"-1 0 obj", b"/Parent 4 0 R"],
    "docx": [b"<w:p>", b"</w:p>", b"<w:tbl>", b"&x;", b"<!DOCTYPE d [<!ENTITY x SYSTEM 'file:///etc/hostname'>]>",
             b"PK\x03\x04", b"PK\x01\x02", b"PK\x05\x06", b"../../x", b"Target='http://a/'", b"]]>"],
    "png": [b"IHDR", b"IDAT", b"IEND", b"acTL", b"fcTL", b"iCCP", b"zTXt", b"\xff\xff\xff\xff", b"PLTE"],
    "tiff": [b"II*\x00", b"MM\x00*", b"\x00\x01\x04\x00", b"\xff\xff\xff\x7f", b"\x06\x01\x03\x00", b"\x07\x00"],
    "jsonl": [b"\n", b"{", b'"text": ', b"null", b"[[[[", b"\\ud800", b"1e999", b"NaN", b"-", b'"', b",",
              b'{"text": {"text": "x"}}\n', b'{"text": "hola", "date": 20250102}\n'],
    "csv": [b'"', b'""', b",", b";", b"\t", b"|", b"\n", b"\r", b"sep=;\n", b"texto", b"\x00", b"fecha"],
    "rtf": [b"{", b"}", b"\\par ", b"\\u-1?", b"\\u99999?", b"\\'", b"\\bin9 ", b"{\\footnote ", b"\\ansicpg9 ",
            b"{\\*\\x", b"\\cell\\row ", b"{\\info{\\title ", b"\\deleted ", b"{\\fonttbl", b"\\f9\\fcharset8 x;"],
    "eml": [b"\n", b"\n\n", b"--x\n", b"Content-Type: multipart/mixed; boundary=x\n", b"=?utf-8?q?", b"?=", b"From ",
            b"Content-Type: text/html; charset=nada\n", b"Date: 99\n", b"> ", b"-- \n", b"Content-Transfer-Encoding: base64\n",
            b"Content-Type: message/rfc822\n", b"filename*=utf-8''%ff", b"Subject: ", b"=3D", b"=\n"],
    "srt": [b"-->", b"00:00:01,000 --> 00:00:02,000", b"\n\n", b"1\n", b"WEBVTT\n", b"<v Ana>", b"<", b"NOTE", b"STYLE\n", b"- "],
    "warc": [b"WARC/1.0\r\n", b"Content-Length: 9\r\n", b"\r\n\r\n", b"HTTP/1.0 200 OK\r\n", b"WARC-Type: response\r\n",
             b"Transfer-Encoding: chunked\r\n", b"Content-Encoding: br\r\n", b"\x1f\x8b\x08", b"-1", b"ffff\r\n"],
    "xml": [b"<TextBlock>", b"</TextLine>", b'HPOS="nan"', b'VPOS="-1e999"', b'WC="x"', b"<HYP/>", b"<Page>",
            b"<!DOCTYPE a [<!ENTITY x 'y'>]>", b"&x;", b"<![CDATA[", b'CONTENT=""', b'SUBS_TYPE="HypPart1"',
            b"<mets>", b"<area FILEID='x' BEGIN='B'/>", b'xlink:href="../../etc/passwd.xml"', b"<?xml?>",
            b"<", b">", b"</", b"/>", b"&x;", b"&amp;", b"<!--", b"]]>", b"<![CDATA[", b"='", b'="99999"', b"<!DOCTYPE d [<!ENTITY x 'y'>]>",
            b"xml:space='preserve'", b"\xff", b"PK\x03\x04", b"../../x"],
}  # fmt: skip
_SAME_TOKENS: Final = {"tsv": "csv", "vtt": "srt", "mbox": "eml", "warc.gz": "warc", "doc": "rtf"}


@cache
def valid(kind: str) -> bytes:
    """A file that is read without complaint."""
    if kind in MADE_KINDS:
        text = _TEXT if kind != "xml" else _TEXT.split("\n")[2]  # a page of ALTO holds one line
        return MADE[f".{kind}"](text, "Arde la sierra")
    match kind:
        case "txt":
            return _TEXT.encode()
        case "md":
            return (_HEAD + "# Arde la sierra\n\n" + _TEXT).encode()
        case "html":
            return _PAGE.encode()
        case "pdf":
            return pdf([_TEXT.split("\n")] * 2, title="Arde", author="Ana")
        case "png" | "tiff":
            page = scanned(typeset(["Arde la sierra."], setting=Setting(width=160, height=70))[0])
            return file_of([page[0].resize((222, 97))] * (1 + (kind == "tiff")), kind.upper())
        case "docx":
            return word(_TEXT.split("\n\n"))
    lines = [{"text": _TEXT, "title": "Arde", "date": "2025-07-02"}, {"texto": "Hola.", "url": "x"}]
    return "\n".join(json.dumps(line) for line in lines).encode()


def word(paragraphs: Sequence[str]) -> bytes:
    """A .docx file of these paragraphs and a small table."""
    document = docx.Document()
    document.core_properties.author = "Ana"
    for paragraph in paragraphs:
        document.add_paragraph(paragraph)
    document.add_table(2, 2).cell(0, 0).text = "año"
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def repacked(
    data: bytes, parts: dict[str, bytes], compression: int = zipfile.ZIP_DEFLATED
) -> bytes:
    """A zip file with some parts replaced or added."""
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as source, zipfile.ZipFile(out, "w", compression) as target:
        for name in source.namelist():
            if name not in parts:
                target.writestr(name, source.read(name))
        for name, body in parts.items():
            target.writestr(name, body)
    return out.getvalue()


def body(xml: str, head: str = "") -> bytes:
    """A .docx file whose document is this."""
    document = f'{head}<w:document xmlns:w="{W}"><w:body>{xml}</w:body></w:document>'
    return repacked(valid("docx"), {"word/document.xml": document.encode()})


@st.composite
def damaged(draw: DrawFn, data: bytes, tokens: Sequence[bytes]) -> bytes:
    """``data`` after a few accidents."""
    made = bytearray(data)
    for _ in range(draw(st.integers(1, 6))):
        at = draw(st.integers(0, len(made)))
        length = draw(st.sampled_from([1, 1, 4, 30, 500]))
        match draw(st.integers(0, 6)):
            case 0:
                made[at : at + 1] = bytes([draw(st.integers(0, 255))])
            case 1:
                del made[at : at + length]
            case 2:
                made[at:at] = made[at : at + length] * draw(st.sampled_from([1, 2, 50]))
            case 3:
                del made[at:]
            case 4:
                made[at:at] = draw(st.binary(max_size=8))
            case _:
                made[at:at] = draw(st.sampled_from(tokens)) * draw(st.sampled_from([1, 1, 3, 400]))
    return bytes(made)


@st.composite
def _damaged_parts(draw: DrawFn, kind: str) -> bytes:
    """A file whose zip is sound and whose parts are not."""
    data = valid(kind)
    with zipfile.ZipFile(BytesIO(data)) as archive:
        read = {name: archive.read(name) for name in archive.namelist()}
    largest = max(read, key=lambda name: ("document" in name or "content" in name, len(read[name])))
    names = draw(st.lists(st.sampled_from([largest, *read]), min_size=1, max_size=2))
    tokens = _TOKENS["docx" if kind == "docx" else "xml"]
    parts = {name: draw(damaged(read[name], tokens)) for name in names}
    return repacked(data, parts)


@st.composite
def _damaged_pages(draw: DrawFn) -> bytes:
    """A PDF file whose objects are sound and whose page is not."""
    content = b"BT /F1 11 Tf 14 TL 50 780 Td\n(Arde la sierra de Urdaz.) Tj T* (Llueve) Tj\nET"
    tokens = [b"BT ", b"ET ", b"(", b") Tj ", b"[(a) -9e9 (b)] TJ ", b"q ", b"Q ", b"BI ID ", b"EI ",
              b"/F1 0 Tf ", b"/F9 9 Tf ", b"nan 0 0 0 1e99 0 cm ", b"<</MCID 0>> BDC ", b"/X0 Do ",
              b"0 0 0 0 0 0 Tm ", b"<zz> Tj ", b"[[[[ "]  # fmt: skip
    return assemble([draw(damaged(content, tokens)) for _ in range(draw(st.integers(1, 3)))])


_TAGS: Final = (
    "div p span table tr td th ul li article section nav h1 b a br script style svg math template "
    "select option form iframe textarea title head body html noscript plaintext w:p o:p"
).split()
_markup: Final = st.one_of(
    st.sampled_from(_TAGS).map(lambda tag: f"<{tag}>"),
    st.sampled_from(_TAGS).map(lambda tag: f"</{tag}>"),
    hostile_texts(20),
    st.sampled_from(
        ['<a href="javascript:x">', '<p lang="es', "<!--", "-->", "&amp;", "&#x202e;", "&bogus;"]
    ),
)
_word_markup: Final = st.one_of(
    st.sampled_from(
        "p r t tbl tr tc sdt sdtContent ins del hyperlink tab br txbxContent sectPr pPr pStyle".split()
    ).flatmap(lambda tag: st.sampled_from([f"<w:{tag}>", f"</w:{tag}>", f"<w:{tag}/>"])),
    st.sampled_from(
        ["<w:p><w:r><w:t>Llueve.</w:t></w:r></w:p>", "&#x202e;", "&lt;", "&x;", "<x/>"]
    ),
)
_json: Final = st.recursive(
    st.none()
    | st.booleans()
    | st.floats()
    | st.integers()
    | st.text(max_size=8)
    | hostile_texts(4),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3)
    ),
    max_leaves=6,
)
_keys: Final = st.sampled_from("text texto TEXT title fecha date source url autor author x".split())


@st.composite
def _built(draw: DrawFn, kind: str) -> bytes:
    """A file of the right shape with the wrong things in it."""
    match kind:
        case "html":
            parts = draw(st.lists(_markup, max_size=60))
            return "".join(parts).encode("utf-8", "replace") * draw(st.sampled_from([1, 1, 40]))
        case "docx":
            return body("".join(draw(st.lists(_word_markup, max_size=30))))
        case "jsonl":
            lines = st.dictionaries(_keys, _json, max_size=5).map(json.dumps) | _json.map(
                json.dumps
            )
            return "\n".join(draw(st.lists(lines, min_size=1, max_size=6))).encode()
        case "md":
            fields = st.tuples(_keys, hostile_texts(6)).map(lambda pair: f"{pair[0]}: {pair[1]}\n")
            head = "".join(draw(st.lists(fields, max_size=5)))
            return f"---\n{head}---\n{draw(hostile_texts(20))}".encode("utf-8", "replace")
        case "pdf":
            return draw(_damaged_pages())
    encoding = draw(st.sampled_from(["utf-8", "cp1252", "utf-16", "utf-16-le", "utf-32", "utf-7"]))
    return draw(hostile_texts(40)).encode(encoding, "replace")


def files(kind: str) -> SearchStrategy[bytes]:
    """Hostile files of a kind: damaged outside, damaged inside, built."""
    same = _SAME_TOKENS.get(kind, kind)
    kinds = [damaged(valid(kind), _TOKENS[same if same in _TOKENS else "xml"])]
    if kind in OWN:
        kinds.append(_built(kind))
    if kind in _PACKED:
        kinds.append(_damaged_parts(kind))
    return st.one_of(kinds)
