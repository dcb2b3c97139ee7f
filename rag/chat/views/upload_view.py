"""Shows the place where files are chosen or dropped."""

from __future__ import annotations

from rag.chat.views.markup import text
from rag.chat.wording.words import Words


def drop_zone(words: Words, *, most_files: int, most_bytes: int, accepted: str) -> str:
    """Write the place for files, with the messages that its script shows.

    :param most_files: files taken at a time.
    :param most_bytes: bytes taken at a time.
    :param accepted: suffixes that the browser offers to choose, separated by commas.
    """
    size = f"{most_bytes / 1e6:.0f}"
    messages = {
        "many": words.too_many.format(count=most_files),
        "large": words.too_large.format(size=size),
        "unreadable": words.unreadable,
    }
    data = "".join(f' data-{name}="{text(message)}"' for name, message in messages.items())
    return (
        f'<label class="drop" data-most="{most_files}" data-bytes="{most_bytes}"{data}>'
        f'<input type="file" multiple accept="{accepted}">'
        f"<strong>{text(words.drop)}</strong>"
        f"<span>{text(words.drop_note.format(size=size, count=most_files))}</span></label>"
        f'<p class="folder"><label>{text(words.pick_folder)}'
        '<input type="file" webkitdirectory multiple></label></p>'
        '<p class="status" role="alert"></p>'
    )
