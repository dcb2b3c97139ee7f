"""Writes a conversation with its sources as a file to keep: Markdown or Word."""

from __future__ import annotations

import io
import re
from datetime import date
from typing import Any, Final

import docx

from rag.answers.types import Answer, Citation
from rag.chat.conversation_state import ConversationState, Turn
from rag.chat.views import markup
from rag.chat.views.answer_view import confidence, question_notes
from rag.chat.views.figures_view import claim_date
from rag.chat.views.sources_view import quote_span
from rag.chat.wording.words import Words

MARKDOWN: Final = "text/markdown"
WORD: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"

# All that Markdown or the HTML in it could take for more than text.
_SPECIAL: Final = re.compile(r"([\\`*_{}\[\]()<>#+\-.!|~$&:@])")
# What XML 1.0 cannot hold.
_UNPRINTABLE: Final = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def file_name(suffix: str) -> str:
    """Make a file name of today's date."""
    return f"hemeroteca-{date.today().isoformat()}.{suffix}"


def markdown(state: ConversationState, words: Words) -> str:
    """Write the conversation as Markdown in which nothing of the articles is markup."""
    lines = [f"# {words.title}", ""]
    for turn in state.turns:
        answer = turn.answer
        lines += [f"## {_plain(answer.question)}", ""]
        lines += [f"*{_plain(note)}*  " for note in _notes(turn, words)] + [""]
        if answer.agreement in ("disagree", "evolve"):
            lines += [*_table(answer, words), ""]
        lines += [_plain_line(line) for line in answer.text.split("\n")] + [""]
        if answer.citations:
            lines += [f"### {words.nearest if answer.abstained else words.sources}", ""]
        for citation in answer.citations:
            lines += [f"**\\[{citation.n}\\]** {_plain(_origin(citation, words))}", ""]
            lines += [f"> {_quoted(citation)}", ""]
    return "\n".join(lines).rstrip() + "\n"


def word(state: ConversationState, words: Words) -> bytes:
    """Write the conversation as a Word document."""
    document = docx.Document()
    document.core_properties.title = words.title
    document.core_properties.author = ""
    document.add_heading(words.title, 0)
    for turn in state.turns:
        _word_turn(document, turn, words)
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def _word_turn(document: Any, turn: Turn, words: Words) -> None:
    answer = turn.answer
    document.add_heading(_clean(answer.question), 1)
    for note in _notes(turn, words):
        document.add_paragraph().add_run(_clean(note)).italic = True
    if answer.agreement in ("disagree", "evolve"):
        rows = [_heads(words), *_rows(answer, words)]
        table = document.add_table(len(rows), len(rows[0]), "Light Grid Accent 1")
        for cells, row in zip(table.rows, rows, strict=True):
            for cell, text in zip(cells.cells, row, strict=True):
                cell.text = _clean(text)
        document.add_paragraph()
    for line in filter(None, answer.text.split("\n")):
        style = "List Bullet" if line.startswith("- ") else None
        document.add_paragraph(_clean(line.removeprefix("- ")), style)
    if answer.citations:
        document.add_heading(words.nearest if answer.abstained else words.sources, 2)
    for citation in answer.citations:
        document.add_paragraph().add_run(
            _clean(f"[{citation.n}] {_origin(citation, words)}")
        ).bold = True
        first, last = quote_span(citation)
        passage = document.add_paragraph()
        passage.add_run(_clean(citation.passage[:first]))
        passage.add_run(_clean(citation.passage[first:last])).bold = True
        passage.add_run(_clean(citation.passage[last:]))


def _notes(turn: Turn, words: Words) -> list[str]:
    answer = turn.answer
    certainty = words.abstained if answer.abstained else confidence(answer, words)
    return [*question_notes(turn, words), certainty]


def _heads(words: Words) -> list[str]:
    return [words.value, words.date, words.attribution, words.source]


def _rows(answer: Answer, words: Words) -> list[list[str]]:
    rows = []
    for claim in answer.claims:
        cited = [answer.citations[n - 1] for n in claim.citations]
        when = claim_date(claim, answer, words)
        sources = ", ".join(f"{c.source or c.title} [{c.n}]" for c in cited)
        rows.append([claim.value, when, claim.attribution or words.none, sources])
    return rows


def _table(answer: Answer, words: Words) -> list[str]:
    rows = [_heads(words), ["---"] * 4, *_rows(answer, words)]
    return [
        f"| {' | '.join(cell if cell == '---' else _plain(cell) for cell in row)} |" for row in rows
    ]


def _origin(citation: Citation, words: Words) -> str:
    when = markup.date(citation.date, words)
    also = ", ".join(other.source or other.title for other in citation.also)
    paragraph = markup.paragraph(citation.paragraph, words)
    page, doubt = markup.page(citation.page, words), markup.doubt(citation.quality, words)
    parts = (citation.title, citation.source, when, page, paragraph, doubt)
    return ", ".join(filter(None, parts)) + (f". {words.also} {also}" if also else "")


def _quoted(citation: Citation) -> str:
    first, last = quote_span(citation)
    before, quote, after = (
        _plain(part)
        for part in (
            citation.passage[:first],
            citation.passage[first:last],
            citation.passage[last:],
        )
    )
    return " ".join(filter(None, (before, f"**{quote}**", after)))


def _plain(text: str) -> str:
    """Escape a text, on one line, so that Markdown finds nothing to do in it."""
    return _SPECIAL.sub(r"\\\1", " ".join(text.split()))


def _plain_line(line: str) -> str:
    """Escape a line of the answer so that a list item stays one."""
    item = line.startswith("- ")
    return f"- {_plain(line[2:])}" if item else _plain(line)


def _clean(text: str) -> str:
    return _UNPRINTABLE.sub("\ufffd", text)
