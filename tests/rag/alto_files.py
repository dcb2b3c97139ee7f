"""Digitised newspapers as libraries keep them, written by hand: ALTO pages, METS issues."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from xml.sax.saxutils import quoteattr

ALTO = "http://www.loc.gov/standards/alto/ns-v3#"


def block(
    id: str, lines: Sequence[str], x: int, y: int, *, size: int = 24, quality: float | None = 0.93
) -> str:
    """A block of text with its lines; letters are ``size`` pixels large. A line that ends in
    ``-`` has its hyphen apart, as some programs write it."""
    rows = []
    for row, line in enumerate(lines):
        top, left, strings = y + row * round(1.3 * size), x, []
        cut = line.endswith("-")
        for word in line.removesuffix("-").split():
            width = round(0.5 * size * len(word))
            sure = "" if quality is None else f' WC="{quality}"'
            tall = any(
                c in "bdfhklt0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZÁÉÍÓÚÑáéíóúñi«»¿?¡!" for c in word
            )
            tails = any(c in "gjpqy,;" for c in word)
            height = round(size * ((0.69 if tall else 0.48) + (0.21 if tails else 0)))
            up = round(size * (0.69 if tall else 0.48))
            strings.append(
                f'<String CONTENT={quoteattr(word)} HPOS="{left}" VPOS="{top + size - up}" '
                f'WIDTH="{width}" HEIGHT="{height}"{sure}/>'
            )
            left += width + round(0.3 * size)
        hyphen = f'<HYP CONTENT="-" HPOS="{left}" VPOS="{top}" WIDTH="5"/>' if cut else ""
        rows.append(
            f'<TextLine ID="{id}_{row}" HPOS="{x}" VPOS="{top}" WIDTH="{left - x}" '
            f'HEIGHT="{size}">{"<SP/>".join(strings)}{hyphen}</TextLine>'
        )
    return f'<TextBlock ID="{id}" HPOS="{x}" VPOS="{y}">{"".join(rows)}</TextBlock>'


def alto(
    blocks: Sequence[str],
    *,
    number: int = 1,
    unit: str = "pixel",
    name: str = "",
    namespace: str = ALTO,
) -> bytes:
    """A page in ALTO."""
    source = f"<sourceImageInformation><fileName>{name}</fileName></sourceImageInformation>"
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><alto xmlns="{namespace}"><Description>'
        f"<MeasurementUnit>{unit}</MeasurementUnit>{source if name else ''}</Description><Layout>"
        f'<Page ID="P{number}" PHYSICAL_IMG_NR="{number}" WIDTH="2000" HEIGHT="2800"><PrintSpace>'
        f"{''.join(blocks)}</PrintSpace></Page></Layout></alto>"
    ).encode()


def mets(
    pages: Mapping[str, str],
    articles: Sequence[tuple[str, Sequence[tuple[str, str]]]] = (),
    *,
    title: str = "El Progreso",
    date: str = "1931-03-14",
) -> bytes:
    """An issue in METS.

    :param pages: reference to each page's ALTO file, by its id, in the order of the pages.
    :param articles: title of each, and (file, block) of its blocks.
    """
    files = "".join(
        f'<file ID="{id}"><FLocat LOCTYPE="URL" xlink:href="{where}"/></file>'
        for id, where in reversed(pages.items())
    )
    physical = "".join(
        f'<div TYPE="PAGE" ORDER="{order}"><fptr FILEID="{id}"/></div>'
        for order, id in enumerate(pages, 1)
    )
    logical = "".join(
        f'<div TYPE="ARTICLE" LABEL={quoteattr(label)}>'
        + "".join(
            f'<div TYPE="BODY"><fptr><area FILEID="{file}" BETYPE="IDREF" BEGIN="{begin}"/></fptr>'
            "</div>"
            for file, begin in blocks
        )
        + "</div>"
        for label, blocks in articles
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?><mets xmlns="http://www.loc.gov/METS/" '
        'xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:mods="http://www.loc.gov/mods/v3">'
        '<dmdSec ID="D1"><mdWrap MDTYPE="MODS"><xmlData><mods:mods><mods:titleInfo><mods:title>'
        f"{title}</mods:title></mods:titleInfo><mods:originInfo><mods:dateIssued>{date}"
        "</mods:dateIssued></mods:originInfo></mods:mods></xmlData></mdWrap></dmdSec>"
        f'<fileSec><fileGrp ID="ALTO">{files}</fileGrp></fileSec>'
        f'<structMap TYPE="PHYSICAL"><div TYPE="ISSUE">{physical}</div></structMap>'
        f'<structMap TYPE="LOGICAL"><div TYPE="ISSUE"><div TYPE="SECTION">{logical}</div></div>'
        "</structMap></mets>"
    ).encode()


def alto_file(text: str, title: str) -> bytes:
    """A page in ALTO with one paragraph, under a headline."""
    if not text.isprintable():
        raise ValueError(text)
    words, lines = text.split(), [""]
    for word in words:
        if len(lines[-1]) > 50:
            lines.append("")
        lines[-1] = f"{lines[-1]} {word}".strip()
    head = [block("T", [title], 100, 100, size=60)] if title else []
    return alto([*head, block("B", lines, 100, 260)])
