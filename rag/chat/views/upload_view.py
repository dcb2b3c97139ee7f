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
    note = words.drop_note.format(size=_megabytes(most_bytes), count=most_files)
    return (
        f"{drop_label(words, most_files, most_bytes, accepted, words.drop, note)}"
        f'<p class="folder"><label>{text(words.pick_folder)}'
        '<input type="file" webkitdirectory multiple></label></p>'
        '<p class="status" role="alert"></p>'
    )


def drop_label(
    words: Words, most_files: int, most_bytes: int, accepted: str, asked: str, note: str
) -> str:
    """Write the field that files are dropped on, with the messages that its script shows.

    :param asked: what is to be dropped there.
    :param note: what is said below it.
    """
    messages = {
        "many": words.too_many.format(count=most_files),
        "large": words.too_large.format(size=_megabytes(most_bytes)),
        "unreadable": words.unreadable,
    }
    data = "".join(f' data-{name}="{text(message)}"' for name, message in messages.items())
    several = " multiple" if most_files > 1 else ""
    return (
        f'<label class="drop" data-most="{most_files}" data-bytes="{most_bytes}"{data}>'
        f'<input type="file"{several} accept="{accepted}">'
        f"<strong>{text(asked)}</strong><span>{text(note)}</span></label>"
    )


def _megabytes(size: int) -> str:
    return f"{size / 1e6:.0f}"
