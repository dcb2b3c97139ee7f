"""Shows what a question is limited to, so that no limit is forgotten when it is folded away."""

from __future__ import annotations

from collections.abc import Sequence

from rag.chat.views import markup
from rag.chat.wording.words import Words


def chips(limits: Sequence[tuple[str, str]], words: Words) -> str:
    """Write each limit with a button that drops it; ``""`` without any.

    :param limits: the name by which a limit is dropped, and the limit in words.
    """
    if not limits:
        return ""
    items = "".join(
        f'<li>{markup.text(label)} <button type="button" data-drop="{markup.text(name)}" '
        f'aria-label="{markup.text(f"{words.drop_limit}: {label}")}">×</button></li>'
        for name, label in limits
    )
    label = markup.text(words.limited_to)
    return f'<ul class="chips" aria-label="{label}"><li class="lead">{label}:</li>{items}</ul>'
