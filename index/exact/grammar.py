"""The grammar of a query, for lark: terms joined by words in capitals, brackets, nothing more.

What a token may hold is decided here, what it means in :mod:`index.exact.parsing`.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from lark import Lark

_RULES: Final = r"""
?start: either
?either: both (_OR both)*
?both: part (_AND? part)*
?part: _NOT single -> negation
     | words
     | other
?single: _NOT single -> negation
       | WORD        -> words
       | other
words: WORD+
?other: _OPEN either _CLOSE -> group
      | unit
      | FIELD unit -> field
      | FIELD WORD -> field
unit: PHRASE | PROXIMITY | PREFIX | FUZZY

_OR.4: /(?:OR|O)(?![^\s()"«“])/
_AND.4: /(?:AND|Y)(?![^\s()"«“])/
_NOT.4: /(?:NOT|NO)(?![^\s()"«“])/
FIELD.3: /[^\W\d_]+\s*:/
PROXIMITY.2: /(?:"[^"]*"|«[^»]*»|“[^”]*”)~[0-9]+(?![^\s()])/
PHRASE: /"[^"]*"|«[^»]*»|“[^”]*”/
PREFIX.2: /(?:[^\s()"«»“”*~:]|(?<=\d):(?=\d))+\*(?![^\s()])/
FUZZY.2: /(?:[^\s()"«»“”*~:]|(?<=\d):(?=\d))+~[0-9]*(?![^\s()])/
WORD: /(?:[^\s()"«»“”*~:]|(?<=\d):(?=\d))+/
_OPEN: "("
_CLOSE: ")"
%ignore /\s+/
"""
# A word goes on after a negated one («NO paz social»): negation takes the nearest word alone, and
# words that follow one another are analysed together («once mil»), as lark prefers to shift.


@cache
def parser() -> Lark:
    """Return the parser, made when the first query comes: lark takes a tenth of a second."""
    from lark import Lark

    return Lark(_RULES, parser="lalr", lexer="basic", maybe_placeholders=False)
