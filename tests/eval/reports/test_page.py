"""The report stands alone, shows the figures, and nothing from a data set acts in it."""

from __future__ import annotations

import io
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from rich.console import Console

from eval.measures import significance
from eval.reports import console, misses, plots
from eval.reports import page as report
from eval.retrieval.systems import BUILDERS
from tests.eval import samples

pytestmark = pytest.mark.slow

ADDRESS = re.compile(r"\b(?:https?:|ftp:|//[a-z]|url\((?!#)|@import)", re.IGNORECASE)


class Page(HTMLParser):
    """Collects what a browser would act on, and the text it would show."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str]] = []
        self.shown: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes.extend((name, value or "") for name, value in attrs)

    def handle_data(self, data: str) -> None:
        self.shown.append(data)


@pytest.fixture(scope="module")
def page() -> str:
    return report.render(samples.retrieval_run(), samples.answers_run())


@pytest.fixture(scope="module")
def hostile() -> str:
    return report.render(
        samples.retrieval_run(samples.HOSTILE), samples.answers_run(samples.HOSTILE)
    )


def test_asks_nothing_of_the_network(page: str) -> None:
    parsed = Page(page)
    assert not {"script", "link", "img", "iframe", "object", "embed", "base"} & set(parsed.tags)
    for name, value in parsed.attributes:
        assert name != "src"
        if name == "href":
            assert value.startswith("#")
        assert not ADDRESS.search(value), (name, value)
    assert not ADDRESS.search(page)
    assert "default-src 'none'" in page


def test_no_text_of_a_data_set_becomes_markup(page: str, hostile: str) -> None:
    sound, attacked = Page(page), Page(hostile)
    assert attacked.tags == sound.tags
    assert [name for name, _ in attacked.attributes] == [name for name, _ in sound.attributes]
    assert not [name for name, _ in attacked.attributes if name.startswith("on")]
    # Shown as it is, in every place a data set's text comes to.
    shown = "".join(attacked.shown)
    assert shown.count("<script>alert(1)</script>") >= 10
    assert "{{ 7 * 7 }}" in shown


def test_shows_the_figures_with_intervals_and_marks(page: str) -> None:
    shown = " ".join(" ".join(Page(page).shown).split())
    run = samples.retrieval_run()
    for system in run.systems:
        assert report.SYSTEM_NOTES[system] in shown
        for metric in ("recall@1", "mrr@10"):
            assert f"{run.mean(system, metric):.3f}".replace(".", ",") in shown
    assert "50,0 % coincidencia exacta" in shown
    assert "4,2" in shown  # 4.25 ms, rounded as Python rounds


def test_each_plot_is_there_and_described(page: str) -> None:
    labels = [value for name, value in Page(page).attributes if name == "aria-label"]
    assert len(labels) == page.count("<svg") == 6
    assert len(set(labels)) == 6


def test_plots_do_not_share_identifiers(page: str) -> None:
    # A second definition of an id would make one plot draw with another's clip or marker.
    definitions = re.findall(r'<clipPath id="([^"]+)"', page)
    plots = [set(re.findall(r'<clipPath id="([^"]+)"', svg)) for svg in page.split("<svg")[1:]]
    assert definitions
    assert sum(len(each) for each in plots) == len(set(definitions))


def test_either_half_alone() -> None:
    only_search = report.render(samples.retrieval_run())
    assert "La búsqueda" in only_search
    assert "Las respuestas" not in only_search
    only_answers = report.render(None, samples.answers_run())
    assert "La búsqueda" not in only_answers
    assert "Las respuestas" in only_answers


def test_one_system_alone_needs_no_comparison() -> None:
    assert "hybrid" in report.render(samples.retrieval_run(others=()))


def test_is_written_whole(tmp_path: Path) -> None:
    folder, run = tmp_path / "informe", samples.retrieval_run(samples.HOSTILE)
    path = report.write(folder, run, samples.answers_run())
    assert path == folder / "index.html"
    assert report.write(folder, run) == folder / "retrieval.html"
    assert report.write(folder, None, samples.answers_run()) == folder / "answers.html"
    assert path.read_text(encoding="utf-8").rstrip().endswith("</html>")


def test_the_worst_misses_come_first() -> None:
    (miss,) = misses.retrieval_misses(samples.retrieval_run())
    assert (miss.id, miss.rank, dict(miss.others)) == ("q1", None, {"dense": 2, "card": 2})
    assert [passage.id for passage in miss.expected] == ["p1"]
    assert [passage.id for passage in miss.instead] == ["p0", "p2"]
    assert misses.retrieval_misses(samples.retrieval_run(), worst=0) == []


def test_wrong_answers_are_shown_the_surest_first() -> None:
    who, cost = misses.answer_misses(samples.answers_run())
    assert (who.id, who.prediction, [p.id for p in who.cited]) == ("q1", "Pedro", ["p2"])
    assert (cost.id, cost.answerable, cost.expected) == ("q2", False, ())


def test_the_intervals_are_computed_once_for_table_page_and_json(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    calls: list[tuple[int, ...]] = []
    compute = significance.bootstrap_intervals

    def counted(values: significance.Floats) -> significance.Floats:
        calls.append(values.shape)
        return compute(values)

    monkeypatch.setattr(significance, "bootstrap_intervals", counted)
    run = samples.answers_run()
    console.show_answers(Console(file=io.StringIO()), run)
    report.render(answers=run)
    assert run.to_dict()["intervals"].keys() == {"exact_match", "f1"}
    assert calls == [(2, 2)]


def test_every_system_that_can_be_named_has_its_colour_and_its_note() -> None:
    assert plots.COLOURS.keys() == report.SYSTEM_NOTES.keys() == BUILDERS.keys()
    every = samples.retrieval_run(others=tuple(name for name in BUILDERS if name != "hybrid"))
    assert all(note in report.render(every) for note in report.SYSTEM_NOTES.values())
