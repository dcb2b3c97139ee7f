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
