"""Answers as HTML: other people's text stays text, quotations are marked where they stand."""

from __future__ import annotations

from dataclasses import replace
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.answers.limits import LeftOut
from rag.answers.types import Also, Answer, Citation, Claim, Timings
from rag.answers.wording import abstention_text, answer_text
from rag.chat.conversation_state import ConversationState, Turn
from rag.chat.views import (
    answer_view,
    archive_view,
    figures_view,
    markup,
    sources_view,
    status_view,
)
from rag.chat.views.status_view import Progress
from rag.chat.wording.languages import WORDS
from rag.claims.agreement import Agreement
from rag.tables import VERDICTS

SPANISH = WORDS["es"]
TAGS = set(
    "article h2 div p span strong ul li a section h3 ol h4 blockquote mark button form input small "
    "details summary table caption thead tbody tr th td br figure figcaption svg line text circle "
    "title".split()
)
ATTRIBUTES = set(
    "class id href lang aria-label aria-labelledby aria-pressed aria-busy aria-hidden target rel "
    "role type title tabindex hidden name maxlength autocomplete placeholder scope viewbox x y x1 "
    "x2 y1 y2 cx cy r text-anchor data-turn data-n data-verdict data-document data-close data-at "
    "data-cite colspan".split()
)
HOSTILE = (
    "<script>window.__pwned=1</script>",
    "<img src=x onerror=alert(1)>",
    "</mark></blockquote><h1>",
    '" onclick="alert(1)',
    "[clic](javascript:alert(1))",
    "**negrita** `código`",
    "&lt;b&gt; &amp;",
    "${value} {{value}} @children",
    "[1] [99]",
    "javascript:alert(1)",
    "https://x.example/'\"><b>",
)
texts = st.one_of(st.sampled_from(HOSTILE), st.text(max_size=30)).map(lambda s: s or "x")


