"""Finds the day that an article's own text says it is of.

Papers print it at the head: in the masthead, on a line by itself, or before the first sentence
(«Valdemorilla, 7 de marzo de 2016.- El pleno…»). Dates inside sentences are those of what is
told, and headlines may be one («11 de septiembre de 2001»), so that only these shapes count, and
a head whose dates lie far apart, such as a chronology, says nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Final

from index.text.folding import fold
from rag.documents.metadata.dates import Day, find_days, parse_date, plausible

_HEAD_LINES: Final = 12
"""Masthead, section, headline, subtitles, byline and place; the body comes then."""
_HEAD_CHARS: Final = 4_000
_LONGEST_LINE: Final = 160
_LONGEST_PLACE: Final = 80
_APART: Final = 7
"""Days between the dates of a masthead, a line and a dateline that are of one article: weeklies."""

_TIME: Final = re.compile(
    r"\b(?:a las?\s+)?[0-9]{1,2}(?:[:.h][0-9]{2}){1,2}"
    r"(?:\s?(?:h|hs|hrs|horas|am|pm|[ap]\.\s?m)\b\.?)?|"
    r"\b[0-9]{1,2}\s?(?:h|hs|hrs|horas|am|pm)\b|\bhace [0-9]+ \w+",
)
_CONNECTING: Final = frozenset(
    "a al de del e el en la las lo los o por para san santa y con".split()
)
_LABELS: Final = frozenset(
    "publicado publicada publicacion publicados creado creada enviado enviada especial "
    "corresponsal difundido difundida emision creacion elaboracion dia fecha hora horas h hs hrs "
    "am pm m p min minutos "
    "lectura redaccion agencia agencias edicion ano num numero no nº epoca tomo precio centimos "
    "cts ptas pesetas euros ejemplar pagina paginas pag pags director diario periodico semanario "
    "dado dada emitido emitida comunicado nota prensa noticia noticias texto foto fotos escrito "
    "published posted on by date gmt utc cet cest as em data publicat publie le pubblicato il "
    "argitaratua".split()
)
# Of papers' heads, which may say more of themselves than a line elsewhere may.
_MASTHEAD: Final = frozenset(
    "ano num numero epoca tomo precio centimos cts ptas pesetas ejemplar director diario periodico "
    "semanario fundado suscripcion edicion matutino vespertino".split()
)
_MASTHEAD_LINES: Final = 3
_MASTHEAD_OTHER_WORDS: Final = 6
_OTHER_DAY: Final = re.compile(
    r"(?:[©†]|\b(?:actualiza\w*|modifica\w*|ultima\w*|updated|modified|consulta\w*|descarga\w*|"
    r"(?<!edicion )impres\w*|accessed|archivad\w*|archivo|caduc\w*|vence\w*|vigen\w*|naci\w*|"
    r"falleci\w*|muert\w*|murio|cumplea\w*|fundad\w*|desde|hasta|copyright|edited|corregid\w*|"
    r"convocatoria|plazo|proxim\w*|concierto|estreno|funcion|inaugura\w*|inscripcion\w*|"
    r"firmad[oa]|aniversario|sorteo)\b)[^.|·]*(?:[|·]\s*)?\Z"
    r"|\b(?<!texto y )fotos?(?=\s*:|\s*\Z)[^.|·]*\Z"
)
# The word before a date on a line of its own, where it is none of a sentence's («del 3 de mayo»).
_BEFORE: Final = re.compile(
    r"(?:\A|[\W_]|\b(?:a|on|published|posted|publicad[oa]|fecha|"
    r"publicad[oa] por [^.:;|]{3,60} el|publicad[oa] em|publicat el|publie le|pubblicato il|"
    r"(?:edicion|ejemplar|numero|fecha|publicacion|dia|correspondiente|publicad[oa]) "
    r"(?:al?|del?|el)(?: dia)?|(?:publicad|cread)[oa] en))\Z"
)
_PLAIN_BEFORE: Final = re.compile(r"(?:\A|[,.(/|:;·–—\-]\s*(?:a\s+)?|\S\sa\s+)\Z")
_AFTER_LINE: Final = re.compile(r"\s*(?:\Z|[,.;:|·()/–—\]\-]|\s)")
_PARTED: Final = re.compile(r"\s*[|·•]\s*")
# What parts a dateline from the sentence after it; the hour and the agency stand between.
_STRONG: Final = re.compile(
    r"(?:,\s{0,2}[0-9]{1,2}[:.h][0-9]{2}\s?(?:h|hs|hrs|horas)?)?[,.]?\s{0,2}"
    r"(?:\([^()\n]{2,60}\)|/[^/\n]{2,40}/|[A-ZÁÉÍÓÚÑ][A-ZÁÉÍÓÚÑ./ ]{1,30}(?=\s?[.–—-])|"
    r"[A-ZÁÉÍÓÚÑ][^\W\d_]{1,20}(?: [A-ZÁÉÍÓÚÑ][^\W\d_]{1,20}){0,3}(?=\.\s?[–—-])|"
    r",? a las? [^.\n]{3,30}(?=\.\s?[–—-]))?\s{0,2}"
    r"(?:\)?[.,]\s?[-–—]+|\)\s?[-–—]+|\s?[–—]+|\s-{1,2}\s?|--)\s*\S"
)
# The agency between marks closes a dateline without a dash: «Alcira, 3 mayo 1909 (Fabra). El…».
_AGENCY: Final = re.compile(r"[,.]?\s{0,2}\([A-ZÁÉÍÓÚÑ][^()\n]{1,60}\)[.:]\s+[«“\"¿¡]?[A-ZÁÉÍÓÚÑ]")
# «(EFE, 7 de marzo de 2016) El pleno…», where «(Urdaz, 3 de mayo de 1950) es…» tells of a birth.
_CLOSED: Final = re.compile(r"\)[.:,]?\s+[«“\"¿¡]?[A-ZÁÉÍÓÚÑ]")
_BRACKETED: Final = re.compile(r"\)\s?[.,:]?\s?[-–—]+\s*\S")
_SIGNED: Final = re.compile(r"(?:\A|\s)a\s+\Z")
_PARAGRAPH_WORDS: Final = 25
"""Words of a first paragraph; what stands behind it is signed, or others' words."""


