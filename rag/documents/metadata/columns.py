"""Tells which column of a sheet holds what of an article, by the names that press data use.

Exports of monitoring services, content systems and data sets name the same few things in
some dozens of ways; what is named otherwise is mapped by whoever adds the file.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Final

from index.errors import InputError
from index.text.folding import fold_name

FIELDS: Final = ("text", "title", "date", "source", "author")
"""What a column can be mapped to."""

_SPANISH_FIELDS: Final = {
    "texto": "text",
    "titulo": "title",
    "titular": "title",
    "fecha": "date",
    "medio": "source",
    "fuente": "source",
    "autor": "author",
    "autora": "author",
}

# The best name first: of several columns of one kind the first known one is taken. Those of
# Media Cloud, NewsAPI, Factiva, MyNews, GDELT, WordPress exports and common data sets.
NAMES: Final[Mapping[str, Sequence[str]]] = {
    "text": (
        "text texto cuerpo contenido body content noticia articulo article article_text "
        "full_text fulltext texto_completo texto_noticia texto_de_la_noticia cuerpo_noticia "
        "cuerpo_de_la_noticia articletext article_body articlebody maintext main_text story "
        "post_content texto_articulo texto_nota nota transcripcion transcript td raw_text"
    ).split(),
    "lead": (
        "entradilla bajada subtitulo lead lede subtitle copete resumen sumario summary "
        "description descripcion abstract extracto excerpt post_excerpt lp"
    ).split(),
    "title": (
        "title titulo titular headline encabezado cabecera titulo_noticia titular_noticia "
        "titulo_de_la_noticia article_title post_title hd name"
    ).split(),
    "date": (
        "date fecha fecha_publicacion fecha_de_publicacion publication_date publish_date "
        "published_date date_published datepublished published publishedat published_at "
        "publicado pubdate pub_date dia post_date fecha_noticia pd"
    ).split(),
    "source": (
        "source medio fuente periodico diario publication publicacion outlet publisher media "
        "media_name sitename site_name site source_name newspaper cabecera_medio sn domain "
        "sourcecommonname nombre_medio"
    ).split(),
    "author": (
        "author autor autora authors autores byline firma periodista journalist creator "
        "post_author by"
    ).split(),
    "url": "url link enlace permalink uri direccion web href source_url media_url".split(),
}


_WORDS: Final = re.compile(r"[A-ZÁÉÍÓÚÑ]?[a-záéíóúñü]+|[A-ZÁÉÍÓÚÑ]+(?![a-z])")
_DATE_WORDS: Final = frozenset("fecha date datetime timestamp pubdate".split())
_OTHER_DATES: Final = tuple(
    "modif updat actualiz review revis edit crawl captur scrap access acces consult descarg "
    "download retriev fetch expir caduc venc event evento nacim birth death muert falle alta "
    "baja limit start end inicio fin deadline import index load carga archiv ingest proces "
    "insert pago pay firma boda".split()
)


def normal(name: str) -> str:
    """Make the name of a column comparable: «Fecha de publicación» → «fecha_de_publicacion»."""
    return re.sub(r"[\W_]+", "_", fold_name(name)).strip("_")


def names_a_date(name: str) -> bool:
    """Whether a name that is not known has a word for a date, and none for another one than that
    of publication: ``fecha_pub``, ``articleDate``, ``timestamp``, but not ``fecha_de_consulta``."""
    words = set(map(fold_name, _WORDS.findall(name)))
    return bool(_DATE_WORDS & words) and not any(word.startswith(_OTHER_DATES) for word in words)


def names_a_publication(name: str) -> bool:
    """Whether the name of a page's ``<meta>`` says that it holds a date, of publication or of
    nothing else; in Catalan, Galician and Portuguese too, whose word for it is English for more."""
    words = set(map(fold_name, _WORDS.findall(name)))
    return (
        names_a_date(name)
        or words == {"data"}
        or ("data" in words and any(word.startswith("publica") for word in words))
    )


def checked(columns: Mapping[str, str]) -> dict[str, str]:
    """Give a mapping of fields to columns with the fields as :data:`FIELDS` names them.

    :raises InputError: there is no such field, or it is mapped to nothing.
    """
    made: dict[str, str] = {}
    for field, column in columns.items():
        known = _SPANISH_FIELDS.get(normal(field), normal(field))
        if known not in FIELDS:
            raise InputError(f"No hay ningún campo «{field}»; use {', '.join(FIELDS)}.")
        if not isinstance(column, str) or not column.strip():
            raise InputError(f"Falta el nombre de la columna de «{field}»: {field}=COLUMNA.")
        made[known] = column
    return made


def find_column(names: Sequence[str], wanted: str) -> int | None:
    """Find a column by the name somebody wrote, case, accents and spaces aside."""
    plain = [normal(name) for name in names]
    key = normal(wanted)
    if key not in plain:
        return None
    exact = [i for i, name in enumerate(names) if name.strip() == wanted.strip()]
    return exact[0] if exact else plain.index(key)


def recognise(names: Sequence[str], columns: Mapping[str, str]) -> dict[str, int]:
    """Tell which of the columns of these names holds which field.

    :param columns: what was mapped, which goes before what the names say.
    :raises KeyError: a mapped column is not among them; its argument is the column.
    """
    found: dict[str, int] = {}
    for field, wanted in columns.items():
        index = find_column(names, wanted)
        if index is None:
            raise KeyError(wanted)
        found[field] = index
    plain = [normal(name) for name in names]
    for field, known in NAMES.items():
        if field not in found:
            best = [plain.index(name) for name in known if name in plain]
            free = [index for index in best if index not in found.values()]
            if free:
                found[field] = free[0]
    if "date" not in found:
        dates = [at for at, name in enumerate(names) if names_a_date(name)]
        if len(dates) == 1 and dates[0] not in found.values():
            found["date"] = dates[0]
    return found
