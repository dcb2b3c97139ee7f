"""What programs read of errors."""

from __future__ import annotations

import logging

import gradio as gr
import pytest

from index.errors import InputError
from rag.chat.components import endpoints
from rag.chat.wording.languages import WORDS

pytestmark = pytest.mark.slow  # Gradio takes seconds to import


def test_an_error_for_people_reaches_programs_and_an_unexpected_one_only_the_log(
    caplog: pytest.LogCaptureFixture, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(gr.Error, match="está vacía") as caught, endpoints._readable_errors():
        raise InputError("La pregunta está vacía.")
    assert not caught.value.print_exception
    assert caplog.records == []
    with (
        caplog.at_level(logging.ERROR),
        pytest.raises(gr.Error, match="error inesperado") as caught,
        endpoints._readable_errors(),
    ):
        raise RuntimeError("secreto")
    assert str(caught.value.message) == WORDS["es"].unexpected
    assert not caught.value.print_exception
    assert "secreto" in caplog.text
    assert capsys.readouterr().out == ""
