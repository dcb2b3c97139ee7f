"""Says how the chat is served, without Gradio, which takes seconds to import."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from rag.chat.wording.names import LANGUAGE

HOST: Final = "127.0.0.1"
PORT: Final = 7860
LOCAL: Final = frozenset({HOST, "localhost", "::1"})
"""Names of this machine."""

QUEUE_SIZE: Final = 48
"""Requests that may wait; at half a second each, two at a time, the last one waits twelve."""


@dataclass(frozen=True, slots=True)
class Settings:
    """How the chat is served.

    :param accounts: user → password; empty lets everybody in.
    :param mcp: whether an MCP server is opened beside the page.
    """

    host: str = HOST
    port: int = PORT
    language: str = LANGUAGE
    accounts: Mapping[str, str] = field(default_factory=dict)
    mcp: bool = False
    queue_size: int = QUEUE_SIZE

    @property
    def local(self) -> bool:
        """Tell whether only this machine is served."""
        return self.host in LOCAL or self.host.startswith("127.")
