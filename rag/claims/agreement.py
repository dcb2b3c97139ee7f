"""How the sources of an answer stand to one another: a word that types, claims and chat share."""

from __future__ import annotations

from typing import Literal

Agreement = Literal["single", "agree", "disagree", "evolve"]
"""``single``: one source says it; ``agree``: several say the same; ``disagree``: they do not;
``evolve``: they do not because time has passed, and say so."""
