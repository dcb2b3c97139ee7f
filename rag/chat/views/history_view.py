"""Shows where the browser lists its own last conversations; the server knows none of them."""

from __future__ import annotations

from rag.chat.views import markup
from rag.chat.wording.words import Words


def history(words: Words) -> str:
    """Write the place of the list, with the words that its script needs."""
    data = {
        "open": words.reopen,
        "rename": words.rename,
        "forget": words.forget,
        "newname": words.new_name,
    }
    attributes = "".join(f' data-{name}="{markup.text(word)}"' for name, word in data.items())
    return (
        f'<details class="history"{attributes}>'
        f"<summary>{markup.text(words.conversations)}</summary>"
        f"<p>{markup.text(words.conversations_note)}</p><ul></ul></details>"
    )
