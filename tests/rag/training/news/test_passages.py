"""The press paragraphs: answers are verbatim, the Spanish agrees, wording gives nothing away."""

import re
import time
from collections import Counter, defaultdict

import pytest

from rag.questions.question_words import kind_of
from rag.training.news.frames import frames
from rag.training.news.passages import NewsParagraph, NewsQuestion, generate
from rag.training.news.questions import material
from rag.training.news.story import unmark

pytestmark = pytest.mark.slow  # thousands of paragraphs, some twenty seconds

_EITHER = re.compile(r"\(([^()]*\|[^()]*)\)")
_SLOT = re.compile(r"\{([^{}]+)\}")


@pytest.fixture(scope="module")
def paragraphs() -> list[NewsParagraph]:
    return list(generate(3_000, seed=1))


@pytest.fixture(scope="module")
def questions(paragraphs: list[NewsParagraph]) -> list[NewsQuestion]:
    return [question for paragraph in paragraphs for question in paragraph.questions]


def _readings(template: str) -> list[str]:
    """Every wording that a template allows."""
    either = _EITHER.search(template)
    if either is None:
        return [template]
    before, after = template[: either.start()], template[either.end() :]
    return [r for option in either[1].split("|") for r in _readings(before + option + after)]


def test_answers_are_verbatim_at_their_offsets(paragraphs: list[NewsParagraph]) -> None:
    for paragraph in paragraphs:
        for question in paragraph.questions:
            if question.answer:
                end = question.start + len(question.answer)
                assert paragraph.context[question.start : end] == question.answer
                assert question.answer == question.answer.strip(" ,.;")
            else:
                assert question.start == -1


def test_answers_are_whole_words(paragraphs: list[NewsParagraph]) -> None:
    for paragraph in paragraphs:
        for q in (q for q in paragraph.questions if q.answer):
            around = f" {paragraph.context} "[q.start : q.start + len(q.answer) + 2]
            assert not around[0].isalnum()
            assert not around[-1].isalnum()


def test_same_seed_same_text_and_another_seed_another() -> None:
    assert list(generate(80, seed=7)) == list(generate(80, seed=7))
    assert list(generate(80, seed=7)) != list(generate(80, seed=8))


def test_fewer_paragraphs_are_the_first_of_more() -> None:
    assert list(generate(100, seed=3))[:30] == list(generate(30, seed=3))


def test_a_paragraph_costs_the_same_however_many_there_are() -> None:
    """Processor time, and the shortest of three: the machine may be busy or slow."""

    def shortest(count: int) -> float:
        times = []
        for _ in range(3):
            start = time.process_time()
            assert len(list(generate(count, seed=2))) == count
            times.append(time.process_time() - start)
        return min(times)

    few, many = shortest(200), shortest(800)
    assert many < 4 * few * 2, "twice what as many single ones would take"


def test_there_are_seventy_stories_each_used_as_often(paragraphs: list[NewsParagraph]) -> None:
    assert len(frames()) >= 70
    assert len({p.context for p in paragraphs}) > 0.99 * len(paragraphs)


def test_questions_repeat_little(paragraphs: list[NewsParagraph]) -> None:
    for paragraph in paragraphs:
        texts = [q.question for q in paragraph.questions]
        assert 3 <= len(texts) <= 6
        assert len(set(texts)) == len(texts)
    texts = [q.question for p in paragraphs for q in p.questions]
    assert len(set(texts)) > 0.45 * len(texts)


def test_shares_of_kinds_and_of_unanswerable_ones(questions: list[NewsQuestion]) -> None:
    kinds = Counter(kind_of(q.question) for q in questions)
    assert kinds["how_many"] >= 0.30 * len(questions)
    assert kinds["when"] >= 0.15 * len(questions)
    assert kinds["who"] >= 0.15 * len(questions)
    assert kinds["where"] >= 0.05 * len(questions)
    unanswerable = sum(not q.answer for q in questions) / len(questions)
    assert 0.31 <= unanswerable <= 0.39


def test_english_and_careless_shares(questions: list[NewsQuestion]) -> None:
    english = [
        q
        for q in questions
        if re.match(r"(?i)(how|who|when|where|why|what|which|until|for)\b", q.question)
    ]
    careless = [q for q in questions if q.question == q.question.lower()]
    assert 0.08 <= len(english) / len(questions) <= 0.13
    assert 0.12 <= len(careless) / len(questions) <= 0.18


