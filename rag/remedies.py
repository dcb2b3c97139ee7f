"""What to do about an error of the engine, said with our commands.

The engine says what is wrong and with which value; how a person puts it right depends on the
program that is in front of them, and ours is ``hemeroteca``. Errors get their sentence where they
leave :class:`rag.archive.Archive`, and at the command line.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Mapping
from typing import Final, ParamSpec, TypeVar

from index.errors import HemerotecaError, Remedy

P = ParamSpec("P")
R = TypeVar("R")
T = TypeVar("T")

SENTENCES: Final[Mapping[Remedy, str]] = {
    Remedy.OTHER_FOLDER: "Indique otra con --archive.",
    Remedy.FOLDER_OF_AN_ARCHIVE: ("Indique con --archive una carpeta nueva o la de un archivo."),
    Remedy.OTHER_DATABASE: ("Elija con --archive una carpeta nueva o un archivo de Hemeroteca."),
    Remedy.ADD_OR_OTHER_ARCHIVE: (
        "Créelo con «hemeroteca add CARPETA --archive …», o indique otro con --archive."
    ),
    Remedy.OTHER_FOLDER_OR_COPY: (
        "Elija otra carpeta con --archive, o recupere una copia con «hemeroteca restore»."
    ),
    Remedy.UPDATE_OR_ADD_AGAIN: (
        "Actualice Hemeroteca, o vuelva a crear el archivo con «hemeroteca add»."
    ),
    Remedy.REENCODE: (
        "Vuelva al primero, o pase el archivo al segundo con «hemeroteca reencode --encoder "
        "{encoder}»."
    ),
    Remedy.CHECK_ENCODER: "«hemeroteca check» dice cuál tiene.",
    Remedy.CHECK: "«hemeroteca check» dice qué le pasa al archivo.",
    Remedy.SALVAGE: "«hemeroteca check» dice qué se puede salvar.",
    Remedy.SALVAGE_OR_COPY: (
        "«hemeroteca check» dice qué se puede salvar; si tiene una copia, recupérela con "
        "«hemeroteca restore --replace»."
    ),
    Remedy.CHECK_DISK: (
        "Compruebe el disco, su espacio y los permisos; si «hemeroteca check» dice que está "
        "dañada, recupere una copia."
    ),
    Remedy.REPLACE_FILE: "Dé otro nombre, o repita con --replace para sustituirlo.",
    Remedy.REPLACE_ARCHIVE: (
        "Restaure en otra carpeta con --archive, o repita con --replace para sustituirlos."
    ),
}


def add_remedy(error: HemerotecaError) -> None:
    """Let the error's message say what to do, once however many doors it leaves by."""
    if error.remedy is not None:
        sentence = SENTENCES[error.remedy].format(**error.values)
        error.args = (f"{error} {sentence}",)
        error.remedy = None


def door(cls: type[T]) -> type[T]:
    """Let every error that leaves a public method of the class say what to do."""
    for name, member in list(vars(cls).items()):
        if name.startswith("_"):
            continue
        if isinstance(member, (classmethod, staticmethod)):
            setattr(cls, name, type(member)(_with_remedies(member.__func__)))
        elif callable(member):
            setattr(cls, name, _with_remedies(member))
    return cls


def _with_remedies(function: Callable[P, R]) -> Callable[P, R]:
    @functools.wraps(function)
    def call(*args: P.args, **kwargs: P.kwargs) -> R:
        try:
            return function(*args, **kwargs)
        except HemerotecaError as error:
            add_remedy(error)
            raise

    return call
