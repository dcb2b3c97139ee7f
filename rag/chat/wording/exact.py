"""What the page says of exact search, in both languages."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class ExactWords:
    """The words of one language, with braces to be filled in when they are shown."""

    mode: str
    sort: str
    by_date: str
    by_score: str
    count: str
    shown: str
    nothing: str
    small_or: str
    save_csv: str
    save_xlsx: str
    saved: str
    too_many: str
    help: str
    any_form: str
    as_written: str
    joined: str
    begins: str
    one_letter: str
    near: str
    fields: str


SPANISH_EXACT: Final = ExactWords(
    mode="Exacta: todo lo que hay",
    sort="Orden",
    by_date="Por fecha",
    by_score="Por puntuación",
    count="{total} {count:pasaje|pasajes} en {ms} ms; no hay ninguno más",
    shown="{count}. Se muestran los primeros {shown}.",
    nothing="Ningún pasaje cumple la consulta.",
    small_or="«o» en minúsculas no cuenta: para buscar una cosa o la otra, escriba O.",
    save_csv="Guardar CSV",
    save_xlsx="Guardar Excel",
    saved="{total} {total:pasaje guardado|pasajes guardados} en «{name}».",
    too_many="Son {total} pasajes y la página guarda hasta {most}: use «hemeroteca find --csv».",
    help="Cómo se escribe una consulta",
    any_form="las dos palabras, en cualquiera de sus formas",
    as_written="esas palabras seguidas y tal cual, sin mirar tildes ni mayúsculas",
    joined="Y, O, NO en mayúsculas, y paréntesis",
    begins="lo que empieza así",
    one_letter="lo que difiere en una letra",
    near="a cinco palabras de distancia, como mucho",
    fields="fuente, fecha, título, persona, lugar u organización",
)

ENGLISH_EXACT: Final = ExactWords(
    mode="Exact: everything there is",
    sort="Order",
    by_date="By date",
    by_score="By score",
    count="{total} {count:passage|passages} in {ms} ms; there is no other",
    shown="{count}. The first {shown} are shown.",
    nothing="The query is true of no passage.",
    small_or="“or” in small letters does not count: write OR for one thing or the other.",
    save_csv="Save CSV",
    save_xlsx="Save Excel",
    saved="{total} {total:passage|passages} saved as “{name}”.",
    too_many="{total} passages; the page saves up to {most}: use “hemeroteca find --csv”.",
    help="How a query is written",
    any_form="both words, in any of their forms",
    as_written="these words in a row as written, whatever their accents and capitals",
    joined="AND, OR, NOT in capitals, and brackets",
    begins="what begins so",
    one_letter="what differs by one letter",
    near="at most five words apart",
    fields="source, date, title, person, place or organisation",
)