def test_the_wording_does_not_tell_whether_there_is_an_answer(
    questions: list[NewsQuestion],
) -> None:
    """A guess by the words that a question opens with, learnt on one half, scored on the other,
    does little better than always guessing that there is an answer."""
    half, seen = len(questions) // 2, defaultdict[str, Counter[bool]](Counter)
    for q in questions[:half]:
        seen[" ".join(q.question.split()[:4])][bool(q.answer)] += 1
    right = common = 0
    for q in questions[half:]:
        known = seen.get(" ".join(q.question.split()[:4]))
        guess = known.most_common(1)[0][0] if known else True
        right += guess == bool(q.answer)
        common += bool(q.answer)
    assert right / half < common / half + 0.03


@pytest.mark.parametrize(
    "wrong",
    [
        r"\b(?:a|de|A|De) el (?=[a-záéíóú])",
        r"\b(\w+) (?!de\b)\1\b",
        r"\by (?:I|Í|i\w|Hi[^e]|hi[^e])",
        r"\bunos (?:\S+ )?(?:personas|toneladas|viviendas|firmas|hectáreas|monedas)\b",
        r"\bunas (?:\S+ )?(?:soldados|heridos|muertos|vecinos|trabajadores|turistas)\b",
        r"\b(?:una|un|1) \w+(?:ciones|dades)\b",
        r"\b(?:centenar|decena|veintena|treintena|docena|millar) [a-z]+s\b",
        r"\b(?:en en|a a|en entre|a entre|en hasta|a hasta|a al menos)\b",
        r"\b(?:los|las) (?:el|la|los|las|un|una)\b",
        r" [,.;?]|,,|\.\.|  |,\.",
        r"[\ue000-\uf8ff{}\[\]|()=~]",
        r"\b(?:la|una) (?:ministro|alcalde|jefe|juez|director)\b",
        r"\b(?:el|un) (?:ministra|alcaldesa|jefa|jueza|directora)\b",
        r"\. [a-záéíóúñ]",
    ],
)
def test_common_errors_are_absent(paragraphs: list[NewsParagraph], wrong: str) -> None:
    found = [m[0] for p in paragraphs for m in [re.search(wrong, p.context)] if m]
    assert not found


def test_every_question_agrees_in_every_reading() -> None:
    wrong = re.compile(
        r"Cuántas [^?]*\b(?:\w+[ai]dos)\b|Cuántos (?!bomberos)[^?]*\b(?:\w+[ai]das)\b"
        r"|Cuánta gente \w+(?:aron|ieron)\b"
        r"|(?:Cuántos|Cuántas) \w+s (?:acudió|asistió|protestó|participó|vive|trabaja)\b"
        r"|¿Quién \w+(?:aron|ieron)\b|\ba el\b|\bde el (?=[a-z])"
    )
    templates = {
        template
        for frame in frames()
        for asked in material(frame).spanish.values()
        for template in asked
    }
    readings = {unmark(_SLOT.sub("X", r)).text for t in templates for r in _readings(t)}
    assert len(readings) > 4_000
    assert not sorted(filter(wrong.search, readings))


def test_every_fact_is_told_and_every_question_names_what_the_story_knows() -> None:
    for frame in frames():
        of = material(frame)
        sentences = [*frame.leads, *frame.more, *of.shared]
        keys = {key for sentence in sentences for key in sentence.keys}
        people = {m for s in sentences for m in re.findall(r"\{P:(\w+)", s.template)}
        for key, asked in [*of.spanish.items(), *of.english.items()]:
            assert key in keys, (frame.name, key)
            for name in (n for template in asked for n in _SLOT.findall(template)):
                kind, _, rest = name.partition(":")
                known = rest.partition(":")[0] in people if rest else kind in of.slots
                assert known, (frame.name, key, name)


def test_a_story_tells_a_thing_once() -> None:
    """Facts that exclude each other share a key, so that none is told twice."""
    for paragraph in generate(400, seed=5):
        answered = [(q.start, q.answer) for q in paragraph.questions if q.answer]
        assert len({start for start, _ in answered}) == len(answered)


@pytest.mark.parametrize(
    ("marked", "text", "answer"),
    [
        ("vino [k:el juez, \ue002Ana Gil\ue003,] y", "vino el juez, Ana Gil, y", "Ana Gil"),
        ("hay [k:una veintena\ue004] heridos", "hay una veintena de heridos", "una veintena"),
        ("fue [k:en \ue0021998\ue003].", "fue en 1998.", "1998"),
        ("cerca de [k:el puerto]", "cerca del puerto", "puerto"),
        ("España y [k:Irán]", "España e Irán", "Irán"),
        ("en [k:entre 4 y 6] casas", "en más de 4 casas", "más de 4"),
        ("son [k:casi dos millones\ue004].", "son casi dos millones.", "casi dos millones"),
    ],
)  # fmt: skip
def test_marks_become_spans(marked: str, text: str, answer: str) -> None:
    filled = unmark(marked)
    assert filled.text == text
    assert filled.text[slice(*filled.spans["k"])] == answer