def date_of_text(text: str, title: str = "") -> str | None:
    """Return the ISO day that stands at the head of an article, as papers print it.

    :param title: of the article; a headline that is a date is what it is about.
    """
    lines = [line for line in text[:_HEAD_CHARS].split("\n") if line.strip()][:_HEAD_LINES]
    return date_of_lines(lines, title)


def date_of_lines(lines: Sequence[str], title: str = "") -> str | None:
    """Return the ISO day that the lines at the head of an article say it is of, or ``None``."""
    headline = fold(" ".join(title.split()))
    found: list[str] = []
    begun = False
    for number, line in enumerate(lines):
        stripped = line.strip()
        if fold(" ".join(stripped.split())) == headline and _only_date(stripped):
            continue
        day = _line_day(stripped, number, begun=begun) or _dateline_day(stripped)
        begun = begun or len(stripped.split()) >= _PARAGRAPH_WORDS
        if day is not None and plausible(day):
            found.append(day)
    ordinals = [date.fromisoformat(day).toordinal() for day in found]
    if not found or max(ordinals) - min(ordinals) > _APART:
        return None
    return found[0]


def _only_date(line: str) -> bool:
    return parse_date(line.strip("#* ")) is not None


def _line_day(line: str, number: int, *, begun: bool) -> str | None:
    """Read a line that says when, where and by whom it was published, and nothing else.

    :param begun: whether the text has begun above it: then it must be signed («En Urdaz, a 3 de
        mayo de 2016»), since readers' comments and lists of other news carry days too.
    """
    if len(line) > _LONGEST_LINE or line[0] in "#*•|>" or line.startswith("- "):
        return None
    days = {day.iso for day in _own_days(line)}
    if len(days) != 1:
        return None
    parts = [line, *(part for part in _PARTED.split(line) if part and part != line)]
    found = (_part_day(part, number, begun=begun) for part in parts)
    return next((day for day in found if day in days and day), None)


