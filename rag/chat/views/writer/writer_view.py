"""Shows what a language model wrote: its text as it comes, who wrote it, and what was left out."""

from __future__ import annotations

from rag.answers.types import Answer
from rag.chat.views import markup
from rag.chat.wording.words import Words


def note(answer: Answer, words: Words) -> str:
    """Say who wrote the text and which sentences are not shown; ``""`` where it is ours."""
    writing = answer.writer
    if writing is None:
        return ""
    html = ""
    if writing.sentences:
        by = words.writer.written_by.format(model=writing.model)
        html = f'<p class="quiet writer">{markup.text(by)}</p>'
    if not writing.dropped:
        return html
    items = "".join(
        f'<li><span lang="es">{markup.text(each.text)}</span> '
        f'<em lang="es">— {markup.text(each.reason)}</em></li>'
        for each in writing.dropped_sentences
    )
    head = markup.text(words.writer.dropped.format(count=writing.dropped))
    return f'{html}<details class="dropped"><summary>{head}</summary><ul>{items}</ul></details>'


def begun(text: str) -> str:
    """Write the text that a model has written so far; ``""`` before there is any."""
    lines = "".join(f"<p>{markup.text(line)}</p>" for line in text.split("\n") if line)
    return f'<div class="text" lang="es">{lines}</div>' if lines else ""


def buttons(words: Words) -> str:
    """Write the buttons that let a model write over the chosen articles."""
    named = {
        "summary": words.writer.summary,
        "comparison": words.writer.comparison,
        "timeline": words.writer.timeline,
    }
    return "".join(
        f'<button type="button" class="write" data-write="{kind}" disabled>'
        f"{markup.text(name)}</button>"
        for kind, name in named.items()
    )
