"""Files of many kinds with one article each, made by the libraries that write them."""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Mapping
from io import BytesIO
from typing import Final


def zipped(members: Mapping[str, str | bytes], compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A .zip file with these members."""
    out = BytesIO()
    with zipfile.ZipFile(out, "w", compression) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return out.getvalue()


def zip_file(text: str, title: str) -> bytes:
    """A .zip with one Markdown file."""
    return zipped({"prensa/nota.md": f"# {title}\n\n{text}\n" if title else text})


MADE: Final[Mapping[str, Callable[[str, str], bytes]]] = {
    ".zip": zip_file,
}
"""What makes a file of a suffix: (text of the article, its title) → bytes."""
