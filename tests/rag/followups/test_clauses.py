"""Questions taken apart around their verb."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.followups.clauses import parse, tokens
from rag.questions.verbs import enclitic, is_plural, is_verb


@pytest.mark.parametrize(
    ("question", "phrase", "verb", "pieces"),
    [
        (
            "¿Cuántos soldados envió Corea del Norte a Rusia?",
            "cuántos soldados",
            "envió",
            ["Corea del Norte", "a Rusia"],
        ),
        (
            "cuantos soldados mando pyongyang a vladivostok",
            "cuántos soldados",
            "mando",
            ["pyongyang", "a vladivostok"],
        ),
        (
            "¿De cuántos artículos consta el tratado que firmaron Putin y Kim?",
            "De cuántos artículos",
            "consta",
            ["el tratado que firmaron Putin y Kim"],
        ),
        (
            "¿Por qué no se ha construido el dique?",
            "Por qué",
            "no se ha construido",
            ["el dique"],
        ),
        ("¿Quién preside el sindicato?", "quién", "preside", ["el sindicato"]),
        ("y en Kursk, ¿cuántos había?", "cuántos", "había", []),
        ("el tren, cuánto tarda", "cuánto", "tarda", ["el tren"]),
        ("¿En qué barcos?", "En qué barcos", "", []),
        (
            "¿Cuánto se les paga a los pastores que guardan la sierra?",
            "cuánto",
            "se les paga",
            ["a los pastores que guardan la sierra"],
        ),
        (
            "¿Quién dirigía el museo cuando ardió el archivo?",
            "quién",
            "dirigía",
            ["el museo", "cuando ardió el archivo"],
        ),
        (
            "¿Por qué recibió Charo menos pena de la pedida?",
            "Por qué",
            "recibió",
            ["Charo", "menos pena de la pedida"],
        ),
        ("¿Qué suma tuvo que pagar Inés?", "qué suma", "tuvo que pagar", ["Inés"]),
        (
            "¿Quién cerró la presa de Bajo de la Alba?",
            "quién",
            "cerró",
            ["la presa de Bajo de la Alba"],
        ),
        ("¿Dimitió?", "", "dimitió", []),
        ("", "", "", []),
    ],
)
def test_phrase_verb_and_pieces(question: str, phrase: str, verb: str, pieces: list[str]) -> None:
    clause = parse(question)
    assert clause.phrase == phrase
    assert " ".join(clause.verb) == verb
    assert [str(piece) for piece in clause.pieces] == pieces


@given(
    st.lists(st.sampled_from("¿Y cuándo qué soldados envió Corea la lo de , a « » se ha".split()))
)
def test_no_word_is_lost(words: list[str]) -> None:
    text = " ".join(words)
    clause = parse(text)
    kept = f"{clause.lead} {clause.phrase} {clause.rest}"
    for word in tokens(text):
        if word.isalpha():
            assert word.lower() in kept.lower()


@pytest.mark.parametrize("word", ["envió", "envio", "costará", "murieron", "tiene", "había"])
def test_verb_forms_are_known_with_and_without_accents(word: str) -> None:
    assert is_verb(word)


@pytest.mark.parametrize("word", ["soldados", "riada", "tratado", "de", "museo", "Corea"])
def test_nouns_are_no_verbs(word: str) -> None:
    assert not is_verb(word)


def test_number_and_pronouns_of_verbs() -> None:
    assert is_plural("murieron")
    assert not is_plural("murió")
    assert (enclitic("hacerla"), enclitic("charla"), enclitic("visto")) == ("la", "", "")
