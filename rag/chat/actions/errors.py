"""Decides what a visitor reads of an error, and logs what nobody expected."""

from __future__ import annotations

import logging

from index.errors import HemerotecaError
from rag.chat.wording.translating import told
from rag.chat.wording.words import Words

_log = logging.getLogger(__name__)


def error_message(error: Exception, words: Words) -> str:
    """Return the message of an error meant for people, and a general one for any other."""
    if isinstance(error, HemerotecaError):
        return told(str(error), words)
    _log.error("Something failed in the chat", exc_info=error)
    return words.unexpected