class Page(HTMLParser):
    """What a browser would see: elements with attributes, and the text inside some of them."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.texts: dict[str, list[str]] = {}
        self._open: list[str] = []
        self.feed(html)
        self.close()
        assert not self._open, "every element is closed"

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        if tag in ("input", "br"):
            return
        self._open.append(tag)
        self.texts.setdefault(tag, []).append("")

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop() == tag

    def handle_data(self, data: str) -> None:
        for tag in set(self._open):
            self.texts[tag][-1] += data


def citation(
    passage: str, quote: str, value: str, n: int = 1, title: str = "Título", source: str = "Diario"
) -> Citation:
    start = passage.index(value, passage.index(quote))
    return Citation(
        n=n,
        document="d",
        title=title,
        source=source,
        date="2025-08-14",
        paragraph=4,
        passage=passage,
        quote=quote,
        value=value,
        start=start,
        end=start + len(value),
        score=0.9,
    )


def answer(
    citations: list[Citation],
    agreement: Agreement = "single",
    *,
    abstained: bool = False,
    question: str = "¿Cuántos?",
) -> Answer:
    claims = tuple(Claim(c.value, float(c.n), (c.n,)) for c in citations)
    text = abstention_text(citations) if abstained else answer_text(agreement, claims, citations)
    return Answer(
        question=question,
        standalone_question=question,
        abstained=abstained,
        confidence=0.8,
        answer="" if abstained else claims[0].value,
        text=text,
        agreement=agreement,
        claims=() if abstained else claims,
        citations=tuple(citations),
        timings_ms=Timings(1, 1, 2),
    )


TWO = [
    citation("Ayer llovió. Llegaron 11,000 soldados. Fin.", "Llegaron 11,000 soldados.", "11,000"),
    citation("Son unos 15.000 hombres.", "Son unos 15.000 hombres.", "unos 15.000", n=2),
]


@given(texts, texts, texts, texts, texts, texts, texts)
def test_nothing_in_a_document_or_question_becomes_an_element(
    before: str, lead: str, value: str, after: str, title: str, source: str, question: str
) -> None:
    some_citation = citation(
        f"{before}{lead}{value}{after}", f"{lead}{value}", value, 1, title, source
    )
    some_answer = answer([some_citation], question=question)
    page = Page(answer_view.turn(Turn(some_answer), 1, SPANISH))
    assert {tag for tag, _ in page.elements} <= TAGS
    assert {name for _, attributes in page.elements for name in attributes} <= ATTRIBUTES
    links = [a["href"] or "" for tag, a in page.elements if tag == "a"]
    assert all(link.startswith("#source-1-") or link == source for link in links)
    assert page.texts["blockquote"] == [some_citation.passage]
    assert page.texts["h2"] == [question.strip()]
    assert page.texts["h4"] == [f"1 {title}"]
    html = answer_view.turn(Turn(some_answer), 1, SPANISH)
    assert not set("{}$") & set(html)
    assert "@children" not in html
    for other in (
        status_view.pending_turn(question, Progress(SPANISH.searching), SPANISH),
        answer_view.problem(question),
    ):
        assert {tag for tag, _ in Page(other).elements} <= TAGS


def at(passage: str, quote: str, start: int, end: int) -> Citation:
    whole = citation(passage, quote, passage[start:end])
    return replace(whole, start=start, end=end)


@given(texts, texts, texts, texts)
def test_the_quotation_is_marked_and_the_value_in_it_emphasised(
    before: str, lead: str, value: str, after: str
) -> None:
    # The bars are in no text twice, so the quotation stands at one place only.
    quote = f"\0{lead}{value}\1"
    passage = f"{before}{quote}{after}"
    start = len(before) + 1 + len(lead)
    page = Page(sources_view.passage(at(passage, quote, start, start + len(value))))
    assert page.texts["mark"] == [quote]
    assert page.texts["strong"] == [value]


def test_of_two_equal_sentences_the_one_that_holds_the_value_is_marked() -> None:
    passage = "Son 30. Son 30."
    first, second = at(passage, "Son 30.", 4, 6), at(passage, "Son 30.", 12, 14)
    assert sources_view.passage(first) == "<mark>Son <strong>30</strong>.</mark> Son 30."
    assert sources_view.passage(second) == "Son 30. <mark>Son <strong>30</strong>.</mark>"


def test_a_value_that_is_the_whole_quotation_is_only_marked() -> None:
    assert sources_view.passage(citation("Antes. Ganó Eva.", "Ganó Eva.", "Ganó Eva.")) == (
        "Antes. <mark>Ganó Eva.</mark>"
    )


def test_every_mark_leads_to_its_source_of_the_same_turn() -> None:
    page = Page(answer_view.turn(Turn(answer(TWO, "disagree")), 7, SPANISH))
    links = [a["href"] for tag, a in page.elements if tag == "a"]
    anchors = [f"#{a['id']}" for _, a in page.elements if "id" in a]
    assert set(links) == {a for a in anchors if "source" in a} == {"#source-7-1", "#source-7-2"}


def test_a_mark_without_a_source_is_no_link() -> None:
    forged = replace(answer(TWO[:1]), text="Dicho [1] y no dicho [2], [1][999999999].")
    page = Page(answer_view.turn(Turn(forged), 1, SPANISH))
    assert [a["href"] for tag, a in page.elements if tag == "a"] == ["#source-1-1"] * 2
    assert any("no dicho [2]" in paragraph for paragraph in page.texts["p"])


@pytest.mark.parametrize(
    ("some_answer", "label", "heading"),
    [
        (answer(TWO, "disagree"), "Las fuentes no coinciden", "Fuentes"),
        (answer(TWO, "agree"), "Varias fuentes coinciden", "Fuentes"),
        (answer(TWO, "evolve"), "Ha cambiado con el tiempo", "Fuentes"),
        (answer(TWO, abstained=True), "Sin respuesta en las fuentes", "Lo más cercano"),
    ],
)
def test_what_the_sources_say_together_is_said(
    some_answer: Answer, label: str, heading: str
) -> None:
    html = answer_view.turn(Turn(some_answer), 1, SPANISH)
    kind = "abstained" if some_answer.abstained else some_answer.agreement
    assert html.startswith(f'<article class="turn {kind}"')
    assert f'<span class="badge">{label}</span>' in html
    assert Page(html).texts["h3"] == [heading]
    assert ("Confianza" in html) is not some_answer.abstained


@pytest.mark.parametrize("agreement", ["disagree", "evolve"])
def test_claims_that_differ_stand_in_a_table_with_date_origin_and_who_says_so(
    agreement: Agreement,
) -> None:
    claims = (
        Claim("11,000", 11_000, (1,), "según Seúl", "2025-08-14"),
        Claim("unos 15.000", 15_000, (2,)),
    )
    some_answer = replace(answer(TWO, agreement), claims=claims)
    page = Page(answer_view.turn(Turn(some_answer), 1, SPANISH))
    assert page.texts["tr"] == [
        "RespuestaFechaSegúnFuente",
        "11.00014 de agosto de 2025SeúlDiario\xa0[1]",
        f"«{TWO[0].quote}»",
        "unos 15.00014 de agosto de 2025no lo diceDiario\xa0[2]",
        f"«{TWO[1].quote}»",
    ]
    assert len(page.texts["li"]) == len(TWO), "said in the table and on the cards, no more"
    silent = replace(some_answer, claims=tuple(replace(c, attribution="") for c in claims))
    assert "Según" not in answer_view.turn(Turn(silent), 1, SPANISH)


def test_a_quotation_that_the_table_shows_is_folded_on_its_card() -> None:
    long = "Llegaron 11,000 soldados" + " con sus mochilas y sus botas" * 12 + "."
    third = citation(long, long, "11,000", n=3)
    page = Page(answer_view.turn(Turn(answer([*TWO, third], "disagree")), 1, SPANISH))
    folded = [name for tag, a in page.elements if tag == "details" for name in [a.get("class")]]
    assert folded.count("passage") == 2, "the third stands in the table only in part"
    assert page.texts["summary"].count("Ver el pasaje") == 2
    agreed = Page(answer_view.turn(Turn(answer(TWO, "agree")), 1, SPANISH))
    assert "Ver el pasaje" not in agreed.texts["summary"]


@pytest.mark.parametrize(
    ("name", "marked"),
    [
        ("noticia1.txt", True),
        ("nota.md (2)", True),
        ("/srv/prensa/nota.PDF", True),
        ("El Eco de Urdaz", False),
        ("elpais.com", False),
        ("https://eco.example/nota.html", False),
    ],
)
def test_a_file_that_stands_for_an_outlet_is_marked_as_one(name: str, marked: bool) -> None:
    shown = markup.source(name)
    assert ('<span class="file">' in shown) is marked
    assert "/srv" not in shown
    one = replace(TWO[0], source=name, title=TWO[0].passage)
    cards = sources_view.card(one, 1, SPANISH)
    assert cards.count('class="file"') == marked, "in the heading, where it is one, or below"


@pytest.mark.parametrize("abstained", [False, True])
def test_a_list_that_ends_the_text_is_shown(abstained: bool) -> None:
    some_answer = answer(TWO, abstained=abstained)
    listed = [line for line in some_answer.text.split("\n") if line.startswith("- ")]
    assert listed
    assert some_answer.text.endswith(listed[-1])
    page = Page(answer_view.turn(Turn(some_answer), 1, SPANISH))
    assert len(page.texts["li"]) == len(listed) + len(TWO)
    assert sum(TWO[1].quote in item for item in page.texts["li"]) == 2, "there and on its card"


def test_who_says_so_is_added_to_the_short_answer_without_saying_it_again() -> None:
    said = answer(TWO[:1])
    claims = (replace(said.claims[0], attribution="según Seúl"),)
    text = answer_text("single", claims, TWO[:1])
    page = Page(answer_view.turn(Turn(replace(said, claims=claims, text=text)), 1, SPANISH))
    assert page.texts["p"][:2] == ["11,000", f"Según Seúl: «{TWO[0].quote}» — Diario,"
                                   " 14 de agosto de 2025\xa0[1]"]  # fmt: skip


def test_the_short_answer_comes_first_and_a_long_one_is_not_said_twice() -> None:
    page = Page(answer_view.turn(Turn(answer(TWO[:1])), 1, SPANISH))
    assert [a for _, a in page.elements if a.get("class") == "short"]
    long = citation("Ganó " + "Eva " * 40, "Ganó " + "Eva " * 40, "Ganó " + "Eva " * 40)
    page = Page(answer_view.turn(Turn(answer([long])), 1, SPANISH))
    assert not [a for _, a in page.elements if a.get("class") == "short"]


@pytest.mark.parametrize(
    ("confidence", "label"), [(0.7, "alta"), (0.69, "media"), (0.5, "media"), (0.49, "baja")]
)
def test_confidence_is_said_in_words(confidence: float, label: str) -> None:
    some_answer = replace(answer(TWO[:1]), confidence=confidence)
    html = answer_view.turn(Turn(some_answer), 1, SPANISH)
    assert f"<summary>Confianza {label}</summary>" in html


def test_a_greeting_looks_like_no_answer_and_asks_for_no_verdict() -> None:
    html = answer_view.turn(Turn(Answer.reply("hola", "Hola. Pregunte."), "desde ayer"), 1, SPANISH)
    assert 'class="turn said"' in html
    assert "Hola. Pregunte." in html
    assert "feedback" not in html
    assert SPANISH.abstained not in html


def test_an_abstention_names_the_limits_and_offers_to_drop_them() -> None:
    nothing = replace(answer(TWO[:1]), abstained=True, claims=(), answer="")
    html = answer_view.turn(Turn(nothing, "desde 1 de enero de 2026"), 3, SPANISH)
    assert "Con estos límites: desde 1 de enero de 2026; " in html
    assert '<button type="button" class="unlimit" data-turn="3">quitar límites</button>' in html
    assert "unlimit" not in answer_view.turn(Turn(nothing), 3, SPANISH)
    assert "unlimit" not in answer_view.turn(Turn(answer(TWO[:1]), "desde"), 3, SPANISH)


def test_what_a_limit_left_out_is_said_in_the_pages_language() -> None:
    left = answer(TWO[:1]).leaving_out(LeftOut(2))
    assert "no se han mirado: 2." in answer_view.turn(Turn(left), 1, SPANISH)
    english = answer_view.turn(Turn(left), 1, WORDS["en"])
    assert "not looked at: 2." in english
    assert "no se han mirado" not in english


def test_older_turns_show_their_question_alone() -> None:
    state = ConversationState()
    for _ in range(answer_view.UNFOLDED + 2):
        state = state.with_turn(Turn(answer(TWO[:1])))
    html = answer_view.turns(state, SPANISH)
    assert html.count("<details><summary><h2") == 2
    assert html.index("<details><summary><h2") > html.rindex(f'id="question-{3}"')


@pytest.mark.parametrize(
    ("source", "shown"),
    [
        ("/srv/notas/2025/acta.txt", "acta.txt"),
        ("C:\\notas\\acta.docx", "acta.docx"),
        ("notas/a.txt", "a.txt"),
        ("~/a.txt", "a.txt"),
        ("El Eco", "El Eco"),
        ("Radio 1/2", "Radio 1/2"),
        ("AFP / Reuters", "AFP / Reuters"),
        ("https://eco.example/a.html", "https://eco.example/a.html"),
    ],
)
def test_an_outlet_is_never_a_folder_of_the_server(source: str, shown: str) -> None:
    some = replace(TWO[0], source=source, also=(Also("d9", "Otro", source, None),))
    html = answer_view.turn(Turn(replace(answer([some, TWO[1]], "disagree"))), 1, SPANISH)
    assert markup.text(shown) in html
    if shown != source:
        assert markup.text(source) not in html


def test_other_outlets_and_what_was_really_asked_are_named() -> None:
    also = (Also("d9", "El mismo", "Otro <b>diario</b>", "2025-08-15"),)
    some_answer = replace(
        answer([replace(TWO[0], also=also)]), standalone_question="¿Cuántos soldados?"
    )
    html = answer_view.turn(Turn(some_answer, "desde 2025-01-01", "wrong"), 1, SPANISH)
    assert "También en otros medios:" in html
    assert "Otro &lt;b&gt;diario&lt;/b&gt;" in html
    assert 'data-document="d9"' in html
    assert "Entendida como: ¿Cuántos soldados?" in html
    assert "Limitada a: desde 2025-01-01" in html
    assert 'data-verdict="wrong" aria-pressed="true"' in html


def test_there_is_a_button_for_each_verdict_that_the_archive_takes() -> None:
    page = Page(answer_view.turn(Turn(answer(TWO[:1])), 1, SPANISH))
    verdicts = [a["data-verdict"] for _, a in page.elements if "data-verdict" in a]
    assert verdicts == [*VERDICTS]


def test_a_single_source_needs_no_label_and_an_empty_panel_is_left_out() -> None:
    assert 'class="badge"' not in answer_view.turn(Turn(answer(TWO[:1])), 1, SPANISH)
    assert "<section" not in answer_view.turn(Turn(answer([], abstained=True)), 1, SPANISH)


def test_facts_of_a_source_are_in_the_pages_language() -> None:
    spanish, english = (
        answer_view.turn(Turn(answer(TWO[:1])), 1, WORDS[code]) for code in ("es", "en")
    )
    assert "Diario · 14 de agosto de 2025 · párrafo 4" in spanish
    assert "Diario · 14 August 2025 · paragraph 4" in english


@pytest.mark.parametrize(
    ("source", "linked"),
    [
        ("https://diario.example/a?b=1&c=2", True),
        ("HTTP://diario.example", True),
        ("javascript:alert(1)", False),
        ("data:text/html,x", False),
        ("https://con espacio.example", False),
        ("El Diario", False),
    ],
)
def test_only_web_addresses_are_links(source: str, linked: bool) -> None:
    some_citation = citation("Son 3.", "Son 3.", "3", source=source)
    page = Page(answer_view.turn(Turn(answer([some_citation])), 1, SPANISH))
    outward = [a["href"] for tag, a in page.elements if tag == "a" and a.get("target")]
    assert outward == ([source] if linked else [])


def test_the_header_counts_or_says_how_to_begin() -> None:
    assert "58 artículos, 213 pasajes" in archive_view.masthead(SPANISH, documents=58, passages=213)
    assert "está vacío" in archive_view.masthead(SPANISH, documents=0, passages=0)


@pytest.mark.parametrize(
    ("value", "normalized", "shown"),
    [
        ("2 400", 2400, "2.400"),
        ("más de 11,000", 11000, "más de 11.000"),
        ("6.180 hectáreas", 6180, "6.180 hectáreas"),
        ("2\u202f400\u00a0000", 2400000, "2.400.000"),
        ("14500", 14500, "14.500"),
        ("2400", 2400, "2400"),
        ("3,6 millones", 3600000, "3,6 millones"),
        ("12,500", 12.5, "12,500"),
        ("de 1 000 a 2 000", 2000, "de 1 000 a 2.000"),
        ("el 5 de mayo de 2025", None, "el 5 de mayo de 2025"),
        ("120", 120, "120"),
        ("12.345.67", 12345, "12.345.67"),
        ("9" * 400, 9, "9" * 400),
    ],
)
def test_figures_of_a_claim_are_written_in_the_pages_own_way(
    value: str, normalized: float | None, shown: str
) -> None:
    claim = Claim(value, normalized, (1,))
    assert figures_view.styled(claim, SPANISH) == shown


def test_figures_of_a_claim_follow_the_pages_language() -> None:
    assert figures_view.styled(Claim("6.180", 6180, (1,)), WORDS["en"]) == "6,180"


def test_a_table_of_undated_sources_has_no_column_of_days() -> None:
    dated = answer(TWO, "disagree")
    assert SPANISH.date in figures_view.table(dated, 1, SPANISH)
    bare = replace(
        dated,
        claims=tuple(replace(c, date=None) for c in dated.claims),
        citations=tuple(replace(c, date=None) for c in dated.citations),
    )
    table = figures_view.table(bare, 1, SPANISH)
    assert SPANISH.date not in table
    assert "—" not in table
    columns = table.count('<th scope="col">')
    assert f'colspan="{columns}"' in table
