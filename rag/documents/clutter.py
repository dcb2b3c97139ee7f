"""Recognises what a copied press page carries that is not the article.

Articles pasted from the web come with cross references, subscription prompts, share
buttons, credits and teasers of other news. As passages they would be found, and a
headline of some other article would be cited as if this one said it. The rules are
conservative: what they leave out is gone from the answers, so a phrase counts only at
the head of a short block, or where no sentence of news would have it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from index.text.folding import strip_marks
from rag.documents import clutter_phrases as phrases
from rag.documents.mending.tables import is_headed_row

# Above this many characters no block is clutter and the patterns are not tried; legal
# and cookie notices, the longest kind, stay below.
_LONGEST: Final = 500
_MAX_WORDS_NOTICE: Final = 60  # cookies, legal
_MAX_WORDS_PROMPT: Final = 30  # cross references and prompts carry one headline or one plea
_MAX_WORDS_CAPTION: Final = 25
_MAX_WORDS_TEASER: Final = 40  # feeds cut excerpts at 15 to 30 words
_MIN_WORDS_TEASER: Final = 5
_MAX_WORDS_LISTING: Final = 8  # «Más noticias de Corea del Norte»; a sentence is longer
_MIN_WORDS_HEADLINE: Final = 3
_MAX_WORDS_CONTACT: Final = 9  # two people with their places
_MIN_WORDS_FILLER: Final = 5
_LEAST_LEFT: Final = 20  # characters of a paragraph besides the teasers in it
_FILLER_SHARE: Final = 0.7  # of Spanish some tenth: «et», «non», «in», «ex», «dolor»


def _fold(text: str) -> str:
    """Take the accents off, leave one space between words, and the case as it was."""
    return strip_marks(" ".join(text.split()))


def _bare(folded: str) -> str:
    """Take the bullets, arrows, marks and pictures around the words off."""
    return re.sub(r"^(?:[^\w©(@]|_)+", "", folded).rstrip("*_»>→ ")


def _points_elsewhere(bare: str) -> bool:
    """Whether it names another article: «Vea también Corea del Norte anuncia…», but not «Ver
    más allá del conflicto…»."""
    match = phrases.REFERENCE.match(bare)
    if match is None:
        return False
    after = bare[match.end() :].lstrip()
    if not any(c.isalnum() for c in after) or after[0] in ":|>":
        return True
    lead = re.match(r"[^\w,;.]*(\w)", after)
    if lead is not None and not lead.group(1).islower():
        return True
    return (
        phrases.LISTING.match(bare) is not None
        and len(bare.split()) <= _MAX_WORDS_LISTING
        and bare[-1] not in ".!?"
    )


def _calls(bare: str) -> bool:
    """Whether it calls to another article with a word: «Lea: Detienen en Ribera a cuatro…»."""
    match = phrases.CALL.match(bare)
    if match is None:
        return False
    headline = bare[match.end() :].strip()
    if not headline:
        return True
    lead = re.match(r"\W*(\w)", headline)
    if lead is None or lead.group(1).islower() or len(headline.split()) < _MIN_WORDS_HEADLINE:
        return False
    return phrases.CAPITAL_CALL.match(bare) is not None or headline[-1] not in ".;,"


def _is_filler(block: str) -> bool:
    """Whether it is the Latin of templates, whole or nearly so."""
    words = re.findall(r"[^\W\d_]+", block[: 2 * _LONGEST].lower())
    if len(words) < _MIN_WORDS_FILLER:
        return False
    return sum(word in phrases.LOREM for word in words) >= _FILLER_SHARE * len(words)


def is_reference_heading(block: str) -> bool:
    """Whether ``block`` only announces others: «Te puede interesar», «Lo más leído de hoy»."""
    if len(block) > _LONGEST:
        return False
    bare = _bare(_fold(block))
    match = phrases.REFERENCE.match(bare)
    if match is None or not _points_elsewhere(bare):
        return False
    after = re.findall(r"\w+", bare[match.end() :])
    return len(after) <= 3 and not any(word[0].isupper() for word in after)


def is_clutter(block: str) -> bool:
    """Whether ``block`` by itself is page furniture, wherever it stands."""
    if not any(c.isalnum() for c in block) or _is_filler(block):
        return True
    if len(block) > _LONGEST or is_headed_row(block):
        return False
    folded = _fold(block)
    words = folded.split()
    if phrases.MARKDOWN_IMAGE.match(folded) or all(map(phrases.ADDRESS.match, words)):
        return True
    bare = _bare(folded)
    if not bare:
        return False
    label = re.sub(r"[\W_]+", " ", bare.lower()).strip()
    if label in phrases.LABELS or all(word in phrases.NETWORKS for word in label.split()):
        return True
    if phrases.COUNTERS.match(bare) or phrases.PLACEHOLDER.match(bare):
        return True
    if len(words) <= _MAX_WORDS_NOTICE and phrases.LEGAL.search(bare):
        return True
    if len(words) <= _MAX_WORDS_CAPTION and phrases.CAPTION.match(bare):
        return True
    return len(words) <= _MAX_WORDS_PROMPT and (
        _points_elsewhere(bare)
        or _calls(bare)
        or phrases.TAGS.match(bare) is not None
        or _is_contact(block.split())
        or (_asks(bare) and phrases.SPEECH.search(block) is None)
    )


def _asks(bare: str) -> bool:
    """Whether it asks whoever reads the page to do something."""
    if phrases.PROMPT.match(bare):
        return True
    return phrases.PROMPT_INSIDE.search(phrases.QUOTED.sub(" ", bare)) is not None


def _is_contact(words: Sequence[str]) -> bool:
    """Whether it is names with an address or an account, as under a headline: «Por: Inés Robledo
    irobledo@elfaro.test»."""
    others = [word.strip(".,:;|/()-–—") for word in words if not phrases.ADDRESS.match(word)]
    return len(others) < min(len(words), _MAX_WORDS_CONTACT) and all(
        not word[:1].islower() or word in phrases.BETWEEN_NAMES for word in others
    )


def teasers_inside(block: str) -> list[tuple[int, int]]:
    """Find the calls to other articles that stand inside a paragraph, with their headlines: «…
    dijo. Lea también: Cancelan la gira. El alcalde…», «(Le puede interesar: …)».

    :returns: where each begins and ends, in order; nothing of one that is all there is.
    """
    if ":" not in block or is_headed_row(block):
        return []
    found = [match.span() for match in phrases.BRACKETED_INSIDE.finditer(block)]
    for match in phrases.TEASER_INSIDE.finditer(block):
        start, end = match.span()
        before = block[:start]
        spoken = before.count("«") > before.count("»") or before.count("“") > before.count("”")
        inside = any(a < end and start < b for a, b in found)
        if not spoken and not inside and len(match[0].split()) <= _MAX_WORDS_PROMPT:
            found.append((start, end))
    rest = len(block) - sum(end - start for start, end in found)
    return sorted(found) if rest >= _LEAST_LEFT else []


def is_cut_off(block: str) -> bool:
    """Whether ``block`` looks like the excerpt of another article, cut short with «…»."""
    return (
        len(block) <= _LONGEST
        and _MIN_WORDS_TEASER <= len(block.split()) <= _MAX_WORDS_TEASER
        and phrases.CUT_OFF.search(_fold(block)) is not None
    )


def _dangles(block: str) -> bool:
    """Whether ``block`` is cut off in the middle of a phrase."""
    folded = _fold(block)
    match = phrases.CUT_OFF.search(folded)
    words = re.findall(r"\w+", folded[: match.start()]) if match else []
    return bool(words) and words[-1].lower() in phrases.DANGLING


def _flag_closing_teasers(
    blocks: Sequence[str], headings: Sequence[bool], flags: list[bool]
) -> None:
    """Flag the run of teasers, with their headlines, that closes a file.

    One excerpt alone may be how the author ends, or where a paywall cuts; it counts
    only after a reference heading or with «Leer más», two only when one of them stops in
    the middle of a phrase.
    """
    first = len(blocks)
    teasers: list[int] = []
    for i in range(len(blocks) - 1, -1, -1):
        if is_cut_off(blocks[i]):
            teasers.append(i)
        elif not flags[i] and not (headings[i] and teasers and teasers[-1] == i + 1):
            break
        first = i
    if not teasers or all(flags[:first]):
        return
    announced = any(is_reference_heading(blocks[i]) for i in range(first, teasers[-1] + 1))
    read_on = any(phrases.READ_ON.search(_fold(blocks[i])) for i in teasers)
    dangling = len(teasers) == 2 and any(_dangles(blocks[i]) for i in teasers)
    if announced or read_on or dangling or len(teasers) >= 3:
        flags[first:] = [True] * (len(blocks) - first)


def clutter_flags(blocks: Sequence[str], headings: Sequence[bool]) -> list[bool]:
    """Say which of a file's blocks, in order, are not the article.

    :param headings: which blocks look like headings; the headline after «Te puede
        interesar» is another article's.
    """
    flags = [is_clutter(block) for block in blocks]
    tail = len(blocks)
    while tail and (flags[tail - 1] or headings[tail - 1]):
        tail -= 1
    for i, block in enumerate(blocks):
        if flags[i] and is_reference_heading(block):
            # Up to the end of the file all headlines are others'; before it only the next.
            if i >= tail:
                flags[i:] = [True] * (len(blocks) - i)
                break
            if headings[i + 1]:
                flags[i + 1] = True
    _flag_closing_teasers(blocks, headings, flags)
    return flags
