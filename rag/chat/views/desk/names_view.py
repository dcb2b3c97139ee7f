"""Shows who and what the articles name: a list, and a page for each."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from index.text.counts import Count
from index.types import Entity
from rag.chat.views import markup
from rag.chat.views.search_view import more
from rag.chat.wording.words import Words
from rag.entities.pages import EntityPage, NamingArticle, TellingSentence

SHOWN: Final = 100
"""Names of a list, and articles of a page, that are shown."""


def names(entities: Sequence[Entity], waiting: int, words: Words, most: int = SHOWN) -> str:
    """Write the list, the most mentioned first.

    :param waiting: documents whose names were never looked for.
    :param most: names that are shown; more are offered where there are.
    """
    desk = words.desk
    note = ""
    if waiting:
        told = markup.text(desk.names_waiting.format(count=Count(waiting)))
        look = markup.text(desk.names_look)
        note = f'<p class="quiet">{told} <button type="button" class="look">{look}</button></p>'
    if not entities:
        return f'{note}<p class="empty">{markup.text(desk.names_none)}</p>'
    shown = entities[:most]
    total = Count(len(entities))
    counted = desk.names_shown if len(shown) < len(entities) else desk.names_count
    count = f"{counted.format(shown=len(shown), total=total)} {desk.names_order}"
    items = "".join(f"<li>{_button(entity, words)}</li>" for entity in shown)
    further = more(len(shown), words) if len(shown) < len(entities) else ""
    return (
        f'{note}<p class="quiet" role="status">{markup.text(count)}</p>'
        f'<ol class="names">{items}</ol>{further}'
    )


def page(found: EntityPage, words: Words) -> str:
    """Write the page of one entity."""
    desk, entity = words.desk, found.entity
    back = f'<button type="button" class="entity">{markup.text(desk.names_all_of_them)}</button>'
    forms = markup.text(", ".join(entity.forms))
    name = markup.text(entity.name)
    ask = markup.text(desk.names_ask.format(name=entity.name))
    parts = [
        f"{back}<h2>{name}</h2>",
        f'<p class="facts">{markup.text(desk.kind(entity.kind))} · '
        f"{markup.text(desk.names_forms)}: {forms}</p>",
        f'<p><button type="button" class="about" data-kind="{entity.kind}" '
        f'data-name="{name}">{ask}</button></p>',
    ]
    if found.telling:
        told = "".join(f"<li>{_sentence(sentence, words)}</li>" for sentence in found.telling)
        parts.append(f"<h3>{markup.text(desk.names_telling)}</h3><ul>{told}</ul>")
    if found.beside:
        beside = "".join(f"<li>{_button(each, words, n)}</li>" for each, n in found.beside)
        note = markup.text(desk.names_beside_note)
        parts.append(f'<h3>{markup.text(desk.names_beside)}</h3><p class="facts">{note}</p>')
        parts.append(f'<ol class="names beside">{beside}</ol>')
    articles = "".join(f"<li>{_article(each, words)}</li>" for each in found.articles[:SHOWN])
    count = desk.articles_count.format(
        shown=min(SHOWN, len(found.articles)), total=len(found.articles)
    )
    parts.append(f"<h3>{markup.text(desk.names_articles)} ({markup.text(count)})</h3>")
    parts.append(f'<ol class="naming">{articles}</ol>')
    return f'<article class="entitypage">{"".join(parts)}</article>'


def _button(entity: Entity, words: Words, count: int | None = None) -> str:
    number = entity.documents if count is None else count
    name = markup.text(entity.name)
    kind = markup.text(words.desk.kind(entity.kind))
    return (
        f'<button type="button" class="entity" lang="es" data-kind="{entity.kind}" '
        f'data-name="{name}">{name}</button> <span class="quiet">{kind} · {number}</span>'
    )


def _sentence(sentence: TellingSentence, words: Words) -> str:
    about = markup.details(markup.source(sentence.source), markup.date(sentence.date, words))
    whole = markup.open_button(
        words.whole,
        sentence.title,
        document=sentence.document,
        start=sentence.start,
        end=sentence.end,
    )
    quote = markup.text(sentence.text)
    return f'<blockquote lang="es">{quote}</blockquote><p class="facts">{about} {whole}</p>'


def _article(article: NamingArticle, words: Words) -> str:
    about = markup.details(markup.date(article.date, words), markup.source(article.source))
    whole = markup.open_button(
        words.whole,
        article.title,
        document=article.document,
        start=article.start,
        end=article.end,
    )
    title = f'<span lang="es">{markup.text(article.title)}</span>'
    return f'{title} <span class="facts">{about}</span> {whole}'
