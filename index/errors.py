"""The one family of errors that a person is meant to read, in Spanish.

Every error raised on purpose derives from :class:`HemerotecaError`. Its text says
what was wrong, with the value seen, and what to do about it, so the command line and
the chat can show it as it is; a traceback is only ever a bug. Where what to do depends on the
program in front of the person, the engine names a :class:`Remedy` and the program says how.
"""

from __future__ import annotations

from enum import Enum, auto


class Remedy(Enum):
    """What a person can do about an error, to be said by the program that they use."""

    OTHER_FOLDER = auto()
    FOLDER_OF_AN_ARCHIVE = auto()
    OTHER_DATABASE = auto()
    ADD_OR_OTHER_ARCHIVE = auto()
    OTHER_FOLDER_OR_COPY = auto()
    UPDATE_OR_ADD_AGAIN = auto()
    REENCODE = auto()
    """Has the value ``encoder``, the name of the one to go over to."""
    CHECK_ENCODER = auto()
    CHECK = auto()
    SALVAGE = auto()
    SALVAGE_OR_COPY = auto()
    CHECK_DISK = auto()
    REPLACE_FILE = auto()
    REPLACE_ARCHIVE = auto()


class HemerotecaError(Exception):
    """Something a person can put right; ``str(error)`` is the message in Spanish.

    :param remedy: what to do, where the message itself does not say it.
    :param values: what the remedy needs to be said.
    """

    def __init__(self, message: str = "", remedy: Remedy | None = None, **values: str) -> None:
        super().__init__(message)
        self.remedy = remedy
        self.values = values


class InputError(HemerotecaError):
    """Wrong arguments, or input that cannot be used: exit status 2."""


class QueryError(InputError):
    """An exact search that cannot be read.

    :param query: as it was written.
    :param at: the code point of it, from 0, where it stops making sense; its length at the end.
    """

    def __init__(self, message: str, query: str = "", at: int = 0) -> None:
        super().__init__(message)
        self.query = query
        self.at = at


class ArchiveError(InputError):
    """The archive folder is no archive, is damaged, or was made otherwise."""


class BusyError(ArchiveError):
    """Another process has been writing for longer than the wait."""


class DamageError(ArchiveError):
    """The archive's database is not as it was written; some of it may still be read."""


class IndexFilesError(ArchiveError):
    """Files of what is computed from the database cannot be used: it is computed anew."""


class EncoderChangedError(ArchiveError):
    """The archive was given another encoder while it was open."""


class ServerError(HemerotecaError):
    """The server of an archive is away, too old, too weak in rights, or full."""


class EncoderError(HemerotecaError):
    """The encoder's weights are missing, damaged or cannot be loaded."""
