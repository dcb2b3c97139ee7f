"""Files made to take a parser's time or memory, each with what must come of it.

``python -m tests.torture.bombs`` adds every one of them in a process of its own and prints what
it cost: the table of docs/security-tests.md.
"""

from __future__ import annotations

import argparse
import json
import random
import struct
import subprocess
import sys
import tempfile
import time
import zipfile
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from PIL import Image

from index.text.counts import Count
from tests.rag.alto_files import alto, block
from tests.rag.pdf_files import assemble
from tests.rag.scans import file_of, png_head
from tests.torture.bomb import Bomb, named_again
from tests.torture.bundle_bombs import BUNDLES
from tests.torture.hostile_files import W, body, repacked, valid
from tests.torture.long_bombs import LONG
from tests.torture.newsroom_bombs import NEWSROOM

_PICTURE: Final = '<Illustration HPOS="1" VPOS="1" WIDTH="9" HEIGHT="9"/>'


def objects(*bodies: bytes, pages: str = "[3 0 R]", count: int = 1) -> bytes:
    """A PDF whose objects from 3 are these; its only page is the first."""
    all_ = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Count {count} /Kids {pages} >>".encode(),
        *bodies,
    ]
    made, offsets = bytearray(b"%PDF-1.4\n"), []
    for number, one in enumerate(all_, 1):
        offsets.append(len(made))
        made += f"{number} 0 obj\n".encode() + one + b"\nendobj\n"
    table = "".join(f"{offset:010} 00000 n \n" for offset in offsets)
    end = f"xref\n0 {len(all_) + 1}\n0000000000 65535 f \n{table}"
    end += f"trailer << /Size {len(all_) + 1} /Root 1 0 R >>\nstartxref\n{len(made)}\n%%EOF\n"
    return bytes(made) + end.encode()


def stream(content: bytes, facts: str = "", packings: int = 1) -> bytes:
    """A stream object, packed so many times."""
    for _ in range(packings):
        content = zlib.compress(content, 9)
    filters = f"/Filter [{' /FlateDecode' * packings}]"
    head = f"<< {facts} /Length {len(content)} {filters} >>\nstream\n"
    return head.encode() + content + b"\nendstream"


_FONT: Final = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"
_PAGE: Final = (
    b"<< /Type /Page /Parent 2 0 R /Contents 4 0 R /Resources << /Font << /F1 6 0 R >> "
    b"/XObject << /X 5 0 R >> >> >>"
)
_FORM: Final = (
    "/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /Font << /F1 6 0 R >> "
    "/XObject << /X 5 0 R >> >>"
)


def form_called_often() -> bytes:
    """1.4 kB: a page that draws a drawing of 60,000 letters 5,000 times, 1.4 s each."""
    drawing = stream(b"BT " + b"(a)Tj " * 60_000 + b"ET", _FORM)
    return objects(_PAGE, stream(b"/X Do " * 5_000), drawing, _FONT)


def form_in_itself() -> bytes:
    """A drawing that draws itself, twice."""
    return objects(_PAGE, stream(b"BT (hola) Tj ET /X Do"), stream(b"/X Do /X Do", _FORM), _FONT)


def packed_thrice() -> bytes:
    """Spaces packed three times over: 100 MB in some hundred bytes."""
    return objects(_PAGE, stream(b" " * 100_000_000, packings=3), stream(b"", _FORM), _FONT)


def scattered_words() -> bytes:
    """A page of 60,000 words that stand anywhere, so that no two make a line."""
    chance = random.Random(5)
    words = b" ".join(
        b"1 0 0 1 %d %d Tm (%s) Tj"
        % (chance.randrange(590), chance.randrange(840), b"abcde"[: 1 + i % 5])
        for i in range(60_000)
    )
    return assemble([b"BT /F1 8 Tf " + words + b" ET"])


def boxes_everywhere() -> bytes:
    """A page of 20,000 boxes around a few words."""
    chance = random.Random(5)
    boxes = b" ".join(
        b"%d %d 70 60 re S" % (chance.randrange(500), chance.randrange(700)) for _ in range(20_000)
    )
    return assemble([boxes + b" BT /F1 9 Tf 50 700 Td (Llueve sobre los montes.) Tj ET"])