def _part_day(line: str, number: int, *, begun: bool) -> str | None:
    """Read the day of a line, or of what stands between two bars of it («Cultura | 3 de mayo»)."""
    first = next(_own_days(line), None)
    if first is None or (begun and not _SIGNED.search(line[: first.start])):
        return None
    if not _leads(line[: first.start].rstrip()) or not _AFTER_LINE.match(line[first.end :]):
        return None
    rest = _without(line, find_days(line))
    words = re.findall(r"[^\W\d_]+[º°]?", _TIME.sub(" ", rest))
    plain = [word for word in words if word[0].islower()]
    other = [w for w in map(fold, plain) if w not in _CONNECTING and w not in _LABELS]
    masthead = number < _MASTHEAD_LINES and any(fold(word) in _MASTHEAD for word in words)
    return first.iso if len(other) <= _MASTHEAD_OTHER_WORDS * masthead else None


def _leads(before: str) -> bool:
    """Whether a date may follow that on a line: a mark, a name («EL FARO 3 de mayo de 1992»), or
    a word that says that it was published. Before a colon nothing else does («Cuándo: …»)."""
    if before.endswith(":"):
        named = re.findall(r"[^\W\d_]+", before)
        return not named or fold(named[-1]) in _LABELS
    if _BEFORE.search(fold(before)):
        return True
    word = re.search(r"[^\W_]+\Z", before)
    return word is not None and not word[0][0].islower() and fold(word[0]) not in _CONNECTING


def _own_days(line: str) -> Iterator[Day]:
    """Yield the dates of a line but those of its changes («Actualizado: …») and of other things."""
    folded, at = fold(line), 0
    for day in find_days(line):
        if not _OTHER_DAY.search(folded[at : day.start]):
            yield day
        at = day.end


def _without(line: str, days: Sequence[Day]) -> str:
    at, parts = 0, []
    for day in days:
        parts.append(line[at : day.start])
        at = day.end
    return " ".join([*parts, line[at:]])


def _dateline_day(line: str) -> str | None:
    """Read what stands before the first sentence: a place perhaps, the day, a dash."""
    head = line.lstrip("*_> ")
    days = find_days(head[: _LONGEST_PLACE + _LONGEST_LINE])
    if not days or days[0].start > _LONGEST_PLACE:
        return None
    day = days[0]
    before, after = head[: day.start], head[day.end :]
    words = re.findall(r"[^\W\d_]+", before)
    if any(w[0].islower() and fold(w) not in _CONNECTING | _LABELS for w in words):
        return None
    if not _PLAIN_BEFORE.search(fold(before)) or _OTHER_DAY.search(fold(before)):
        return None
    if before.count("(") > before.count(")"):
        named, _, inside = before.rpartition("(")
        if not named.strip():
            return day.iso if _CLOSED.match(after) or _BRACKETED.match(after) else None
        return day.iso if _BRACKETED.match(after) and _says_no_birth(named, inside) else None
    return day.iso if _STRONG.match(after) or _AGENCY.match(after) else None


def _says_no_birth(named: str, inside: str) -> bool:
    """Whether a day between marks may be that of the news: a place alone stands before a birth's
    («Inés Robledo (Urdaz, 3 de mayo de 1950)»), an agency or nothing before that of news."""
    words = re.findall(r"[^\W\d_]+", inside)
    names = {fold(word) for word in re.findall(r"[^\W\d_]+", named)}
    return not words or any(word.isupper() for word in words) or not names.isdisjoint(_LABELS)
