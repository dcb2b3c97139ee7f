"""Subtitles: running text of what was said, paragraphs at pauses and speakers."""

from __future__ import annotations

from pathlib import Path

import pytest

from rag.documents.formats import subtitles
from rag.documents.formats.subtitles import SubtitlesFormat
from rag.documents.types import Article, LoadError, SourceFile


def read(text: str, name: str = "pleno.srt") -> Article:
    (article,) = SubtitlesFormat().read(SourceFile(text.encode(), Path(name))).articles
    return article


def srt(*captions: tuple[float, float, str]) -> str:
    def clock(at: float) -> str:
        return f"00:{int(at) // 60:02d}:{int(at) % 60:02d},{int(at * 1000) % 1000:03d}"

    return "\n\n".join(
        f"{i}\n{clock(a)} --> {clock(b)}\n{text}" for i, (a, b, text) in enumerate(captions, 1)
    )


def test_half_sentences_are_joined_and_paragraphs_end_at_pauses() -> None:
    text = srt(
        (1, 3, "El pleno de Valdemora\naprobó ayer"),
        (3.1, 5, "el <i>presupuesto</i>."),
        (5.2, 6, "Son tres millones."),
        (9, 11, "[Aplausos]"),
        (12, 14, "Después se habló"),
        (17, 19, "del riego."),
    )
    assert read(text).text == (
        "El pleno de Valdemora aprobó ayer el presupuesto. Son tres millones.\n\n"
        "Después se habló del riego."
    )


def test_a_new_speaker_begins_a_paragraph() -> None:
    text = srt((1, 3, "- ¿Cuánto costó?\n- Tres millones."), (3, 4, "Ni uno más."))
    assert read(text).text == "¿Cuánto costó?\n\nTres millones. Ni uno más."
    vtt = (
        "WEBVTT - Pleno de mayo\n\nNOTE x\n\n00:01.000 --> 00:02.000\n"
        "<v Ana Ruiz>¿Cuánto &amp; cuándo?\n\n00:02.000 --> 00:03.000\n"
        "<v Luis>Mañana.</v>\n\n00:03.000 --> 00:04.000\n<v Luis>Sin falta.\n"
    )
    article = read(vtt, "a.vtt")
    assert article.text == "Ana Ruiz: ¿Cuánto & cuándo?\n\nLuis: Mañana. Sin falta."
    assert article.title == "Pleno de mayo"


def test_what_rolls_over_the_screen_is_said_once() -> None:
    text = srt(
        (1, 3, "hoy hablamos del agua"),
        (3, 5, "hoy hablamos del agua\ny de los regadíos"),
        (5, 7, "y de los regadíos\nde la comarca"),
    )
    assert read(text).text == "hoy hablamos del agua y de los regadíos de la comarca"


def test_the_content_tells_the_kind_not_the_name() -> None:
    assert read("WEBVTT\n\n00:01.000 --> 00:02.000\nLlueve.\n", "a.srt").text == "Llueve."
    assert read(srt((1, 2, "Llueve.")), "a.vtt").text == "Llueve."


@pytest.mark.parametrize("text", ["hola", "WEBVTT\n", srt((1, 2, "[Música]")), "1\n2\n3"])
def test_without_anything_said_it_is_refused(text: str) -> None:
    with pytest.raises(LoadError, match="subtítulos"):
        read(text)


@pytest.mark.parametrize(
    ("limit", "named"), [("MAX_CAPTIONS", "subtítulos"), ("MAX_LINES", "líneas")]
)
def test_more_than_anybody_says_is_refused(
    limit: str, named: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(subtitles, limit, 9 if named == "líneas" else 2)
    three = srt((1, 2, "Uno."), (2, 3, "Dos."), (3, 4, "Tres."))
    with pytest.raises(LoadError, match=f"tiene [0-9]+ {named} y el límite es"):
        read(three)
    assert read(srt((1, 2, "Uno."), (2, 3, "Dos."))).text == "Uno. Dos."
