"""Shows the place for a sheet of questions, and the answers to them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from rag.batches.types import BatchReport, Record
from rag.chat.views import answer_view, markup, upload_view
from rag.chat.wording.translating import told
from rag.chat.wording.words import Words

SHOWN: Final = 100
"""Rows shown on the page; the file has all of them."""

QUOTE: Final = 280
"""Characters of a quotation that a row shows."""


def drop_zone(words: Words, *, most_bytes: int, most: int, accepted: str) -> str:
    """Write the place for the sheet, with the messages that its script shows.

    :param most: questions that a sheet may have here.
    :param accepted: suffixes that the browser offers to choose, separated by commas.
    """
    note = words.desk.batch_limits.format(count=most)
    field = upload_view.drop_label(words, 1, most_bytes, accepted, words.desk.batch_drop, note)
    return f'<p>{markup.text(words.desk.batch_note)}</p>{field}<p class="status" role="alert"></p>'


def results(
    report: BatchReport, rows: Sequence[Record], numbers: Sequence[int], words: Words
) -> str:
    """Write the counts and the first rows, each with what it was read from.

    :param numbers: of the rows in the sheet, from 1.
    """
    desk = words.desk
    counts = desk.batch_done.format(
        questions=report.questions,
        answered=report.answered,
        abstained=report.abstained,
        failed=len(report.problems),
    )
    notes = "".join(
        f'<p class="quiet">{markup.text(told(note, words))}</p>' for note in report.notes
    )
    if len(rows) > SHOWN:
        notes += f'<p class="quiet">{markup.text(desk.batch_shown.format(shown=SHOWN))}</p>'
    head = "".join(
        f'<th scope="col">{markup.text(name)}</th>'
        for name in (desk.question, desk.answer, desk.confidence, words.source)
    )
    pairs = zip(rows[:SHOWN], numbers, strict=False)
    body = "".join(_row(row, number, words) for row, number in pairs)
    return (
        f'<p role="status">{markup.text(counts)}</p>{notes}'
        f'<div class="scroll"><table class="claims batch"><thead><tr>{head}</tr></thead>'
        f"<tbody>{body}</tbody></table></div>"
    )


def _row(row: Record, number: int, words: Words) -> str:
    question = f'<th scope="row" lang="es">{markup.text(row["question"])}</th>'
    if row["error"]:
        where = words.desk.batch_failed.format(row=number)
        said = markup.text(f"{where}: {told(row['error'], words)}")
        return f'<tr class="failed">{question}<td colspan="3">{said}</td></tr>'
    if not row["answer"]:
        return (
            f'<tr>{question}<td colspan="3" class="quiet">{markup.text(words.abstained)}</td></tr>'
        )
    differs = {"disagree": words.disagree, "evolve": words.evolve, "agree": words.agree}
    note = differs.get(row["agreement"], "")
    sure = markup.text(answer_view.sureness(row["confidence"], words))
    name = markup.outlet(row["source"]) or words.source
    source = markup.open_button(name, words.whole, document=row["document"])
    facts = markup.details(markup.date(row["date"], words), markup.page(row["page"], words))
    quote = " ".join(row["quote"].split())
    if len(quote) > QUOTE:
        quote = f"{quote[:QUOTE].rsplit(' ', 1)[0]} …"
    return (
        f'<tr>{question}<td lang="es">{markup.text(row["answer"])}'
        f"{f'<br><small>{markup.text(note)}</small>' if note else ''}</td><td>{sure}</td>"
        f"<td>{source}<br><small>{facts}</small></td></tr>"
        f'<tr class="said"><td colspan="4" lang="es"><p>«{markup.text(quote)}»</p></td></tr>'
    )
