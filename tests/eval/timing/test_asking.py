"""Both readers stand over one index, and differ in how much they read."""

from __future__ import annotations

import pytest

from eval.cache import EmbeddingCache
from eval.datasets.types import Dataset, PassageText, Question
from eval.timing.asking import archives

pytestmark = pytest.mark.slow

TEXTS = (
    "El puerto de Quirimay abrirá en junio con ocho grúas nuevas.",
    "La cosecha de trigo cayó un 12 % por la sequía, dijo el ministro.",
    "El pleno debatió ayer la limpieza de los parques.",
)


def test_both_find_and_answer_the_same() -> None:
    passages = tuple(PassageText(str(n), text) for n, text in enumerate(TEXTS))
    question = Question("p", "¿Cuándo abrirá el puerto de Quirimay?", ("en junio",), {"0": 1})
    ours, thorough = archives(
        Dataset("prueba", passages, (question,)), EmbeddingCache(None)
    ).values()
    assert ours.backend is thorough.backend
    answers = [archive.ask(question.text) for archive in (ours, thorough)]
    assert "junio" in answers[0].answer
    assert answers[0].answer == answers[1].answer
