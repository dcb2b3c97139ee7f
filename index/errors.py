"""The one family of errors that a person is meant to read, in Spanish.

Every error raised on purpose derives from :class:`HemerotecaError`. Its text says
what was wrong, with the value seen, and what to do about it, so the command line and
the chat can show it as it is; a traceback is only ever a bug.
"""

from __future__ import annotations


class HemerotecaError(Exception):
    """Something a person can put right; ``str(error)`` is the message in Spanish."""


class InputError(HemerotecaError):
    """Wrong arguments, or input that cannot be used: exit status 2."""


class ArchiveError(InputError):
    """The archive folder is no archive, is damaged, or was made otherwise."""


class BusyError(ArchiveError):
    """Another process has been writing for longer than the wait."""


class DamageError(ArchiveError):
    """The archive's database is not as it was written; some of it may still be read."""


class EncoderChangedError(ArchiveError):
    """The archive was given another encoder while it was open."""


class EncoderError(HemerotecaError):
    """The encoder's weights are missing, damaged or cannot be loaded."""
