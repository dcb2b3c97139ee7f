"""Shows what an exact search found: every passage with its words marked, and how many there are."""

from __future__ import annotations

from typing import Final

from rag.chat.views import markup, search_view
from rag.chat.wording.words import Words
from rag.exact.excerpts import Spans, marker
from rag.exact.finding import Findings

_EXAMPLES: Final = {
    "es": (
        "incendio forestal",
        '"monte bajo"',
        'incendio NO (sierra O "monte bajo")',
        "incend*",
        "Lonbrada~",
        '"alcalde dimite"~5',
        'fuente:"La Voz" fecha:2025-03..2025-06 título:riada',
    ),
    "en": (
        "incendio forestal",
        '"monte bajo"',
        'incendio NOT (sierra OR "monte bajo")',
        "incend*",
        "Lonbrada~",
        '"alcalde dimite"~5',
        'source:"La Voz" date:2025-03..2025-06 title:riada',
    ),
}


def findings(found: Findings, ms: float, words: Words) -> str:
    """Write the first passages found, offer more of them, and say how many there are in all."""
    remarks = [words.exact.small_or] if found.note else []
    if found.left_out:
        remarks.append(words.unjudged.format(count=found.left_out.undated))
    notes = "".join(f'<p class="quiet">{markup.text(remark)}</p>' for remark in remarks)
    if not found.total:
        return f'<p class="empty">{markup.text(words.exact.nothing)}</p>{notes}'
    marks = marker(found.expression)
    items = "".join(
        search_view.item(hit, number, marked(hit.text, marks(hit.text)), "", words)
        for number, hit in enumerate(found.hits, 1)
    )
    summary = words.exact.count.format(
        shown=markup.number(len(found.hits), words),
        total=markup.number(found.total, words),
        ms=round(ms),
    )
    more = search_view.more(len(found.hits), words) if len(found.hits) < found.total else ""
    return (
        f'<p class="quiet" role="status">{markup.text(summary)}</p>{notes}'
        f'<ol class="hits">{items}</ol>{more}'
    )


def marked(text: str, spans: Spans) -> str:
    """Escape a text, with what lies in the spans marked."""
    parts, end = list[str](), 0
    for start, after in spans:
        parts.append(markup.text(text[end:start]))
        parts.append(f"<mark>{markup.text(text[start:after])}</mark>")
        end = after
    return "".join(parts) + markup.text(text[end:])


def help_(words: Words) -> str:
    """Write how a query is written, with examples."""
    exact = words.exact
    meanings = (
        *(exact.any_form, exact.as_written, exact.joined, exact.begins),
        *(exact.one_letter, exact.near, exact.fields),
    )
    examples = _EXAMPLES.get(words.language, _EXAMPLES["es"])
    rows = "".join(
        f"<dt><code>{markup.text(example)}</code></dt><dd>{markup.text(meaning)}</dd>"
        for example, meaning in zip(examples, meanings, strict=True)
    )
    return f'<p class="quiet">{markup.text(exact.help)}:</p><dl class="syntax">{rows}</dl>'
