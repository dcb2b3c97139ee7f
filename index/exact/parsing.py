"""Reads a query: from what people write to the tree that a backend answers.

Words are analysed and folded here, once; a name of an outlet is checked by whoever has the
archive. Nothing is passed over: what cannot be read, or would find something else than it says, is
an error that says where.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Final, cast

from index.errors import QueryError
from index.exact import faults, grammar
from index.exact.expressions import (
    All,
    Dated,
    Either,
    Expression,
    Fuzzy,
    Kind,
    Mention,
    Near,
    Not,
    Phrase,
    Place,
    Prefix,
    Source,
    Terms,
)
from index.exact.periods import days_of
from index.exact.words import forms_of
from index.text.analyzer import analyze
from index.text.characters import encodable
from index.text.folding import fold_name

if TYPE_CHECKING:
    from lark import Token, Tree

LONGEST: Final = 10_000
"""Characters of a query: some five hundred names. SQLite answers it in a second; more would be a
text pasted by mistake."""

DEEPEST: Final = 20
"""Brackets inside one another; SQLite's own parser has room for about thirty."""

MOST_WORDS: Final = 10_000
"""The farthest that two words may be asked to stand apart; no passage is as long."""

FIELDS: Final = {
    "fuente": "source",
    "source": "source",
    "fecha": "date",
    "date": "date",
    "titulo": "title",
    "title": "title",
    "persona": "person",
    "person": "person",
    "lugar": "place",
    "place": "place",
    "organizacion": "organisation",
    "organisation": "organisation",
    "organization": "organisation",
}
"""The names of fields, without accents, and what each is about."""

_SHOWN_FIELDS: Final = "fuente, fecha, título, persona, lugar y organización"
_SYNTAX: Final = re.compile(r'"[^"]*"|«[^»]*»|“[^”]*”|[()]')


def parse(query: str) -> Expression:
    """Return the tree of a query.

    >>> parse('incendio NO "monte bajo"')
    All(parts=(Terms(terms=('incendi',), place='text'), Not(part=Phrase(forms=('monte', 'bajo'), \
place='text'))))

    :raises QueryError: it is empty, too long, or cannot be read; the message says where.
    """
    from lark.exceptions import UnexpectedCharacters, UnexpectedToken

    if len(query) > LONGEST:  # before anything looks at it
        raise QueryError(
            f"La consulta tiene {len(query)} caracteres y caben {LONGEST}. Acórtela, o repártala "
            "en varias.",
            query[:LONGEST],
            LONGEST,
        )
    query = encodable(query)
    if not query.strip():
        raise QueryError("La consulta está vacía. Escriba qué quiere encontrar.", query, 0)
    _check_nesting(query)
    parser = grammar.parser()
    try:
        tree = cast("Tree[Token] | Token", parser.parse(query))
    except UnexpectedCharacters as error:
        raise faults.of_character(query, error.pos_in_stream or 0) from None
    except UnexpectedToken as error:
        at = len(query) if error.token.type == "$END" else error.token.start_pos or 0
        before = list(parser.lex(query[:at]))
        raise faults.of_token(query, before, error.token) from None
    return _Reader(query).read(tree)


def _check_nesting(query: str) -> None:
    """:raises QueryError: brackets stand too deep inside one another."""
    deep = 0
    for match in _SYNTAX.finditer(query):
        deep += {"(": 1, ")": -1}.get(match.group(), 0)
        if deep > DEEPEST:
            advice = f"hay más de {DEEPEST} paréntesis unos dentro de otros; quite los que sobran"
            raise faults.fault(query, match.start(), "(", advice)


