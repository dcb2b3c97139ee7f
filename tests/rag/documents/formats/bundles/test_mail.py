"""Mail: the text its sender wrote, who sent it and when, and what is attached."""

from __future__ import annotations

from email.message import EmailMessage
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.documents import loading
from rag.documents.formats.bundles.mail import MailboxFormat, MailFormat
from rag.documents.types import FileContents, LoadError, SourceFile
from tests.rag.documents.formats.made_files import docx_file, mail, mbox, zipped

TEXT = "El alcalde de Torralba anunció ayer 310 hectáreas de regadío."


def read(data: bytes) -> FileContents:
    return MailFormat().read(SourceFile(data, Path("nota.eml")))


def parsed(data: bytes, name: str = "nota.eml") -> FileContents:
    return loading.parse(SourceFile(data, Path(name)))


def test_sender_day_and_subject_are_outlet_date_and_title() -> None:
    (article,) = read(mail(TEXT, "RV: Re: Más regadío")).articles
    assert (article.title, article.source) == ("Más regadío", "Prensa de Urdaz")
    assert article.date == "2024-05-03", "the day where it was sent"
    assert article.text == TEXT
    made = mail(TEXT, "x").replace(b"Subject: x", b"Subject: x\nOrganization: Agencia Urdaz")
    (article,) = read(made).articles
    assert (article.source, article.author) == ("Agencia Urdaz", "Prensa de Urdaz")


@pytest.mark.parametrize(
    ("body", "text"),
    [
        ("Llueve.\n\n-- \nAna\nTel. 5\n", "Llueve."),
        (
            "De acuerdo.\n\nEl lun, 3 may 2024 a las 9:05, Ana (<a@b.example>)\n"
            "escribió:\n\n> ¿Vas?\n> Sí.\n",
            "De acuerdo.",
        ),
        ("Uno.\n\nOn Mon, Ana wrote:\n> dos\n\nTres.", "Uno.\n\nTres."),
        ("5 > 3 y\nes así.", "5 > 3 y\nes así."),
    ],
)
def test_what_others_wrote_and_signatures_are_left_out(body: str, text: str) -> None:
    contents = read(mail(body, "x"))
    assert contents.articles[0].text == text
    assert bool(contents.problems) == (">" in body and "5 > 3" not in body)


def test_lines_that_were_parted_to_be_sent_are_joined() -> None:
    made = mail("Llueve en \nUrdaz desde \nayer.\n\n Nieva.\n", "x")
    flowed = made.replace(b'charset="utf-8"', b'charset="utf-8"; format=flowed')
    assert read(flowed).articles[0].text == "Llueve en Urdaz desde ayer.\n\nNieva."


def test_the_better_of_two_texts_is_read() -> None:
    message = EmailMessage()
    message["Subject"] = "Boletín"
    message.set_content("Vea este mensaje en su navegador.")
    rows = f"<p>{TEXT}<br>Son más.</p><p>{TEXT * 9}</p><img src='http://127.0.0.1:9/x'>"
    message.add_alternative(f"<html><body>{rows}</body></html>", subtype="html")
    (article,) = read(message.as_bytes()).articles
    assert article.text.startswith(f"{TEXT} Son más.\n\n")
    message = EmailMessage()
    message["Subject"] = "Boletín"
    message.set_content(TEXT * 5)
    message.add_alternative("<p>otro</p>", subtype="html")
    assert read(message.as_bytes()).articles[0].text == TEXT * 5


def test_attachments_are_read_by_their_formats_as_of_the_sender() -> None:
    inner = mail("Nieva en Belagua desde ayer.", "Nieve")
    made = mail(
        "Adjunto la nota.",
        "Nota",
        {
            "nota.docx": docx_file(TEXT, ""),
            "m.eml": inner,
            "z.zip": zipped({"a/b.txt": "Ñora."}),
            "x.dat": b"x",
        },
    )
    contents = parsed(made)
    assert [(a.place, a.source) for a in contents.articles] == [
        ("", "Prensa de Urdaz"),
        ("nota.docx", "Prensa de Urdaz"),
        ("m.eml", "Prensa de Urdaz"),
        ("z.zip › a/b.txt", "b.txt"),
    ]
    assert contents.problems == ["1 archivo de otro formato no se ha leído: .dat 1."]


def test_a_message_within_a_message_is_read_as_one() -> None:
    message = EmailMessage()
    message["From"] = "ana@urdaz.example"
    message.set_content("Reenvío.")
    inner = EmailMessage()
    inner["Subject"] = "Dentro / fuera"
    inner.set_content(TEXT)
    message.add_attachment(inner)
    contents = parsed(message.as_bytes())
    assert contents.articles[0].source == "ana@urdaz.example"
    assert contents.articles[1].title == "Dentro / fuera"
    assert contents.articles[1].place == "Dentro fuera.eml"


def test_pictures_in_the_text_are_no_attachments() -> None:
    message = EmailMessage()
    message["Subject"] = "x"
    message.set_content("Hola.")
    message.add_alternative(f"<p>{TEXT * 3}</p><img src='cid:a'>", subtype="html")
    _, html = message.iter_parts()
    assert isinstance(html, EmailMessage)
    html.add_related(b"x", "image", "png", cid="<a>")
    contents = read(message.as_bytes())
    assert contents.members == ()
    assert contents.articles[0].text == TEXT * 3


def test_a_box_gives_each_message_and_names_it() -> None:
    one = mail("Llueve.\n\nFrom aquí se ve el río.", "Uno")
    two = mail("Adjunto.", "Dos", {"a.txt": TEXT.encode()})
    contents = parsed(mbox(one, two, mail("", "vacío")), "b.mbox")
    assert [(a.title, a.place) for a in contents.articles[:2]] == [
        ("Uno", "mensaje 1"),
        ("Dos", "mensaje 2"),
    ]
    assert contents.articles[0].text == "Llueve.\n\nFrom aquí se ve el río."
    assert contents.articles[2].place == "mensaje 2/a.txt"
    assert contents.problems == ["1 mensajes sin texto no se han leído."]


def test_what_is_no_mail_is_refused() -> None:
    with pytest.raises(LoadError, match="no es un mensaje de correo"):
        read(b"hola")
    with pytest.raises(LoadError, match="el mensaje no tiene texto"):
        read(mail("", "x"))
    with pytest.raises(LoadError, match="no es un buzón de correo"):
        MailboxFormat().read(SourceFile(mail(TEXT, "x"), Path("b.mbox")))


def test_parts_nested_without_end_are_too_complex() -> None:
    def nested(levels: int) -> bytes:
        head = b"Subject: x\n"
        for level in range(levels):
            head += b'Content-Type: multipart/mixed; boundary="%d"\n\n--%d\n' % (level, level)
        return head + b"\nhola\n"

    assert "hola" in read(nested(20)).articles[0].text
    for levels in (200, 20_000):
        with pytest.raises(RecursionError):
            read(nested(levels))


@given(st.binary(max_size=300), st.sampled_from(["From", "Subject", "Date", "Content-Type"]))
def test_headers_may_be_anything(value: bytes, name: str) -> None:
    made = mail(TEXT, "x").replace(
        b"MIME-Version", name.encode() + b": " + value + b"\nMIME-Version"
    )
    try:
        contents = read(made)
    except LoadError:
        return
    for article in contents.articles:
        assert article.title.isprintable()
        assert article.source.isprintable()
