"""Shows an answer as people read it: the short answer, its grounds, and how sure it is."""

from __future__ import annotations

import re
import time
from typing import Final

from rag.answers.citation_marks import disarmed
from rag.answers.types import Answer
from rag.answers.wording import lead
from rag.chat.conversation_state import ConversationState, Turn
from rag.chat.views import figures_view, markup, sources_view
from rag.chat.views.writer import writer_view
from rag.chat.wording.translating import in_english
from rag.chat.wording.words import Words

HIGH: Final = 0.7
"""Confidence from which it is called high: of 113 such answers to tuning questions 78 % are
right. The reader is seldom surer than .8."""

MEDIUM: Final = 0.5
"""Confidence from which it is called medium: right more often than wrong."""

SHORT: Final = 90
"""Characters of a short answer that is set large; a longer one is a sentence, which the
text quotes anyway."""

UNFOLDED: Final = 3
"""Turns that are shown whole; of older ones the question is, so that ten need no long scrolling."""

_MARK: Final = re.compile(r" ?\[([0-9]{1,4})\]")


def confidence(answer: Answer, words: Words) -> str:
    """Say in words how sure the answer is."""
    return sureness(answer.confidence, words)


def sureness(confidence: float, words: Words) -> str:
    """Say in words what a confidence means."""
    if confidence >= HIGH:
        return words.high
    return words.medium if confidence >= MEDIUM else words.low


def turns(state: ConversationState, words: Words) -> str:
    """Write all turns of a conversation, newest first."""
    last = state.turn_count
    return "".join(
        turn(item, number, words, last=number == last, folded=number <= last - UNFOLDED)
        for number, item in reversed(state.numbered())
    )


def turn(
    turn: Turn,
    number: int,
    words: Words,
    *,
    last: bool = False,
    folded: bool = False,
    judged: bool = True,
) -> str:
    """Write a question with its answer and its sources.

    :param number: the turn's place in the conversation; keeps anchors apart.
    :param last: whether it is the one that «!» would ask again.
    :param folded: whether only the question is seen until it is unfolded.
    :param judged: whether the visitor can judge it, as the turns of a conversation.
    """
    answer = turn.answer
    kind = _kind(answer)
    parts = [_labels(answer, kind, words)] if kind != "said" else []
    if not answer.abstained:
        parts.append(_gist(answer, number, words))
    said = _said(answer, kind, words)
    text = f"<p>{markup.text(said)}</p>" if said else _text(answer, number, words)
    parts.append(f'<div class="text" lang="{words.language if said else "es"}">{text}</div>')
    parts.append(writer_view.note(answer, words))
    parts.append(_left_out(turn, number, words))
    if kind != "said" and judged:
        parts.append(_feedback(turn, number, words))
    if last:
        parts.append(f'<div class="next" data-turn="{number}"></div>')
    quoted = figures_view.quoted(answer) if differ(answer) else frozenset()
    question = f'<h2 id="question-{number}">{markup.text(answer.question.strip())}</h2>'
    body = (
        f"{_notes(turn, words, last=last)}"
        f'<div class="columns"><div class="answer">{"".join(parts)}</div>'
        f"{sources_view.panel(answer, number, words, quoted)}</div>"
    )
    if folded:
        content = f"<details><summary>{question}</summary>{body}</details>"
    else:
        content = f"{question}{body}"
    return f'<article class="turn {kind}" aria-labelledby="question-{number}">{content}</article>'


def _kind(answer: Answer) -> str:
    """Tell what a turn looks like; ``said`` is a greeting, or anything else without a source."""
    if answer.abstained:
        return "abstained" if answer.citations else "said"
    return answer.agreement


def _said(answer: Answer, kind: str, words: Words) -> str:
    """Return what the page says of itself, such as a greeting, in its language; ``""`` where it is
    Spanish, or not known in another one."""
    return in_english(answer.text) if kind == "said" and words.language == "en" else ""


def _left_out(turn: Turn, number: int, words: Words) -> str:
    """Say what the limits may have kept from being found, and offer to ask without them."""
    answer, notes = turn.answer, ""
    if answer.left_out:
        note = words.unjudged.format(count=answer.left_out.undated)
        notes = f'<p class="quiet">{markup.text(note)}</p>'
    if not (answer.abstained and turn.limits):
        return notes
    return (
        f'{notes}<p class="limited">{markup.text(words.within_limits)}: '
        f"{markup.text(turn.limits)}; "
        f'<button type="button" class="unlimit" data-turn="{number}">'
        f"{markup.text(words.drop_limits)}</button></p>"
    )


def announcement(answer: Answer, words: Words) -> str:
    """Say what screen readers announce when the answer has come."""
    if (kind := _kind(answer)) == "said":
        return _said(answer, kind, words) or answer.text
    if answer.abstained:
        return words.abstained
    lead = words.disagree if answer.agreement == "disagree" else answer.answer
    return f"{lead}. {confidence(answer, words)}. {words.sources}: {len(answer.citations)}."


def problem(message: str) -> str:
    """Say what was wrong with a question, in place of a turn."""
    # The time makes each one another, so that the page shows the same problem anew.
    return (
        f'<article class="turn problem" role="alert" data-at="{time.time_ns()}">'
        f"<p>{markup.text(message)}</p></article>"
    )


def question_notes(turn: Turn, words: Words) -> list[str]:
    """Say what was really asked, where that is not what was typed."""
    answer, notes = turn.answer, []
    if _understood(turn):
        notes.append(f"{words.understood_as}: {answer.standalone_question.strip()}")
    if turn.limits:
        notes.append(f"{words.limited_to}: {turn.limits}")
    return notes


