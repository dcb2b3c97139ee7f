"""What else a calamity came to: the dead, the hurt, the missing."""

from __future__ import annotations

import pytest

from rag.followups.context import Context
from rag.followups.standalone import understand


@pytest.mark.parametrize(
    ("before", "asked", "meant"),
    [
        (
            "¿Cuántas personas murieron en el accidente?",
            "¿y cuántos heridos?",
            "¿Cuántos heridos hubo en el accidente?",
        ),
        (
            "¿Cuántas viviendas anegó la riada del Alcedo?",
            "¿y cuántos muertos?",
            "Sobre la riada del Alcedo, ¿cuántos muertos hubo?",
        ),
        (
            "¿Cuántas hectáreas ardieron en Lombrada en 2024?",
            "¿cuántos fallecidos?",
            "¿Cuántos fallecidos hubo en Lombrada en 2024?",
        ),
        # The verb before is theirs too.
        (
            "¿Cuántos heridos dejó la riada?",
            "¿y cuántos muertos?",
            "¿Cuántos muertos dejó la riada?",
        ),
        (
            "¿Cuántos muertos hubo en Alcedo?",
            "¿y cuántos heridos?",
            "¿Cuántos heridos hubo en Alcedo?",
        ),
        # What is counted comes to nothing of the kind.
        (
            "¿Cuántos manifestantes llegaron a Lima?",
            "¿y cuántos autobuses?",
            "¿Cuántos autobuses llegaron a Lima?",
        ),
    ],
)
def test_the_verb_before_is_said_of_them_only_where_it_can_be(
    before: str, asked: str, meant: str
) -> None:
    assert understand(asked, Context(before)).question == meant