def table_of_figures() -> bytes:
    """A page of 20,000 figures in rows and columns."""
    cells = b" ".join(
        b"1 0 0 1 %.1f %.1f Tm (%d) Tj" % (10 + i % 100 * 5.8, 830 - i // 100 * 4.1, i % 10)
        for i in range(20_000)
    )
    return assemble([b"BT /F1 3 Tf 1 0 0 1 9 835 Tm (Cuadro de las lluvias) Tj " + cells + b" ET"])


def one_stream_often() -> bytes:
    """A page whose contents are one stream of 20 MB, ten thousand times."""
    page = _PAGE.replace(b"/Contents 4 0 R", b"/Contents [" + b"4 0 R " * 10_000 + b"]")
    return objects(page, stream(b" " * 20_000_000), stream(b"", _FORM), _FONT)


def pages_in_a_ring() -> bytes:
    """Pages whose children are themselves."""
    return objects(_PAGE, stream(b""), stream(b"", _FORM), _FONT, pages="[2 0 R 2 0 R 3 0 R]")


def one_page_often() -> bytes:
    """A page that stands 90,000 times in the list of pages."""
    page = b"3 0 R " * 90_000
    contents = (stream(b"BT (hola) Tj ET"), stream(b"", _FORM), _FONT)
    return objects(_PAGE, *contents, pages=f"[{page.decode()}]", count=90_000)


def vast_page() -> bytes:
    """A page as large as a country, with a word in two corners."""
    page = _PAGE.replace(b"/Parent 2 0 R", b"/Parent 2 0 R /UserUnit 75000 /MediaBox [0 0 1e9 1e9]")
    contents = b"BT /F1 9 Tf 9 9 Td (Hola) Tj 999999000 999999000 Td (fin) Tj ET"
    return objects(page, stream(contents), stream(b"", _FORM), _FONT)


def vast_picture() -> bytes:
    """A scanned page whose picture says that it has ten thousand million pixels."""
    facts = "/Type /XObject /Subtype /Image /Width 100000 /Height 100000 /BitsPerComponent 8"
    picture = stream(b"\0" * 1_000_000, f"{facts} /ColorSpace /DeviceGray")
    page = _PAGE.replace(b"/Parent 2 0 R", b"/Parent 2 0 R /MediaBox [0 0 600 800]")
    return objects(page, stream(b"600 0 0 800 0 0 cm /X Do"), picture, _FONT)


def tiff_head(width: int, height: int, *, ring: bool = False) -> bytes:
    """A TIFF of one strip that is not there; its next page may be itself."""
    fields = ((256, width), (257, height), (258, 1), (259, 1), (262, 1), (273, 8), (278, height),
              (279, 9))  # fmt: skip
    entries = b"".join(struct.pack("<HHII", tag, 4, 1, value) for tag, value in fields)
    count = struct.pack("<H", len(fields))
    return b"II*\0" + struct.pack("<I", 8) + count + entries + struct.pack("<I", 8 * ring)


def brackets() -> bytes:
    """A page of a million opened lists."""
    return assemble([b"BT " + b"[" * 1_000_000])


def _laughs(head: str, use: str) -> bytes:
    levels = "".join(f'<!ENTITY e{i} "{f"&e{i - 1};" * 10}">' for i in range(1, 12))
    doctype = f'<?xml version="1.0"?><!DOCTYPE d [<!ENTITY e0 "{head}">{levels}]>'
    return body(f"<w:p><w:r><w:t>Hola {use}</w:t></w:r></w:p>", doctype)


def overlapping() -> bytes:
    """A .docx whose directory names the same 10 MB of zeros 900 times."""
    return named_again("word/a", b"\0" * 10_000_000, "word/{}", 900)


def outside() -> bytes:
    """A .docx with an external entity, an external picture and parts outside its folder."""
    relations = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        '<Relationship Id="r" Type="http://a/image" Target="http://127.0.0.1:9/x" '
        'TargetMode="External"/></Relationships>'
    )
    document = (
        '<!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
        f'<w:document xmlns:w="{W}"><w:body><w:p><w:r><w:t>Hola &x;.</w:t></w:r></w:p></w:body>'
        "</w:document>"
    )
    return repacked(
        valid("docx"),
        {
            "word/document.xml": document.encode(),
            "word/_rels/otro.xml.rels": relations.encode(),
            "../../fuera.txt": b"fuera",
            "/etc/fuera": b"fuera",
        },
    )