def _understood(turn: Turn) -> bool:
    answer = turn.answer
    return answer.standalone_question.strip() != answer.question.strip()


def _notes(turn: Turn, words: Words, *, last: bool) -> str:
    notes = question_notes(turn, words)
    if last and _understood(turn):
        notes[0] += f" {words.ask_alone}"
    return "".join(f'<p class="asked">{markup.text(note)}</p>' for note in notes)


def _labels(answer: Answer, kind: str, words: Words) -> str:
    label = {
        "abstained": words.abstained,
        "disagree": words.disagree,
        "agree": words.agree,
        "evolve": words.evolve,
    }.get(kind)
    badge = f'<span class="badge">{markup.text(label)}</span>' if label else ""
    if not answer.abstained:
        badge += (
            f'<details class="confidence"><summary>{markup.text(confidence(answer, words))}'
            f"</summary><span>{markup.text(words.confidence_note)}</span></details>"
        )
    return f'<div class="labels">{badge}</div>'


def _gist(answer: Answer, number: int, words: Words) -> str:
    """Write the short answer, or the figures side by side for sources that do not say the same."""
    table = figures_view.table(answer, number, words) if differ(answer) else ""
    over_time = figures_view.over_time(answer, words, folded=bool(table))
    if answer.agreement == "disagree":
        return f"{table}{over_time}"
    if not _is_short(answer):
        return table and f"{table}{over_time}"
    first = answer.claims[0] if answer.claims else None
    same = first is not None and first.value == answer.answer
    said = figures_view.styled(first, words) if first is not None and same else answer.answer
    short = f'<p class="short" lang="es">{markup.text(" ".join(said.split()))}</p>'
    return f"{short}{table}{over_time}"


def differ(answer: Answer) -> bool:
    """Tell whether the sources say different things, which a table then shows."""
    return answer.agreement in ("disagree", "evolve")


def _is_short(answer: Answer) -> bool:
    return len(answer.answer) <= SHORT


def _text(answer: Answer, number: int, words: Words) -> str:
    """Write the answer's text line by line, with its marks as links to the sources."""
    values = {
        told
        for claim in answer.claims
        for told in (lead(claim), lead(claim, answer.citations[claim.citations[0] - 1]))
    }
    blocks: list[str] = []
    items: list[str] = []
    tabled = differ(answer)  # the table has every claim with its quotation already
    left_out = answer.left_out.in_words
    for line in [*answer.text.split("\n"), ""]:
        if (left_out and line == left_out) or (tabled and line.startswith("- ")):
            continue
        if line.startswith("- "):
            items.append(f"<li>{_line(line[2:], values, answer, number, words)}</li>")
            continue
        if items:
            blocks.append(f"<ul>{''.join(items)}</ul>")
            items = []
        if line and not (tabled and line.endswith(":")):
            blocks.append(f"<p>{_line(line, values, answer, number, words)}</p>")
    return "".join(blocks)


def _line(line: str, values: set[str], answer: Answer, number: int, words: Words) -> str:
    """Write a line in which value, quotation and origin are set off from one another."""
    value, colon, rest = line.partition(": «")
    strong = ""
    if colon and value in values:
        line = f"«{rest}"
        strong = _value(value, answer)
    statement, dash, origin = line.rpartition(" — ")
    if not dash:
        statement, origin = origin, ""
    html = f"{strong}{_linked(statement, answer, number, words)}"
    if origin:
        html += f' <span class="origin">— {_linked(origin, answer, number, words)}</span>'
    return html


def _value(value: str, answer: Answer) -> str:
    """Write what a line says, but for what stands large above it already."""
    said = "" if differ(answer) or not _is_short(answer) else disarmed(answer.answer)
    if value == said:
        return ""
    more = value.removeprefix(said)
    if said and more.startswith((", ", " (", "; ")):
        more = more.lstrip(",; ")
        return f"<span>{markup.text(more[:1].upper() + more[1:])}:</span> "
    return f'<strong class="value">{markup.text(value)}</strong> '


def _linked(text: str, answer: Answer, number: int, words: Words) -> str:
    """Escape the text, with ``[n]`` linked where there is a source n."""
    numbers = {citation.n for citation in answer.citations}

    def link(match: re.Match[str]) -> str:
        n = int(match.group(1))
        # Kept with the word before it, so that no line begins with a mark.
        return f"&nbsp;{figures_view.mark(n, number, words)}" if n in numbers else match.group(0)

    return _MARK.sub(link, markup.text(text))


def _feedback(turn: Turn, number: int, words: Words) -> str:
    """Write the buttons that judge the answer, and a box for a remark."""
    labels = {"right": words.right, "wrong": words.wrong, "source": words.wrong_source}
    buttons = "".join(
        f'<button type="button" data-verdict="{verdict}" '
        f'aria-pressed="{str(turn.verdict == verdict).lower()}">{markup.text(label)}</button>'
        for verdict, label in labels.items()
    )
    remark = markup.text(words.remark)
    return (
        f'<div class="feedback" role="group" data-turn="{number}" '
        f'aria-label="{markup.text(words.judge)}"><span>{markup.text(words.judge)}</span>{buttons}'
        f'<form hidden><input type="text" name="remark" maxlength="500" autocomplete="off" '
        f'aria-label="{remark}" placeholder="{remark}">'
        f'<button type="submit">{markup.text(words.save)}</button></form></div>'
    )
