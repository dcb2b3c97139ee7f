"""The words around the verb of a question, parted into pieces: «Corea del Norte», «a Rusia».

A piece begins at a preposition or at an article, with some exceptions that names bring; a
clause that tells when («cuando ocurrió el derrame») is one.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from index.text.folding import fold
from rag.language import SPANISH
from rag.questions.verbs import is_infinitive

PREPOSITIONS: Final = SPANISH.grammar.prepositions
ARTICLES: Final = SPANISH.grammar.articles
DETERMINERS: Final = SPANISH.grammar.determiners
_JOINTS: Final = SPANISH.grammar.joints
_NO_NOUNS: Final = DETERMINERS | PREPOSITIONS | _JOINTS
_WHILE: Final = frozenset({"cuando", "mientras"})
_ADVERBS: Final = SPANISH.grammar.adverbs
_TIMES: Final = frozenset(SPANISH.grammar.times)
_MONTHS: Final = frozenset(month.name for month in SPANISH.months)
_ASIDE: Final = frozenset("segun como entre antes despues".split())
_DEGREES: Final = frozenset({"más", "mas", "menos", "ya", "finalmente", "realmente"})


@dataclass(frozen=True, slots=True)
class Piece:
    """Words that belong together, with the preposition that joins them to the verb."""

    preposition: str
    words: tuple[str, ...]

    def __str__(self) -> str:
        return " ".join(filter(None, (self.preposition, *self.words)))

    @property
    def named(self) -> bool:
        """Whether it holds a name."""
        return any(is_name(word) for word in self.words)


def is_name(word: str) -> bool:
    """Whether a word is written as a name, a title or an abbreviation."""
    return word[:1].isupper() or word.startswith(("«", '"', "“"))


def pieces(words: Sequence[str]) -> tuple[Piece, ...]:
    """Words after the verb, parted where a preposition or an article begins a new piece.

    What follows «que» stays with what it describes.
    """
    result: list[Piece] = []
    preposition, current, relative = "", list[str](), False

    def close() -> None:
        nonlocal preposition, current
        if preposition or current:
            result.append(Piece(preposition, tuple(current)))
        preposition, current = "", []

    for word, after in zip(words, [*words[1:], ""], strict=False):
        lower = fold(word)
        if word in ",;:":
            close()
            relative = False
            continue
        if (lower, fold(after)) == ("sobre", "todo") or (
            lower == "todo" and preposition == "sobre"
        ):
            preposition = "sobre" if lower == "sobre" else ""
            continue  # an adverb
        relative = relative or lower == "que"
        if lower in _WHILE and word.islower() and after:
            close()  # «cuando ocurrió el derrame» tells the time
            preposition, relative = word, True
        elif (
            not relative
            and lower in PREPOSITIONS
            and (word.islower() or not (result or current))
            and (lower not in _JOINTS or not current)
        ):
            close()  # but «Bajo» of «Bajo del Cuy» is a name
            preposition = word
        elif (
            not relative
            and lower in _DEGREES
            and word.islower()
            and any(map(is_name, current[-1:]))
        ):
            close()  # «recibió Charris | menos pena»
            current = [word]
        elif is_name(word) and len(current) == 2 and current[0] in {"su", "sus"}:
            close()  # «se fue de su puesto | Néstor Baudino»
            current = [word]
        elif not relative and is_infinitive(word) and current and any(map(is_name, current)):
            close()  # «quiere Tábara exhibir las piezas»
            current = [word]
        elif (
            not relative
            and word in DETERMINERS  # «La Candelilla» goes on with «la presa»
            and current
            and fold(current[-1]) not in _JOINTS
            and not (
                len(current) > 1 and is_infinitive(current[-1])
            )  # «la orden de cortar el ombú»
            and not (is_name(current[-1]) and is_name(after))  # «Tábara la Vieja»
        ):
            close()
            current = [word]
        elif (
            not relative
            and is_name(word)
            and current
            and not preposition
            and not any(is_name(each) or fold(each) in _NO_NOUNS for each in current)
            and not is_infinitive(current[-1])
        ):
            close()  # «contrajo matrimonio Eulalia»
            current = [word]
        else:
            current.append(word)
    close()
    return tuple(result)


def is_common(piece: Piece) -> bool:
    """A noun phrase with its article, said by itself: «la riada del Alcedo»."""
    return (
        not piece.preposition
        and bool(piece.words)
        and piece.words[0] in DETERMINERS
        and len(piece.words) > 1
    )


_HEADS: Final = frozenset({"frente", "cabeza", "cargo", "mando"})


def without_adverbs(piece: Piece) -> Piece:
    """«finalmente el Candamo» → «el Candamo»; «el frente del museo» → «el museo»."""
    whole = piece.words
    after = whole[1:] if fold(whole[0] if whole else "") == "la" else whole
    if len(after) > 2 and fold(after[0]) in _HEADS and fold(after[1]) in {"de", "del"}:
        the = ("el",) if fold(after[1]) == "del" else ()
        piece = Piece("de", (*the, *after[2:]))
    words = list(piece.words)
    # After a mere name «que» tells no more of it: «cómo supo Fidencio Reyes que la tuba era suya».
    said = words.index("que") if "que" in words else 0
    if said and all(is_name(word) or fold(word) in _JOINTS for word in words[:said]):
        words = words[:said]
    while words and _is_adverb(words[0]):
        words.pop(0)
    while words and (_is_adverb(words[-1]) or fold(words[-1]) in _JOINTS | {"tal", "que"}):
        words.pop()
    return Piece(piece.preposition, tuple(words))


def _is_adverb(word: str) -> bool:
    return word.endswith("mente") or fold(word) in _ADVERBS


def is_time(piece: Piece) -> bool:
    """Whether a piece says when: «en junio de 2024», «el 8 de mayo»; not «la consulta de 2024»."""
    if fold(piece.preposition) in {"cuando", "mientras"}:
        return True
    first = next((word for word in piece.words if fold(word) not in DETERMINERS), "")
    # Months are written small: «Julio Pizango» is somebody.
    return first[:1].isdigit() or fold(first) in _TIMES or first in _MONTHS


def names_thing(piece: Piece) -> bool:
    """Whether a piece names what may be spoken of next; not when, nor according to whom."""
    if not piece.words or fold(piece.words[0]) in {"que", "mas", "menos"}:
        return False
    if is_infinitive(piece.words[0]) or fold(piece.words[0]) == "vida":
        return False
    if [*map(fold, piece.words)] == ["la", "vida"]:
        return False  # who lost their lives are spoken of
    if fold(piece.preposition) in _ASIDE:
        return False
    if is_time(piece):
        return False
    return (
        is_common(piece)
        or piece.named
        or bool(piece.words[0] in ARTICLES)
        or fold(piece.preposition) in {"", "al", "del"}
    )


def tells(piece: Piece) -> bool:
    """Whether a piece says which one is meant; when and as what it happened is left out, since
    the more of an earlier question is taken over, the less the new one weighs in the search."""
    return not is_time(piece) and fold(piece.preposition) not in {"como", "segun", "entre"}