def _stored(xml: str) -> bytes:
    document = f'<w:document xmlns:w="{W}"><w:body>{xml}</w:body></w:document>'
    return repacked(valid("docx"), {"word/document.xml": document.encode()}, zipfile.ZIP_STORED)


_P: Final = "<w:p><w:r><w:t>a</w:t></w:r></w:p>"
_SPANISH: Final = "La Diputación envió 120 bomberos a la sierra de Urdaz el 3 de mayo de 2025. "

BOMBS: Final[dict[str, Bomb]] = {
    "txt: 10 MB without a space": Bomb(".txt", lambda: b"a" * 10_000_000),
    "txt: 10 MB of digits": Bomb(".txt", lambda: b"1" * 10_000_000),
    "txt: 10 MB of spaces between two words": Bomb(".txt", lambda: b"hola" + b" " * 10**7 + b"fin"),
    "txt: 5 MB of accents on one letter": Bomb(
        ".txt", lambda: ("a" + "\u0301" * 2_500_000).encode()
    ),
    "txt: 8 MB of bidi controls": Bomb(".txt", lambda: ("\u202ehola " * 1_000_000).encode()),
    "txt: 50 MB of NULs": Bomb(".txt", lambda: b"\0" * 50_000_000, "no es texto"),
    "txt: 5 million paragraphs of a letter": Bomb(
        ".txt", lambda: b"a\n\n" * 5_000_000, "líneas y el límite"
    ),
    "txt: 24 million blank lines": Bomb(
        ".txt", lambda: b"a" + b" \n" * 24_000_000 + b"b", "líneas y el límite"
    ),
    "txt: 900,000 lines of a letter": Bomb(".txt", lambda: b"a\n" * 900_000),
    "txt: 5 MB of marks [1]": Bomb(".txt", lambda: b"[1] " * 1_250_000),
    "txt: 20 MB of prose": Bomb(".txt", lambda: _SPANISH.encode() * 250_000),
    "txt: 1 MB of spaces in a sentence": Bomb(
        ".txt", lambda: b"Son 3" + b" " * 10**6 + b"de mayo.", quick=True
    ),
    "md: YAML aliases of aliases": Bomb(
        ".md",
        lambda: (
            "---\ntitle: x\na0: &a0 [x, x]\n"
            + "".join(f"a{i}: &a{i} [{f'*a{i - 1}, ' * 20}]\n" for i in range(1, 60))
            + "---\nHola."
        ).encode(),
        quick=True,
    ),
    "md: a title of 15 kB": Bomb(".md", lambda: b"---\ntitle: " + b"x" * 15_000 + b"\n---\nHola."),
    "jsonl: 50 MB of braces": Bomb(".jsonl", lambda: b"{\n" * 25_000_000, "JSON corriente"),
    "jsonl: 20 MB of nested lists": Bomb(".jsonl", lambda: b"[" * 20_000_000, "JSON corriente"),
    "jsonl: an article with lists a million deep": Bomb(
        ".jsonl",
        lambda: b'{"text": "Hola.", "x": ' + b"[" * 10**6 + b"]" * 10**6 + b"}",
        "niveles anidados|ninguna línea",
        quick=True,
    ),
    "jsonl: an integer of 10 MB": Bomb(
        ".jsonl", lambda: b'{"text": ' + b"1" * 10**7 + b"}", "ninguna línea"
    ),
    "jsonl: a title of 10 MB": Bomb(
        ".jsonl", lambda: b'{"text": "Hola.", "title": "' + b"x" * 10**7 + b'"}'
    ),
    "jsonl: a million articles": Bomb(".jsonl", lambda: b'{"text": "Hola."}\n' * 10**6),
    "html: 400,000 nested div": Bomb(
        ".html", lambda: b"<div>" * 400_000 + b"<p>Hola.</p>", "ningún texto de artículo"
    ),
    "html: 4.5 MB of nested tables": Bomb(".html", lambda: b"<table><tr><td>x" * 300_000),
    "html: 4.6 MB of paragraphs": Bomb(".html", lambda: b"<p>Llueve sobre Urdaz.</p>" * 190_000),
    "html: 4.8 MB of attributes": Bomb(".html", lambda: b"<p " + b"a=b " * 1_200_000 + b">Hola"),
    "html: 48 MB of scripts that never end": Bomb(
        ".html", lambda: b"<script>" * 6_000_000, "MB de código"
    ),
    "html: 5 MB of <": Bomb(".html", lambda: b"<" * 5_000_000, "ningún texto de artículo"),
    "html: 4.6 MB of links": Bomb(".html", lambda: b"<a href='/x'>Urdaz</a> " * 200_000),
    "pdf: a form of 60,000 letters, 5,000 times": Bomb(".pdf", form_called_often, "tras 30 s"),
    "pdf: a form that holds itself": Bomb(".pdf", form_in_itself, "no ha podido", quick=True),
    "pdf: 100 MB packed thrice": Bomb(".pdf", packed_thrice, "dañado|no hay texto"),
    "pdf: one stream of 20 MB, 10,000 times": Bomb(
        ".pdf", one_stream_often, "dañado|complejo|tras|no hay texto|no ha podido"
    ),
    "pdf: 60,000 words anywhere": Bomb(".pdf", scattered_words),
    "pdf: 20,000 boxes": Bomb(".pdf", boxes_everywhere),
    "pdf: 20,000 figures in a table": Bomb(".pdf", table_of_figures),
    "pdf: pages in a ring": Bomb(".pdf", pages_in_a_ring, "dañado|no hay texto", quick=True),
    "pdf: one page 90,000 times": Bomb(".pdf", one_page_often, "dañado|páginas y el límite"),
    "pdf: a page of 75 million million points": Bomb(".pdf", vast_page, quick=True),
    "pdf: a picture of ten thousand million pixels": Bomb(
        ".pdf", vast_picture, "no hay texto|no ha podido|reconoc|tras|píxeles"
    ),
    "pdf: a million brackets": Bomb(".pdf", brackets, "dañado|complejo|no hay texto"),
    "png: 30,000 × 30,000": Bomb(".png", lambda: png_head(30_000, 30_000), "píxeles", quick=True),
    "png: 140 million white pixels": Bomb(
        ".png",
        lambda: png_head(12_000, 11_700, b"\x00" + b"\xff" * 1_500, rows=11_700),
        "no se ha reconocido",
    ),
    "png: 140 million pixels, every other one black": Bomb(
        ".png",
        lambda: png_head(12_000, 11_700, b"\x00" + b"\xaa" * 1_500, rows=11_700),
        "no se ha reconocido|se le acabó el tiempo",
    ),
    "tiff: 60,000 × 60,000": Bomb(
        ".tiff", lambda: tiff_head(60_000, 60_000), "píxeles|dañada", quick=True
    ),
    "tiff: four thousand million wide": Bomb(
        ".tiff",
        lambda: tiff_head(2**32 - 1, 2**32 - 1),
        "píxeles|dañada|no es una imagen",
        quick=True,
    ),
    "tiff: a page whose next is itself": Bomb(
        ".tiff",
        lambda: tiff_head(20, 20, ring=True),
        "dañada|no se ha reconocido|límite",
        quick=True,
    ),
    "tiff: 3,000 pages": Bomb(
        ".tiff", lambda: file_of([Image.new("1", (20, 20), 1)] * 3_000, "TIFF"), "y el límite"
    ),
    "xml: ALTO of 200,000 words in one block": Bomb(
        ".xml", lambda: alto([block("B", ["río de Urdaz"] * 66_000, 1, 1)])
    ),
    "xml: ALTO of 60,000 blocks and pictures": Bomb(
        ".xml", lambda: alto([block("B", ["Urdaz"], 1, 1), _PICTURE] * 60_000)
    ),
    "xml: 2 million nested blocks": Bomb(
        ".xml", lambda: b"<alto>" + b"<ComposedBlock>" * 2_000_000, "no es XML"
    ),
    "xml: billion laughs": Bomb(
        ".xml",
        lambda: b"<!DOCTYPE alto [<!ENTITY a 'ja'><!ENTITY b '&a;&a;'>]><alto>&b;</alto>",
        "declara",
        quick=True,
    ),
    "xml: METS of a million pages": Bomb(
        ".xml",
        lambda: b"<mets>" + b'<FLocat href="a.xml"/>' * 1_000_000 + b"</mets>",
        "no nombra ninguna",
    ),
    "docx: billion laughs": Bomb(
        ".docx", lambda: _laughs("ja", "&e11;"), "define entidades XML", quick=True
    ),
    "docx: external entity, paths outside": Bomb(
        ".docx", outside, "define entidades XML", quick=True
    ),
    "docx: 31 million empty paragraphs": Bomb(
        ".docx", lambda: body("<w:p/>" * 31_000_000), "marcas XML"
    ),
    "docx: 1.3 million paragraphs, not packed": Bomb(
        ".docx", lambda: _stored(_P * 1_300_000), "marcas XML"
    ),
    "docx: 200,000 paragraphs": Bomb(".docx", lambda: body(_P * 200_000)),
    "docx: one text of 9 MB": Bomb(
        ".docx", lambda: body(f"<w:p><w:r><w:t>{'a' * 9_000_000}</w:t></w:r></w:p>")
    ),
    "docx: 9 GB of overlapping parts": Bomb(
        ".docx", overlapping, "descomprimido ocuparía", quick=True
    ),
    "docx: 30,000 nested tables": Bomb(
        ".docx", lambda: body("<w:tbl><w:tr><w:tc>" * 30_000), "dañado|complejo"
    ),
    **BUNDLES,
    **NEWSROOM,
    **LONG,
}


