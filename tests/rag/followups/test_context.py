"""What a turn leaves for the next: the name that was likely answered is read for, and no more."""

from __future__ import annotations

import pytest

from rag.followups.context import Context
from rag.followups.standalone import understand


@pytest.mark.parametrize(
    ("before", "question", "named", "expected"),
    [
        ("¿Quién cayó muerto en la huelga de Rosario?", "¿qué edad tenía?", "Luis Mora",
         "¿Qué edad tenía Luis Mora?"),
        ("¿Quién frenó la noria de Tlalmana?", "¿y qué le regalaron?", "Ana Ruiz",
         "¿Qué le regalaron a Ana Ruiz?"),
        ("¿Qué trabajadora murió por la fuga de Lara?", "¿qué edad tenía?", "Ana Ruiz",
         "¿Qué edad tenía Ana Ruiz?"),
        ("¿Quién forzó la puerta de Frigomar?", "¿y de qué vive ahora?", "Ana Ruiz",
         "Sobre Ana Ruiz, ¿de qué vive ahora?"),
        # No name was likely answered, or the question is not of the one who was asked for.
        ("¿Quién cayó muerto en la huelga de Rosario?", "¿qué edad tenía?", "", ""),
        ("¿Cuántos soldados envió Norvania?", "¿y cuándo?", "Luis Mora", ""),
        ("¿Quién proyectó el Centro Orfeo?", "¿y cuánto costó?", "Luis Mora", ""),
        ("¿Quién es Ana Ruiz?", "¿qué edad tiene?", "Lara", ""),
    ],
)  # fmt: skip
def test_the_name_that_was_answered_is_read_for(
    before: str, question: str, named: str, expected: str
) -> None:
    context = Context(before, named=named)
    meant = understand(question, context).question
    assert named not in meant or not named
    assert context.read_as(meant) == expected
