"""Words of a question that stand in no passage and are a letter off one that does."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rag import Archive
from rag.questions import spelling
from rag.questions.query import Query
from rag.questions.spelling import _one_edit
from tests.rag.fakes_rag import article, open_archive

TEXTS = (
    "El túnel de Lombrada mide once kilómetros y cruza la sierra.",
    "Mariela Onaindia gobierna Quirimay desde la cumbre de ministros.",
    "El incendio quemó la vacuna; los perros se salvaron. La empresa detectó un fallo.",
    "La ballena varó junto a la cooperativa textil de Quelmán.",
)


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Archive:
    folder = tmp_path_factory.mktemp("archivo")
    archive = open_archive(folder / "archivo")
    for number, text in enumerate(TEXTS):
        article(folder / "notas", f"{number}.txt", text, title=f"Nota {number}")
    archive.add(folder / "notas")
    return archive


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("¿Cuánto mide el túnel de Lomrbada?", "¿Cuánto mide el túnel de Lombrada?"),
        ("¿Cuánto mide el túnel de Lombada?", "¿Cuánto mide el túnel de Lombrada?"),
        ("¿Cuánto mide el túnel de Lombbrada?", "¿Cuánto mide el túnel de Lombrada?"),
        ("¿Cuánto mide el túnel de Lonbrada?", "¿Cuánto mide el túnel de Lombrada?"),
        ("cuanto mide lomrbada", "cuanto mide lombrada"),
        ("¿Dónde fue la cumvre?", "¿Dónde fue la cumbre?"),
        ("¿Quién es Mariela Onandia?", "¿Quién es Mariela Onaindia?"),
        ("¿Qué quemó el incendo?", "¿Qué quemó el incendio?"),
        ("¿Qué mide la balena?", "¿Qué mide la ballena?"),
        ("¿Qué vende Quelamn?", "¿Qué vende Quelmán?"),
        ("¿Qué vende Quelman?", "¿Qué vende Quelmán?"),
    ],
)
def test_a_word_a_letter_off_is_mended(archive: Archive, question: str, expected: str) -> None:
    mended = spelling.mended(Query.of(question), archive.backend)
    assert mended is not None
    assert mended.query.standalone_question == expected
    assert mended.query.question == question


@pytest.mark.parametrize(
    "question",
    [
        "¿Cuánto mide el túnel de Lombrada?",
        "¿Qué defecto tuvo la cumbre?",  # well spelt, and in no passage
        "¿Cuántos elefantes hay en Lombrada?",
        "¿Quién es Tal Cual?",
        "¿Cuándo fue 1234567?",
        "¿Qué Xorvin, Zuplar y Quexmon firmaron?",  # speaks of something else
        "¿Quién caigan?",
        "¿Cuánto cuesta una tectil?",  # «textil» stands in no passage with the rest
        "¿Qué túnel cruza la empresas de baldena?",
    ],
)
def test_what_is_known_or_spelt_well_or_far_from_all_stays(archive: Archive, question: str) -> None:
    assert spelling.mended(Query.of(question), archive.backend) is None


def test_the_answer_tells_what_was_searched(archive: Archive) -> None:
    answer = archive.ask("¿Cuánto mide el túnel de Lomrbada?")
    assert answer.question == "¿Cuánto mide el túnel de Lomrbada?"
    assert answer.standalone_question == "¿Cuánto mide el túnel de Lombrada?"
    assert "¿Quiso decir «Lombrada»?" in answer.text
    assert answer.citations[0].passage == TEXTS[0]
    assert "¿Quiso decir" not in archive.ask("¿Cuánto mide el túnel de Lombrada?").text


def test_a_search_tells_what_was_searched(archive: Archive) -> None:
    found = archive.search_result("túnel de Lomrbada", k=1)
    assert found.hits[0].passage.text == TEXTS[0]
    assert "«Lombrada»" in found.note
    shown = found.to_dict()
    assert shown["question"] == "túnel de Lomrbada"
    assert shown["standalone_question"] == "túnel de Lombrada"
    plain = archive.search_result("túnel de Lombrada", k=1)
    assert (plain.note, plain.to_dict()["standalone_question"]) == ("", "túnel de Lombrada")


@pytest.mark.parametrize("letters", [30, 400, 990])
def test_what_is_looked_up_is_bounded_however_long_a_word_is(
    archive: Archive, letters: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked_up: list[int] = []
    counts = archive.backend.term_counts

    def counted(terms: Iterable[str]) -> Mapping[str, int]:
        looked_up.append(len(all_terms := list(terms)))
        return counts(all_terms)

    monkeypatch.setattr(archive.backend, "term_counts", counted)
    assert spelling.mended(Query.of(f"¿Qué {'m' * letters} hubo?"), archive.backend) is None
    assert sum(looked_up) < 5_000


@settings(max_examples=60, deadline=None)
@given(st.text("abcñz", min_size=2, max_size=6), st.data())
def test_every_slip_of_one_letter_is_among_the_words_a_letter_away(
    word: str, data: st.DataObject
) -> None:
    at = data.draw(st.integers(0, len(word) - 1))
    letter = data.draw(st.sampled_from("abcñz"))
    slips = {
        word[:at] + word[at + 1 :],
        word[:at] + letter + word[at:],
        word[:at] + letter + word[at + 1 :],
        word[:at] + word[at + 1 : at + 2] + word[at] + word[at + 2 :],
    }
    for slip in slips - {word}:
        assert word in set(_one_edit(slip))