class _Reader:
    """Makes a tree of ours of lark's; no deeper than brackets are, so that recursion is safe."""

    def __init__(self, query: str) -> None:
        self.query = query

    def read(self, tree: Any) -> Expression:
        kind, children = tree.data, tree.children
        if kind == "negation":
            return self._negation(tree)
        if kind in ("either", "both"):
            parts = tuple(self.read(child) for child in children)
            return Either(parts) if kind == "either" else All(parts)
        if kind == "group":
            return self.read(children[0])
        if kind == "words":
            return self._words(children, "text")
        if kind == "field":
            return self._field(*children)
        return self._unit(children[0], "text")

    def _negation(self, tree: Any) -> Expression:
        times = 0
        while tree.data in ("negation", "group"):  # «NO NO NO …» may be thousands
            times += tree.data == "negation"
            tree = tree.children[0]
        part = self.read(tree)
        return Not(part) if times % 2 else part

    def _field(self, field: Token, value: Any) -> Expression:
        name = str(field).rstrip(": \t\r\n")
        kind = FIELDS.get(fold_name(name))
        if kind is None:
            advice = (
                f"no hay un campo «{name}»; los que hay son {_SHOWN_FIELDS}; si es parte del "
                "texto, póngalo entre comillas"
            )
            raise self._fault(field, advice)
        token: Token = value if hasattr(value, "type") else value.children[0]
        if kind == "title":
            if token.type == "WORD":
                return self._words([token], "title")
            return self._unit(token, "title")
        return self._value(kind, token)

    def _value(self, kind: str, token: Token) -> Expression:
        """Read the value of a field that takes a name or a date."""
        at, text = token.start_pos or 0, _without_quotes(token)
        if kind == "source" and token.type == "PREFIX":
            return Source(text.rstrip("*"), is_prefix=True, at=at)
        if token.type not in ("WORD", "PHRASE"):
            raise self._fault(token, "aquí va un nombre o una fecha, sin «*» ni «~»")
        if kind == "source":
            if not text.strip():
                raise self._fault(token, "falta el nombre de la fuente entre las comillas")
            return Source(text.strip(), at=at)
        if kind != "date":
            return Mention(cast(Kind, kind), text.strip(), self._forms(token))
        days = days_of(text)
        if days is None:
            advice = (
                "la fecha no se entiende; escriba 2025, 2025-03, 2025-03-14, o de una a otra, como "
                "2025-03..2025-06"
            )
            raise self._fault(token, advice)
        if days[0] and days[1] and days[0] > days[1]:
            advice = f"la primera fecha ({days[0]}) es posterior a la última ({days[1]})"
            raise self._fault(token, f"{advice}; cámbielas de sitio")
        return Dated(*days)

    def _words(self, tokens: Sequence[Token], place: Place) -> Expression:
        """Read words that follow one another: together, since some mean more so («once mil»)."""
        for token in tokens:
            if re.match(r"[-–—]\w", token):
                advice = f"para excluir una palabra escriba NO {token[1:]}"
                raise self._fault(token, f"{advice}; si el guion es suyo, póngala entre comillas")
            self._forms(token)
        text = " ".join(tokens)
        terms = tuple(dict.fromkeys(analyze(text)))
        if terms:
            return Terms(terms, place)
        # Words that the analyzer passes over («de», «que») are looked for as they are.
        phrases = tuple(Phrase((form,), place) for form in dict.fromkeys(forms_of(text)))
        return All(phrases) if len(phrases) > 1 else phrases[0]

    def _unit(self, token: Token, place: Place) -> Expression:
        forms = self._forms(token)
        if token.type == "PREFIX":
            return Prefix(forms, place)
        if token.type == "FUZZY":
            if not str(token).endswith(("~", "~1")):
                advice = "se puede cambiar una sola letra; escriba «~» sin número"
                raise self._fault(token, advice)
            forms = forms_of(str(token).partition("~")[0])
            if len(forms) != 1:
                raise self._fault(token, "«~» va tras una sola palabra; separe las demás")
            return Fuzzy(forms[0], place)
        if token.type == "PROXIMITY":
            distance = str(token).rpartition("~")[2]
            apart = tuple(dict.fromkeys(forms_of(_without_quotes(token))))
            if len(apart) < 2:
                advice = "para medir la distancia hacen falta dos palabras distintas entre comillas"
                raise self._fault(token, advice)
            if len(distance) > len(str(MOST_WORDS)) or int(distance) > MOST_WORDS:
                raise self._fault(token, f"la distancia puede ser {MOST_WORDS} palabras a lo sumo")
            return Near(apart, int(distance), place)
        return Phrase(forms, place)

    def _forms(self, token: Token) -> tuple[str, ...]:
        """Return the forms of a token's words.

        :raises QueryError: there is none, or a sign that means nothing between quotation marks.
        """
        text = _without_quotes(token)
        if token.type in ("PHRASE", "PROXIMITY") and (sign := re.search(r"[*~]", text)):
            at = (token.start_pos or 0) + 1 + sign.start()
            raise faults.of_character(self.query, at)
        forms = forms_of(text)
        if not forms:
            raise self._fault(token, "no tiene ninguna letra ni cifra; quítelo")
        return forms

    def _fault(self, token: Token, advice: str) -> QueryError:
        return faults.fault(self.query, token.start_pos or 0, str(token), advice)


def _without_quotes(token: Token) -> str:
    """Return what a token says, without its quotation marks and what follows them."""
    if token.type == "PHRASE":
        return str(token)[1:-1]
    if token.type == "PROXIMITY":
        return str(token).rpartition("~")[0][1:-1]
    return str(token)