@dataclass(frozen=True, slots=True)
class Cost:
    """What adding a file took, but for encoding its passages.

    :param seconds: processor time, the child's included.
    :param memory: greatest resident size of this process and of the child, bytes.
    """

    outcome: str
    passages: int
    seconds: float
    wall: float
    memory: tuple[int, int]


def cost(name: str) -> Cost:
    """Load and cut a bomb in a process of its own."""
    command = [sys.executable, "-m", "tests.torture.bombs", "--one", name]
    root = Path(__file__).parents[2]
    done = subprocess.run(command, cwd=root, capture_output=True, text=True, check=True)
    said = json.loads(done.stdout.splitlines()[-1])
    return Cost(**{**said, "memory": tuple(said["memory"])})


def _one(name: str) -> Cost:
    import resource

    from index.encoders.loading import load_default
    from rag.documents.adding import cut
    from rag.documents.formats import isolation
    from rag.documents.loading import LoadError, load

    bomb = BOMBS[name]
    encoder = load_default()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"bomba{bomb.suffix}"
        path.write_bytes(bomb.make())
        own, begin, wall = _peak("self"), time.process_time(), time.monotonic()
        passages = 0
        try:
            articles = load(path).articles
            outcome = ""
            for article in articles:
                passages += len(cut(article, encoder).spans)
        except LoadError as error:
            outcome = str(error).partition("»: ")[2]
    seconds, wall = time.process_time() - begin, time.monotonic() - wall
    peak = max(0, _peak("self") - own)
    child = isolation._child._process
    of_child = _peak(str(child.pid)) if child else 0  # 0: it was stopped
    isolation.close()
    spent = resource.getrusage(resource.RUSAGE_CHILDREN)
    return Cost(outcome, passages, seconds + spent.ru_utime, wall, (peak, of_child))


def _peak(who: str) -> int:
    """Greatest resident size so far, bytes; of the child, its 120 MB empty included."""
    status = Path(f"/proc/{who}/status").read_text(encoding="ascii")
    return int(status.partition("VmHWM:")[2].split()[0]) * 1024


def main(arguments: Sequence[str] | None = None) -> None:
    """Print what the bombs cost."""
    parser = argparse.ArgumentParser(description="What hostile files cost.")
    parser.add_argument("--one", help="one of them, as JSON")
    parser.add_argument("--kind", default="", help="only those whose name begins so")
    options = parser.parse_args(arguments)
    if options.one:
        said = _one(options.one)
        print(json.dumps({name: getattr(said, name) for name in Cost.__dataclass_fields__}))
        return
    print("| file | CPU | memory, here + child | outcome |\n| --- | --- | --- | --- |")
    for name in filter(lambda name: name.startswith(options.kind), BOMBS):
        found = cost(name)
        here, child = (round(size / 1e6) for size in found.memory)
        said = found.outcome or "read: {0:,} {0:passage|passages}".format(Count(found.passages))
        print(f"| {name} | {found.seconds:.1f} s | {here} + {child} MB | {said} |", flush=True)


if __name__ == "__main__":
    main()
