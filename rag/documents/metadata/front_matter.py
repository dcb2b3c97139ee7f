"""Reads what a text file says about itself before it begins.

A few lines of YAML between ``---`` marks give an article its title, date, source and
author. A block that is not that is left in the text: losing what somebody wrote would
be worse than showing it.
"""

from __future__ import annotations

import re

from rag.documents.metadata.records import Metadata, read_metadata, says_something

# Real front matter is a dozen lines; PyYAML reads about 100 kB a second, so a hostile
# block of this size still takes well under a second.
_MAX_BLOCK = 16_000


def split_front_matter(text: str) -> tuple[Metadata, str]:
    """Part the YAML block at the head of ``text`` from the text after it, and read it.

    Without a well-formed block that names something known, the text comes back whole.
    """
    whole = (Metadata(), text)
    if not re.match(r"---[ \t]*\n", text):
        return whole
    head = text[: _MAX_BLOCK + 4]
    opening = head.index("\n") + 1
    closing = re.compile(r"^(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.MULTILINE).search(head, opening)
    if closing is None or (closing.end() == len(head) < len(text) and head[-1] != "\n"):
        return whole
    import yaml  # who only reads dates does not pay for it

    try:
        # The base loader builds strings, lists and dictionaries only: nothing is executed,
        # no «No» becomes false, and an impossible date does not cost the other fields.
        record = yaml.BaseLoader(head[opening : closing.start()]).get_single_data()
    except (yaml.YAMLError, ValueError, RecursionError):
        return whole
    if not isinstance(record, dict) or not says_something(record):
        return whole
    return read_metadata(record), text[closing.end() :].lstrip("\n")
